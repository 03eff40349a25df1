//! A real `WordPress` for the tests, and the tests on its pages.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::command::{command, run};
use crate::{apt, layout};

const PURPOSE: &str = "test on the pages of a WordPress";

/// Debian's packages with what runs it. Of `MariaDB` the programs alone (that of the client makes the
/// first tables): `mariadb-server` would bring a service.
const PROGRAMS: [&str; 4] = [
    "mariadb-server-core",
    "mariadb-client-core",
    "php-cli",
    "php-mysql",
];

/// Debian's packages with its files: itself, its words in Japanese, its theme, and the libraries that
/// it links to. They are not installed, because `wordpress` depends on a web server.
const FILES: [&str; 6] = [
    "wordpress",
    "wordpress-l10n",
    "wordpress-theme-twentytwentythree",
    "libjs-cropper",
    "libjs-underscore",
    "php-getid3",
];

/// Sees to it that `WordPress` and what runs it are there.
pub(crate) fn provision() -> Result<()> {
    apt::install(&PROGRAMS, PURPOSE)?;
    apt::unpack(&FILES, &folder(), PURPOSE)
}

/// Runs the tests with what stands beside that page.
pub(crate) fn test(page: &Path) -> Result<()> {
    run(
        command("node")
            .args([
                "--test",
                "--test-reporter=spec",
                "tests/wordpress/wordpress.test.mjs",
            ])
            .env("PAGE", page)
            .env("CASES", layout::cases_json())
            .env("WORDPRESS", folder().join("usr/share/wordpress")),
        "pass the tests on the pages of a WordPress",
    )
}

/// Where the files are unpacked.
fn folder() -> PathBuf {
    layout::target().join("provision/wordpress")
}
