//! The form of a file, and the slips of a person who does not program.

use std::fs;

use catalogue_compiler::read;

use super::common::{READER, SHARING, accepted, copy, found, refused};

#[test]
fn unknown_keys_are_refused_at_every_level() {
    refused(
        SHARING,
        "number = 10",
        "nummer = 10\nnumber = 10",
        "unknown field `nummer`",
    );
    refused(
        SHARING,
        "cap = 6_579_000",
        "cap = 6_579_000\ncapp = 1",
        "unknown field `capp`",
    );
    refused(
        "edition.toml",
        "asOf = ",
        "asOff = 1\nasOf = ",
        "unknown field `asOff`",
    );
    refused(
        SHARING,
        "when = { onlineEligibility = true }",
        "when = { onlineEligibilty = true }",
        "「onlineEligibilty」という質問は questions.toml にありません",
    );
}

/// Fields that the build derives stand in `catalogue.json` alone.
#[test]
fn derived_fields_are_refused() {
    for (file, from) in [
        (SHARING, "number = 10\n"),
        (SHARING, "[[condition]]\n"),
        ("questions.toml", "[[contradiction]]\n"),
    ] {
        refused(
            file,
            from,
            &format!("{from}keys = [\"beds\"]\n"),
            "unknown field `keys`",
        );
    }
}

#[test]
fn the_form_of_a_file_is_checked_before_its_content() {
    refused(
        SHARING,
        "number = 10",
        "number = 10\nnumber = 10",
        "同じ項目が2回書かれています",
    );
    refused(
        SHARING,
        "number = 10",
        "number = \"10\"",
        "整数を書く項目です。6_579_000 のように、半角の数字だけで書いてください",
    );
    refused(
        SHARING,
        "kind = \"share\"",
        "kind = \"shared\"",
        "この項目には書けない値です。この項目に書けるのは、後ろの括弧の中で expected の後ろに並ぶものだけです（unknown variant `shared`",
    );
    refused(SHARING, "number = 10", "number 10", "TOML として読めません");
    refused(
        SHARING,
        "date = 2031-03-31",
        "date = 2031-03-31T12:00:00",
        "日付だけを 2025-10-21 の形で書いてください（時刻は書きません）",
    );
    refused(
        SHARING,
        "date = 2031-03-31",
        "date = 0000-03-31",
        "暦にない日付「0000-03-31」です。資料の日付を確かめて直してください",
    );
}

#[test]
fn a_file_or_folder_that_cannot_be_read_is_named() {
    let folder = copy();
    fs::remove_file(folder.path().join("sources.toml")).expect("a file");
    let faults = read(folder.path()).expect_err("no sources");
    found(&faults, "sources.toml", 1, "ファイルを読めません");
    let folder = copy();
    fs::write(folder.path().join(SHARING), [0xff]).expect("a file");
    let faults = read(folder.path()).expect_err("no text");
    found(&faults, SHARING, 1, "ファイルを読めません");
    let folder = copy();
    fs::remove_dir_all(folder.path().join("programmes")).expect("a folder");
    let faults = read(folder.path()).expect_err("no programmes");
    found(&faults, "programmes", 1, "ファイルを読めません");
}

#[test]
fn slips_of_a_keeper_are_reported_with_their_mend() {
    const CAP: &str = "cap = 6_579_000";
    let wide = "」で囲んだ文の外では、記号も数字も半角で書いてください";
    for (file, from, to, words) in [
        (
            SHARING,
            "number = 10",
            "number = 2",
            "number = 2 は programmes/outpatient-mobile.toml と同じです",
        ),
        (SHARING, CAP, "cap = ６_579_000", wide),
        (SHARING, CAP, "cap ＝ 6_579_000", wide),
        (SHARING, CAP, "cap = 6_579_000円", wide),
        (SHARING, "rate = \"1/2\"", "rate = “1/2”", wide),
        (SHARING, "[[window.round]]", "［［window.round]]", wide),
        (
            SHARING,
            CAP,
            "cap = -6_579_000",
            "書けない数です。負の数や大きすぎる数ではないか",
        ),
        (SHARING, CAP, "cap = 6579000.5", "整数を書く項目です"),
        (SHARING, CAP, "cap = \"6,579,000\"", "整数を書く項目です"),
        (SHARING, CAP, "cap = 0", "の補助上限か事業額上限が0円です"),
        (
            "programmes/it-introduction.toml",
            "open = true",
            "open = \"true\"",
            "true（はい）か false（いいえ）を",
        ),
        (
            SHARING,
            "to = 2031-09-30",
            "to = \"令和13年9月30日\"",
            "日付を書く項目です。2031-09-30 の形で",
        ),
        (
            SHARING,
            "to = 2031-09-30",
            "to = 0031-09-30",
            "年は2000年から2099年までです",
        ),
        (
            SHARING,
            "to = 2031-09-30",
            "to = 3031-09-30",
            "年は2000年から2099年までです",
        ),
        (
            SHARING,
            "{ onlineEligibility = true }",
            "{ }",
            "どの医療機関も満たします",
        ),
        (READER, "most = 3", "most = 0", "の most は、1から"),
        (READER, "most = 3", "most = 300", "の most は、1から"),
        (SHARING, "0800-080-4583", "0800-080-458", "桁を落とさずに"),
        (SHARING, "0800-080-4583", "08000804583", "ハイフン2つで"),
        (
            SHARING,
            "KB0010765\"",
            "KB0010765 \"",
            "余分な文字か全角の文字があります",
        ),
        (
            SHARING,
            "KB0010765\"",
            "KB00１0765\"",
            "余分な文字か全角の文字があります",
        ),
        (
            SHARING,
            "https://iryohokenjyoho",
            "https://www.mhlw.go.jp@iryohokenjyoho",
            "@ より前の名前",
        ),
        (
            SHARING,
            "service-now.com/csm",
            "service-now.com:8080/csm",
            "ポートは書きません",
        ),
    ] {
        refused(file, from, to, words);
    }
}

#[test]
fn a_day_has_to_exist_and_to_be_written_as_one() {
    const DAY: &str = "date = 2031-03-31";
    for day in [
        "2025-02-30",
        "2025-02-29",
        "2031-13-31",
        "2031-00-31",
        "2031-03-00",
        "2031-04-31",
    ] {
        for written in [day.to_owned(), format!("\"{day}\""), format!("'{day}'")] {
            refused(
                SHARING,
                DAY,
                &format!("date = {written}"),
                &format!("暦にない日付「{day}」です。資料の日付を確かめて直してください"),
            );
        }
    }
    for written in ["2031/03/31", "2031-3-31", "2031年3月31日", "\"2031/3/31\""] {
        let bare = written.trim_matches('"');
        refused(
            SHARING,
            DAY,
            &format!("date = {written}"),
            &format!("日付「{bare}」は、2031-03-31 の形で書いてください"),
        );
    }
    refused(
        SHARING,
        DAY,
        "date = '2031-03-31'",
        "日付は「\"」で囲まずに、2031-03-31 と書いてください",
    );
    refused(
        "sources.toml",
        "date = 2023-11-09",
        "date = 2023-11-31",
        "暦にない日付「2023-11-31」です",
    );
    refused(
        "edition.toml",
        "asOf = 2025-10-21",
        "asOf = 2025-14-21",
        "暦にない日付「2025-14-21」です",
    );
    accepted(SHARING, DAY, "date = 2028-02-29");
}
