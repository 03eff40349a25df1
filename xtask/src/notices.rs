//! The notices of others' works inside what people take: `THIRD_PARTY.md`, and the short form that the
//! single files carry, since they are passed on alone.
//!
//! Copyright lines and texts are those of the packages' own licence files. Where something is not
//! understood, it is an error: a notice that is left out is noticed by nobody.

mod texts;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::layout::{self, THIRD_PARTY};
use crate::{crates, node};

use self::texts::{LICENCES, Licence, Short, chosen, flowing, same, split};

/// The bundler: the function by which it writes template literals as strings is its own work.
const BUNDLER: &str = "esbuild";
/// The packages of npm that the bundler puts into the page; the build compares.
pub(crate) const IN_PAGE: [&str; 3] = [BUNDLER, "lean-qr", "lit-html"];
/// Those of them that it puts into the element for other people's pages.
pub(crate) const IN_WIDGET: [&str; 2] = [BUNDLER, "lit-html"];
/// Those of them that it puts into the page for many institutions.
pub(crate) const IN_BATCH: [&str; 2] = [BUNDLER, "lit-html"];
/// What makes JavaScript of the wasm: its memory that grows, and other small functions, are its own work.
const WASM2JS: &str = "binaryen";
/// All that is in the page without WebAssembly.
pub(crate) const IN_PAGE_NOWASM: [&str; 4] = [WASM2JS, BUNDLER, "lean-qr", "lit-html"];
/// The package of npm whose values stand in the styles.
pub(crate) const TOKENS: &str = "@digital-go-jp/design-tokens";

/// A work of others.
#[derive(Clone, Debug)]
struct Work {
    name: String,
    version: String,
    /// Its licence, as its authors put it.
    licence: String,
    /// Where it is inside.
    place: &'static str,
}

/// A text of a licence, and the works that come with it.
#[derive(Debug)]
struct Text {
    /// The licence's name in SPDX.
    licence: &'static str,
    /// As in the first work that has it.
    body: String,
    /// By copyright line the works; the empty line stands for none.
    holders: BTreeMap<String, BTreeSet<String>>,
}

/// All works inside, and the texts of their licences.
pub(crate) struct Notices {
    works: Vec<Work>,
    texts: Vec<Text>,
    /// Where it was read what is kept here of works that are no packages.
    sources: Vec<String>,
    /// The copyright line of this project.
    own: String,
}

/// The work of a file in `xtask/licences/`.
#[derive(Deserialize)]
struct Kept {
    name: String,
    licence: String,
    copyright: Vec<String>,
    source: String,
}

/// Writes `THIRD_PARTY.md`.
pub(crate) fn write() -> Result<()> {
    let path = layout::root().join(THIRD_PARTY);
    fs::write(&path, Notices::read()?.third_party())
        .with_context(|| format!("could not write {}", path.display()))
}

/// Whether `THIRD_PARTY.md` says what the packages say.
pub(crate) fn is_up_to_date() -> Result<bool> {
    let written = fs::read_to_string(layout::root().join(THIRD_PARTY)).unwrap_or_default();
    Ok(written == Notices::read()?.third_party())
}

impl Notices {
    /// Reads them from the packages.
    pub(crate) fn read() -> Result<Self> {
        let own = read(&layout::root().join("LICENSE-MIT"))?;
        let (copyright, _) = split(&own, &LICENCES[0]).context("LICENSE-MIT")?;
        let mut notices = Self {
            works: Vec::new(),
            texts: Vec::new(),
            sources: Vec::new(),
            own: copyright.join(", "),
        };
        for package in crates::linked()? {
            let work = Work {
                licence: package
                    .licence
                    .clone()
                    .with_context(|| format!("{} names no licence", package.name))?,
                version: package.version.clone(),
                name: package.name.clone(),
                place: "計算（wasm）",
            };
            notices.add_package(work, package.folder())?;
        }
        notices.add_standard_library()?;
        for name in IN_PAGE_NOWASM.into_iter().chain([TOKENS]) {
            let work = Work {
                name: name.to_owned(),
                version: node::version_of(name)?,
                licence: node::licence_of(name)?,
                place: match name {
                    TOKENS => "配色",
                    WASM2JS => "計算（WebAssembly を使わない版）",
                    _ if IN_WIDGET.contains(&name) => "画面",
                    _ => "画面（ページだけ）",
                },
            };
            notices.add_package(work, &node::path_of(name))?;
        }
        notices.texts.sort_by_key(|text| {
            let place = LICENCES.iter().position(|it| it.name == text.licence);
            (place, text.body.clone())
        });
        Ok(notices)
    }

