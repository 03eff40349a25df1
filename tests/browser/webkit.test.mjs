// The built page in WebKitGTK.
import { suite } from "./suite.mjs";
import { webkit } from "./webkit.mjs";

suite("webkit", webkit);
