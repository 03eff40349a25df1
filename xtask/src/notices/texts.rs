//! The licences that works inside may have, and how their texts are read.

use anyhow::{Context, Result, bail};

use crate::licence;

/// A licence that works inside may have.
pub(super) struct Licence {
    /// Its name in SPDX.
    pub(super) name: &'static str,
    /// How its text begins, behind title and copyright.
    begins: &'static str,
    /// The files in which packages keep it, apart from `LICENSE`.
    pub(super) file: &'static str,
    /// What the single files say of it.
    pub(super) short: Short,
}

/// How a licence is told in the single files.
pub(super) enum Short {
    /// It asks that its text goes along.
    Text,
    /// It is content with its text in the documentation, which `THIRD_PARTY.md` is: clause (b).
    Address(&'static str),
    /// It asks nothing for what a compiler embeds: the exception frees from 4(a), (b) and (d).
    Nothing,
}

/// The licences, the preferred first: where several are offered, that is the one taken.
pub(super) const LICENCES: [Licence; 5] = [
    Licence {
        name: "MIT",
        begins: "Permission is hereby granted, free of charge,",
        file: "LICENSE-MIT",
        short: Short::Text,
    },
    Licence {
        name: "BSD-3-Clause",
        begins: "Redistribution and use in source and binary forms,",
        file: "LICENSE-BSD",
        short: Short::Text,
    },
    Licence {
        name: "Unicode-3.0",
        begins: "NOTICE TO USER:",
        file: "LICENSE-UNICODE",
        short: Short::Address("https://www.unicode.org/license.txt"),
    },
    Licence {
        name: "Apache-2.0 WITH LLVM-exception",
        begins: "",
        file: "",
        short: Short::Nothing,
    },
    Licence {
        name: "Apache-2.0",
        begins: "TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION",
        file: "LICENSE-APACHE",
        short: Short::Address("https://www.apache.org/licenses/LICENSE-2.0"),
    },
];

/// What may stand above a licence's text beside the copyright.
const TITLES: [&str; 8] = [
    "MIT License",
    "The MIT License (MIT)",
    "BSD 3-Clause License",
    "UNICODE LICENSE V3",
    "COPYRIGHT AND PERMISSION NOTICE",
    "Apache License",
    "Version 2.0, January 2004",
    "http://www.apache.org/licenses/",
];

/// The licences to keep to, of those that an expression offers.
pub(super) fn chosen(expression: &str) -> Result<Vec<&'static Licence>> {
    let names = licence::chosen(expression, &LICENCES.each_ref().map(|licence| licence.name))
        .with_context(|| format!("{expression:?} cannot be had under the licences of notices.rs"))?;
    Ok(LICENCES
        .iter()
        .filter(|licence| names.contains(&licence.name))
        .collect())
}

/// A licence's file: its copyright lines, and its text without them.
pub(super) fn split(file: &str, licence: &Licence) -> Result<(Vec<String>, String)> {
    let begin = file
        .find(licence.begins)
        .with_context(|| format!("it has no text of {}", licence.name))?;
    let (head, body) = file.split_at(begin);
    let mut copyright = Vec::new();
    for line in head.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if line.starts_with("Copyright") {
            copyright.push(line.to_owned());
        } else if !TITLES.contains(&line) {
            bail!("{line:?} is neither title nor copyright");
        }
    }
    Ok((copyright, body.trim_end().to_owned()))
}

/// Whether two texts differ at most in their line breaks.
pub(super) fn same(one: &str, other: &str) -> bool {
    one.split_whitespace().eq(other.split_whitespace())
}

/// A text with one line a paragraph.
pub(super) fn flowing(text: &str) -> String {
    let paragraphs: Vec<String> = text
        .split("\n\n")
        .map(|paragraph| paragraph.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    paragraphs.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_is_not_understood_stops_it() {
        let text = "Permission is hereby granted, free of charge, to all.\n";
        let (copyright, body) =
            split(&format!("MIT License\n\nCopyright (c) A\n\n{text}"), &LICENCES[0]).unwrap();
        assert_eq!(copyright, ["Copyright (c) A"]);
        assert_eq!(body, text.trim_end());
        assert!(split(&format!("Parts are not free.\n\n{text}"), &LICENCES[0]).is_err());
        assert!(split("All rights reserved.", &LICENCES[0]).is_err());
    }
}
