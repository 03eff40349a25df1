/**
 * The classic script for other people's pages: registers <iryo-dx-hojokin>, and nothing else.
 *
 * It asks neither where it stands nor when it runs: late, deferred or twice, what it finds becomes alive.
 */

import { define } from "./define";

define();
