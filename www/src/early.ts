/**
 * Runs before anything is drawn: says that the main script is about to start, so that the table of
 * the twelve programmes does not flash up before it. The stylesheet brings the table back by itself
 * after three seconds, should the main script never come.
 */
document.documentElement.classList.add("starting");