    /// A work with its licences in its own folder.
    fn add_package(&mut self, work: Work, folder: &Path) -> Result<()> {
        for licence in chosen(&work.licence).with_context(|| work.name.clone())? {
            let files = [licence.file, "LICENSE", "LICENSE.md", "LICENSE.txt"];
            let file = files
                .into_iter()
                .map(|name| folder.join(name))
                .find(|path| path.is_file());
            let file =
                file.with_context(|| format!("{} has no file with the licence {}", work.name, licence.name))?;
            let (copyright, body) =
                split(&read(&file)?, licence).with_context(|| file.display().to_string())?;
            self.add_text(licence, &work.name, &copyright, &body);
        }
        self.works.push(work);
        Ok(())
    }

    /// The standard library, which is no package: what is known of it is kept here.
    fn add_standard_library(&mut self) -> Result<()> {
        #[derive(Deserialize)]
        struct File {
            work: Vec<Kept>,
        }
        let folder = layout::root().join("xtask/licences");
        let file: File = toml::from_str(&read(&folder.join("rust-std.toml"))?).context("rust-std.toml")?;
        for kept in file.work {
            for licence in chosen(&kept.licence).with_context(|| kept.name.clone())? {
                let body = if matches!(licence.short, Short::Nothing) {
                    let apache = read(&layout::root().join("LICENSE-APACHE"))?;
                    let end = apache
                        .find("\nAPPENDIX")
                        .context("LICENSE-APACHE has no appendix")?;
                    let exception = read(&folder.join("LLVM-exception.txt"))?;
                    format!(
                        "{}\n\n---- LLVM Exceptions to the Apache 2.0 License ----\n\n{exception}",
                        &apache[..end]
                    )
                } else {
                    let body = self.texts.iter().find(|text| text.licence == licence.name);
                    body.with_context(|| format!("no package has the text of {}", licence.name))?
                        .body
                        .clone()
                };
                self.add_text(licence, &kept.name, &kept.copyright, &body);
            }
            self.sources.push(format!("{}（{}）", kept.name, kept.source));
            self.works.push(Work {
                version: "rustc に付属のもの".to_owned(),
                name: kept.name,
                licence: kept.licence,
                place: "計算（wasm）",
            });
        }
        Ok(())
    }

    fn add_text(&mut self, licence: &'static Licence, work: &str, copyright: &[String], body: &str) {
        let known = self
            .texts
            .iter_mut()
            .find(|text| text.licence == licence.name && same(&text.body, body));
        let text = if let Some(text) = known {
            text
        } else {
            self.texts.push(Text {
                licence: licence.name,
                body: body.trim_matches('\n').to_owned(),
                holders: BTreeMap::new(),
            });
            self.texts.last_mut().expect("it was just put there")
        };
        let none = [String::new()];
        for line in if copyright.is_empty() { &none } else { copyright } {
            text.holders
                .entry(line.clone())
                .or_default()
                .insert(work.to_owned());
        }
    }

    /// `THIRD_PARTY.md`.
    pub(crate) fn third_party(&self) -> String {
        let mut page = String::from(
            "# ほかの方の著作物（third-party notices）\n\n\
             `cargo xtask notices` が作るファイルです。手では直さないでください。\n\n\
             `pkg/` のファイルには、次の著作物の全部または一部が入っています。いくつかのライセンスから選べるものは、\
             MIT を選んでいます。この計算機そのもののライセンスは、LICENSE-MIT または LICENSE-APACHE です。\
             組み立てと試験だけに使う道具は、`pkg/` に入らないため、ここには挙げていません。\n\n\
             | 名前 | 版 | ライセンス | 入っているところ |\n|---|---|---|---|\n",
        );
        for Work {
            name,
            version,
            licence,
            place,
        } in &self.works
        {
            writeln!(page, "| {name} | {version} | {licence} | {place} |")
                .expect("a String takes everything");
        }
        write!(
            page,
            "\nrustc の版は manifest.json にあります。付属のものについては、次の文書によります：{}\n",
            self.sources.join("、")
        )
        .expect("a String takes everything");
        page += "\n「計算（wasm）」はページ、widget、ES モジュールに、「画面」と「配色」はページと widget に入っています。ここでいうページには、一括判定のページも含みます（「画面（ページだけ）」を除きます）。\n";
        for text in &self.texts {
            write!(page, "\n## {}\n\n", text.licence).expect("a String takes everything");
            for (line, works) in &text.holders {
                let line = if line.is_empty() {
                    "（ライセンスの文書に著作権表示のないもの）"
                } else {
                    line
                };
                let works: Vec<&str> = works.iter().map(String::as_str).collect();
                writeln!(page, "- {line}：{}", works.join("、")).expect("a String takes everything");
            }
            write!(page, "\n```text\n{}\n```\n", text.body).expect("a String takes everything");
        }
        page
    }

