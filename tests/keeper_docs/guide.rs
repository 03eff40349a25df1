//! `docs/catalogue.md`, taken apart.

use std::fs;
use std::path::Path;

/// A fenced block of the guide.
pub(crate) struct Block {
    /// What it is written in.
    pub(crate) language: String,
    /// What is between its fences.
    pub(crate) text: String,
    /// The lines 「- 例：」 between it and the next block.
    pub(crate) examples: Vec<String>,
}

/// The guide for keepers.
pub(crate) fn guide() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/catalogue.md");
    fs::read_to_string(path).expect("the document")
}

/// The fenced blocks of the guide.
pub(crate) fn blocks(guide: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut within = false;
    for line in guide.lines() {
        if let Some(language) = line.strip_prefix("```") {
            if !within {
                blocks.push(Block {
                    language: language.to_owned(),
                    text: String::new(),
                    examples: Vec::new(),
                });
            }
            within = !within;
        } else if let Some(block) = blocks.last_mut() {
            if within {
                block.text.push_str(line);
                block.text.push('\n');
            } else if let Some(example) = line.strip_prefix("- 例：") {
                block.examples.push(example.to_owned());
            }
        }
    }
    assert!(!within, "a block has no end");
    blocks
}
