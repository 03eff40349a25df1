// The built page in Firefox.
import { firefox } from "./puppeteer.mjs";
import { batch } from "./batch.mjs";
import { embedding } from "./embed.mjs";
import { hostile } from "./hostile.mjs";
import { hosts } from "./hosts.mjs";
import { nowasm } from "./nowasm.mjs";
import { suite } from "./suite.mjs";

suite("firefox", firefox);
hosts("firefox", firefox);
embedding("firefox", firefox);
batch("firefox", firefox);
hostile("firefox", firefox);
nowasm("firefox", firefox);
