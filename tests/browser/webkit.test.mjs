// The built page in WebKitGTK.
import { batch } from "./batch.mjs";
import { embedding } from "./embed.mjs";
import { hostile } from "./hostile.mjs";
import { hosts } from "./hosts.mjs";
import { nowasm } from "./nowasm.mjs";
import { suite } from "./suite.mjs";
import { webkit } from "./webkit.mjs";

suite("webkit", webkit);
hosts("webkit", webkit);
embedding("webkit", webkit);
batch("webkit", webkit);
hostile("webkit", webkit);
nowasm("webkit", webkit);
