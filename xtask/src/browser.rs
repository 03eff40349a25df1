//! The browsers for the tests, and the tests in them.

use std::path::Path;

use anyhow::Result;

use crate::command::{command, run};
use crate::{apt, layout};

/// Debian's packages: three engines, their drivers, a screen for the one that needs it, and a font
/// that has the letters of the page.
const PACKAGES: [&str; 6] = [
    "chromium",
    "chromium-driver",
    "firefox-esr",
    "webkit2gtk-driver",
    "xvfb",
    "fonts-noto-cjk",
];

/// The engines, as the files in `tests/browser` are called.
pub(crate) const ENGINES: [&str; 3] = ["chromium", "firefox", "webkit"];

/// Sees to it that the browsers are there.
pub(crate) fn provision() -> Result<()> {
    apt::install(&PACKAGES, "test in Chromium, Firefox and WebKitGTK")
}

/// Runs the browser tests of one engine on that page.
pub(crate) fn test(engine: &str, page: &Path) -> Result<()> {
    run(
        command("node")
            .args(["--test", "--test-reporter=spec"])
            .arg(format!("tests/browser/{engine}.test.mjs"))
            .env("PAGE", page)
            .env("CASES", layout::cases_json()),
        &format!("pass the browser tests in {engine}"),
    )
}
