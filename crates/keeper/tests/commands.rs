//! The program `keeper`, as a keeper runs it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

const FILE: &str = "programmes/ehr-sharing.toml";

/// The root of the repository.
fn root() -> PathBuf {
    let catalogue = keeper::find_catalogue(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("a catalogue");
    catalogue.parent().expect("a folder around it").to_owned()
}

/// A folder with a copy of the catalogue.
fn copy() -> TempDir {
    let copy = tempfile::tempdir().expect("a folder");
    for folder in ["", "programmes", "beside"] {
        let to = copy.path().join("catalogue").join(folder);
        fs::create_dir_all(&to).expect("a folder");
        for file in fs::read_dir(root().join("catalogue").join(folder)).expect("files") {
            let path = file.expect("a file").path();
            if let Some(name) = path.file_name().filter(|_| path.is_file()) {
                fs::copy(&path, to.join(name)).expect("a copy");
            }
        }
    }
    copy
}

/// Replaces a text of a file of the copy.
fn replace(copy: &TempDir, file: &str, from: &str, to: &str) {
    let path = copy.path().join("catalogue").join(file);
    let text = fs::read_to_string(&path).expect("the file");
    assert!(text.contains(from), "{from}");
    fs::write(path, text.replacen(from, to, 1)).expect("the file");
}

/// A copy with two faults: one that the compiler finds, and one that only the keeper's checks find.
fn faulty_copy() -> TempDir {
    let copy = copy();
    replace(&copy, FILE, "cap = 6_579_000\n", "cap = 6_579_000\ncapp = 1\n");
    replace(
        &copy,
        "programmes/productivity.toml",
        "remark = \"長野県。\"",
        "remark = \"長野県(南部)。\"",
    );
    copy
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_keeper"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("keeper starts")
}

/// What a successful run writes.
fn output(folder: &Path, arguments: &[&str]) -> String {
    let output = run(folder, arguments);
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && error.is_empty(), "{error}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// What a run writes as its error that ends with one.
fn error(folder: &Path, arguments: &[&str]) -> String {
    let output = run(folder, arguments);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8_lossy(&output.stdout), "");
    String::from_utf8(output.stderr).expect("UTF-8")
}

#[test]
fn check_of_a_right_catalogue() {
    let day = ["check", "--on", "2025-10-21"];
    let text = output(&root(), &day);
    assert!(text.contains("令和7年10月21日より前の日（"), "{text}");
    assert!(text.ends_with("\n目録に誤りは見つかりませんでした。\n"), "{text}");
    let inside = root().join("catalogue/programmes");
    assert_eq!(output(&inside, &day), text);
    assert!(output(&root(), &["check"]).ends_with("\n目録に誤りは見つかりませんでした。\n"));
}

#[test]
fn check_of_a_faulty_catalogue() {
    let copy = faulty_copy();
    let output = run(copy.path(), &["check"]);
    assert_eq!(output.status.code(), Some(1));
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let lines: Vec<&str> = text.lines().collect();
    assert!(
        lines[0].starts_with("catalogue/programmes/ehr-sharing.toml:")
            && lines[0].contains("知らない項目です。綴りを確かめてください"),
        "{text}"
    );
    assert!(
        lines[1].starts_with("catalogue/programmes/productivity.toml:")
            && lines[1].ends_with("半角の括弧「(南部)」があります。全角の「（南部）」で書いてください"),
        "{text}"
    );
    assert_eq!(
        lines.last(),
        Some(
            &"目録に誤りが2件あります。上に挙げた行を直して、もう一度 cargo keeper check を実行してください。"
        )
    );
}

#[test]
fn check_of_a_catalogue_without_files() {
    let copy = copy();
    fs::remove_file(copy.path().join("catalogue/edition.toml")).expect("the file");
    let found = run(copy.path(), &["check"]);
    assert_eq!(found.status.code(), Some(1));
    let text = String::from_utf8_lossy(&found.stdout).into_owned();
    assert!(
        text.starts_with("catalogue/edition.toml:1: ファイルを読めません"),
        "{text}"
    );
    let empty = tempfile::tempdir().expect("a folder");
    let text = error(empty.path(), &["check"]);
    assert!(text.contains("目録（catalogue フォルダ）がありません"), "{text}");
}

#[test]
fn diff_of_folders_files_and_revisions() {
    let copy = copy();
    replace(&copy, FILE, "cap = 6_579_000\n", "cap = 6_578_000\n");
    let folder = copy.path().join("catalogue");
    let folder = folder.to_str().expect("UTF-8");
    let text = output(&root(), &["diff", "catalogue", folder]);
    assert!(
        text.contains("の補助上限が、6,579,000円から6,578,000円に変わりました。"),
        "{text}"
    );
    output(copy.path(), &["data", "."]);
    let text = output(copy.path(), &["diff", "catalogue.json", "catalogue"]);
    assert!(text.contains("変わったところはありません。"), "{text}");
    let text = output(&root(), &["diff", "HEAD", "HEAD"]);
    assert!(text.contains("変わったところはありません。"), "{text}");
}

#[test]
fn diff_of_what_is_no_catalogue() {
    let copy = faulty_copy();
    let text = error(copy.path(), &["diff", "catalogue", "catalogue"]);
    assert!(
        text.starts_with("「catalogue」の目録に誤りがあります。次の行を直してください\ncatalogue/programmes/ehr-sharing.toml:"),
        "{text}"
    );
    let text = error(&root(), &["diff", "no/such/thing", "catalogue"]);
    assert!(text.contains("「no/such/thing」というフォルダも"), "{text}");
    let text = error(&root(), &["diff", "catalogue"]);
    assert!(text.contains("古い目録と新しい目録を書いてください"), "{text}");
}

#[test]
fn data_is_written() {
    let copy = copy();
    let text = output(copy.path(), &["data"]);
    let folder = copy.path().join("target/open-data");
    for name in ["catalogue.json", "catalogue.csv", "catalogue.schema.json"] {
        assert!(text.contains(&format!("target/open-data/{name}")), "{text}");
        assert!(folder.join(name).is_file(), "{name}");
    }
    let json = fs::read_to_string(folder.join("catalogue.json")).expect("the file");
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["edition"]["asOf"], "2025-10-21");
    output(copy.path(), &["data", "new/folder"]);
    for name in ["catalogue.json", "catalogue.csv", "catalogue.schema.json"] {
        let read = |folder: &str| fs::read(copy.path().join(folder).join(name)).expect("the file");
        assert_eq!(read("new/folder"), read("target/open-data"), "{name}");
    }
}