    /// The short form, for a file that is passed on alone and has these packages of npm in it: what the
    /// licences ask for and no more, as every byte is loaded with the file.
    fn short(&self, packages: &[&str]) -> String {
        let elsewhere = |name: &str| IN_PAGE_NOWASM.contains(&name) && !packages.contains(&name);
        let mut notice = format!("医療DX補助金計算機: MIT OR Apache-2.0, {}\n", self.own);
        for text in &self.texts {
            let licence = LICENCES.iter().find(|it| it.name == text.licence);
            let licence = licence.expect("texts are only those of these licences");
            let here = text.holders.values().flatten().any(|name| !elsewhere(name));
            if matches!(licence.short, Short::Nothing) || !here {
                continue;
            }
            writeln!(notice, "\n{}:", text.licence).expect("a String takes everything");
            let lines = text
                .holders
                .iter()
                .filter(|(line, works)| !line.is_empty() && works.iter().any(|name| !elsewhere(name)));
            for (line, _) in lines {
                writeln!(notice, "{line}").expect("a String takes everything");
            }
            match licence.short {
                Short::Text => writeln!(notice, "\n{}", flowing(&text.body)),
                Short::Address(address) => writeln!(notice, "{address}"),
                Short::Nothing => Ok(()),
            }
            .expect("a String takes everything");
        }
        notice
    }

    /// The short form as a comment of a script.
    pub(crate) fn in_script(&self, packages: &[&str]) -> Result<String> {
        let notice = self.short(packages);
        if notice.contains("*/") {
            bail!("a notice has */ in it, which would end the comment around it");
        }
        Ok(format!("/*!\n{notice}*/\n"))
    }

    /// The short form as a comment of HTML.
    pub(crate) fn in_html(&self, packages: &[&str]) -> Result<String> {
        let notice = self.short(packages);
        if notice.contains("--") {
            bail!("a notice has -- in it, which may end the comment around it");
        }
        Ok(format!("<!--\n{notice}-->\n"))
    }
}

fn read(path: &Path) -> Result<String> {
    let text = fs::read_to_string(path).with_context(|| format!("could not read {}", path.display()))?;
    Ok(text.replace('\r', ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn notices(holders: &[(&str, &str)], body: &str) -> Notices {
        let mut notices = Notices {
            works: Vec::new(),
            texts: Vec::new(),
            sources: Vec::new(),
            own: "Copyright (c) Us".to_owned(),
        };
        for (line, work) in holders {
            notices.add_text(&LICENCES[0], work, &[(*line).to_owned()], body);
        }
        notices
    }

    #[test]
    fn one_text_stands_for_all_who_have_it() {
        let mut notices = notices(&[("Copyright A", "a"), ("Copyright B", "b")], "one\ntext");
        notices.add_text(&LICENCES[0], "c", &[], "one text");
        notices.add_text(&LICENCES[0], "d", &[], "another text");
        assert_eq!(notices.texts.len(), 2);
        let page = notices.third_party();
        for line in [
            "- Copyright A：a\n",
            "- Copyright B：b\n",
            "（ライセンスの文書に著作権表示のないもの）：c\n",
            "\none\ntext\n",
            "\nanother text\n",
        ] {
            assert!(page.contains(line), "{line} in {page}");
        }
        let script = notices.in_script(&[]).unwrap();
        for line in [
            "Copyright (c) Us\n",
            "\nCopyright A\nCopyright B\n",
            "\none text\n",
        ] {
            assert!(script.contains(line), "{line} in {script}");
        }
    }

    #[test]
    fn a_file_names_only_what_is_in_it() {
        let notices = notices(&[("Copyright A", "lean-qr"), ("Copyright B", "lit-html")], "text");
        let widget = notices.in_script(&IN_WIDGET).unwrap();
        assert!(
            widget.contains("Copyright B") && !widget.contains("Copyright A"),
            "{widget}"
        );
        let page = notices.in_html(&IN_PAGE).unwrap();
        assert!(
            page.contains("Copyright B") && page.contains("Copyright A"),
            "{page}"
        );
    }

    #[test]
    fn a_notice_cannot_end_the_comment_around_it() {
        assert!(
            notices(&[("Copyright */ A", "a")], "text")
                .in_script(&[])
                .is_err()
        );
        assert!(notices(&[("Copyright --> A", "a")], "text").in_html(&[]).is_err());
    }
}
