// The built page in WebKitGTK.
import { hosts } from "./hosts.mjs";
import { suite } from "./suite.mjs";
import { webkit } from "./webkit.mjs";

suite("webkit", webkit);
hosts("webkit", webkit);
