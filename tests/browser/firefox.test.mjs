// The built page in Firefox.
import { firefox } from "./puppeteer.mjs";
import { suite } from "./suite.mjs";

suite("firefox", firefox);
