// The built page in WebKitGTK.
import { hostile } from "./hostile.mjs";
import { hosts } from "./hosts.mjs";
import { nowasm } from "./nowasm.mjs";
import { suite } from "./suite.mjs";
import { webkit } from "./webkit.mjs";

suite("webkit", webkit);
hosts("webkit", webkit);
hostile("webkit", webkit);
nowasm("webkit", webkit);