#[test]
fn data_of_a_faulty_catalogue_is_not_written() {
    let copy = faulty_copy();
    let text = error(copy.path(), &["data"]);
    assert!(
        text.contains(
            "公開データを書き出せません。次の行を直してください\ncatalogue/programmes/ehr-sharing.toml:"
        ),
        "{text}"
    );
    assert!(!copy.path().join("target").exists());
    // A file is where the folder should be.
    let text = error(&root(), &["data", "Cargo.toml"]);
    assert!(text.contains("Cargo.toml に書き込めません"), "{text}");
}

#[test]
fn help_and_commands_that_are_none() {
    let help = output(&root(), &["help"]);
    for command in ["check [--on 日付]", "diff 古い目録 新しい目録", "data [フォルダ]"] {
        assert!(help.contains(&format!("cargo keeper {command}\n")), "{help}");
    }
    assert_eq!(output(&root(), &["--help"]), help);
    for (arguments, message) in [
        (&[][..], "何をするかを書いてください"),
        (&["chek"], "「chek」というコマンドはありません"),
        (
            &["check", "--on", "2025-02-29"],
            "「2025-02-29」は日付として読めません",
        ),
        (&["check", "--on"], "--on と日付だけです"),
        (&["data", "--on"], "書き出すフォルダ1つだけです"),
    ] {
        let text = error(&root(), arguments);
        assert!(text.starts_with(message) || text.contains(message), "{text}");
    }
}

/// The documents name no command that there is not, and the guide for keepers names all.
#[test]
fn the_documents_name_the_commands() {
    let named = |file: &str| -> BTreeSet<String> {
        let text = fs::read_to_string(root().join(file)).expect("a document");
        text.split("cargo keeper ")
            .skip(1)
            .map(|rest| rest.chars().take_while(char::is_ascii_lowercase).collect())
            .collect()
    };
    let commands = BTreeSet::from(["check", "data", "diff", "help"].map(String::from));
    assert_eq!(named("docs/catalogue.md"), commands);
    for file in ["README.md", "README.ja.md", "CHANGELOG.ja.md"] {
        let named = named(file);
        assert!(
            !named.is_empty() && named.is_subset(&commands),
            "{file}: {named:?}"
        );
    }
}
