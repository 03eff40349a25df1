//! `cargo keeper`: the command of those who keep the catalogue.

use std::io::{ErrorKind, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::{env, io};

use keeper::{Date, Error, Result, check, data, diff, find_catalogue, today};

const HELP: &str = "\
目録（catalogue フォルダ）を手入れする人のためのコマンドです。目録のファイルは書き換えません。

cargo keeper check [--on 日付]
    目録の書き方の誤りと、過ぎた日・近い日、調べ直す補助金を示します。
    --on の日付は 2025-10-21 の形で書きます。書かなければ、今日（日本の日付）で調べます。

cargo keeper diff 古い目録 新しい目録
    2つの目録の違いを文で示します。変更の記録（CHANGELOG.ja.md）に貼り付けられます。
    目録は、フォルダ、catalogue.json、HEAD や HEAD~3 のような git の版のどれかで書きます。
    例：cargo keeper diff HEAD catalogue（最後に記録した版と、いまのファイルの違い）

cargo keeper data [フォルダ]
    公開データ（catalogue.json、catalogue.csv、catalogue.schema.json）をフォルダに書き出します。
    フォルダを書かなければ、target/open-data に書き出します。

cargo keeper help
    この説明を示します。
";

/// Where `data` writes unless a folder is named, relative to the folder around the catalogue. Git ignores
/// `target`. In `pkg` the files would differ from the digests that the build committed there.
const OPEN_DATA: &str = "target/open-data";

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<ExitCode> {
    let arguments: Vec<String> = env::args_os()
        .skip(1)
        .map(|argument| argument.to_string_lossy().into_owned())
        .collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["check"] => run_check(today()?),
        ["check", "--on", day] => run_check(date(day)?),
        ["check", ..] => Err(Error::new(
            "check の後ろに書けるのは、--on と日付だけです（例：cargo keeper check --on 2025-10-21）",
        )),
        ["diff", old, new] => {
            print(&diff(old, new)?)?;
            Ok(ExitCode::SUCCESS)
        }
        ["diff", ..] => Err(Error::new(
            "diff の後ろには、古い目録と新しい目録を書いてください（例：cargo keeper diff HEAD catalogue）",
        )),
        ["data"] => run_data(None),
        ["data", folder] if !folder.starts_with('-') => run_data(Some(folder)),
        ["data", ..] => Err(Error::new(
            "data の後ろに書けるのは、書き出すフォルダ1つだけです（例：cargo keeper data open-data）",
        )),
        ["help" | "--help" | "-h", ..] => {
            print(HELP)?;
            Ok(ExitCode::SUCCESS)
        }
        [] => Err(Error::new(format!("何をするかを書いてください。\n\n{HELP}"))),
        [name, ..] => Err(Error::new(format!(
            "「{name}」というコマンドはありません。次のどれかを書いてください。\n\n{HELP}"
        ))),
    }
}

fn run_check(on: Date) -> Result<ExitCode> {
    let findings = check(&catalogue()?, on)?;
    print(&findings.to_string())?;
    Ok(if findings.is_faultless() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn run_data(to: Option<&str>) -> Result<ExitCode> {
    let catalogue = catalogue()?;
    let to = match to {
        Some(folder) => PathBuf::from(folder),
        None => catalogue.with_file_name(OPEN_DATA),
    };
    let files = data(&catalogue, &to)?;
    let lines: Vec<String> = files
        .iter()
        .map(|file| format!("  {}\n", file.display()))
        .collect();
    print(&format!("公開データを書き出しました。\n{}", lines.concat()))?;
    Ok(ExitCode::SUCCESS)
}

fn catalogue() -> Result<PathBuf> {
    let here = env::current_dir().map_err(|error| {
        Error::new(format!(
            "いまのフォルダがわかりません（{error}）。別のフォルダへ移ってから、もう一度実行してください"
        ))
    })?;
    find_catalogue(&here)
}

fn date(text: &str) -> Result<Date> {
    text.parse().map_err(|_| {
        Error::new(format!(
            "「{text}」は日付として読めません。--on 2025-10-21 の形で、暦にある日を書いてください"
        ))
    })
}

/// Writes to standard output. That its reader stopped reading, as `head` does, is no error.
fn print(text: &str) -> Result<()> {
    match io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Error::new(format!(
            "結果を書き出せません（{error}）。書き出す先を確かめてください"
        ))),
        _ => Ok(()),
    }
}
