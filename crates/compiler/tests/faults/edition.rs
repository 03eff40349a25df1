//! The notice: addresses, changes, and the programmes that it refers to.

use std::fs;

use catalogue_compiler::read;

use super::common::{SHARING, copy, found, refused};

#[test]
fn addresses_have_to_parse_and_their_hosts_to_be_on_the_list() {
    const OVERVIEW: &str =
        "url = \"https://iryohokenjyoho.service-now.com/csm?id=kb_article_view&sysparm_article=KB0010240\"";
    refused(
        SHARING,
        OVERVIEW,
        "url = \"https://iryohokeniyoho.service-now.com/csm?id=kb_article_view&sysparm_article=KB0010240\"",
        "ホスト「iryohokeniyoho.service-now.com」は sources.toml の hosts にありません",
    );
    refused(
        SHARING,
        OVERVIEW,
        "url = \"https//x\"",
        "アドレスとして読めません",
    );
    refused(
        SHARING,
        OVERVIEW,
        "url = \"javascript:alert(1)\"",
        "https:// か http:// で始めてください",
    );
}

#[test]
fn a_change_names_what_there_is_and_no_version_to_come() {
    const CHANGE: &str = "programmes = [\"smartphone-reader\"]";
    let edition = fs::read_to_string(copy().path().join("edition.toml")).expect("a file");
    let (_, version) = edition.split_once("\nversion = \"").expect("a version");
    let (version, _) = version.split_once('"').expect("its end");
    let (day, count) = version.rsplit_once('.').expect("a counter");
    let count: u32 = count.parse().expect("a number");
    let with = |version: &str, programmes: &str, sources: &str| {
        let text = format!(
            "[[change]]\nversion = \"{version}\"\ndate = 2026-11-23\nprogrammes = [{programmes}]\ntext = \"架空\"\nsources = [{sources}]\n"
        );
        let folder = copy();
        let path = folder.path().join("edition.toml");
        let before = fs::read_to_string(&path).expect("a file");
        fs::write(&path, format!("{before}\n{text}")).expect("a file");
        (read(folder.path()), before.lines().count() + 3)
    };
    let (one, source) = ("\"ehr-sharing\"", "\"jma-1203\"");
    // The counter is compared as a number: 10 is more than 9.
    for right in [version, &format!("{day}.0"), "2024-12-31.9", "2024-12-31.10"] {
        assert!(with(right, one, source).0.is_ok(), "{right}");
    }
    for (version, programmes, sources, words) in [
        (&*format!("{day}.{}", count + 1), one, source, "より後です"),
        ("2099-01-01.1", one, source, "より後です"),
        ("2025-10-21", one, source, "2025-10-21.2 の形で"),
        ("2025-10-21.02", one, source, "2025-10-21.2 の形で"),
        ("2025-13-21.2", one, source, "2025-10-21.2 の形で"),
        (
            version,
            "\"ehr-sharring\"",
            source,
            "「ehr-sharring」という補助金はありません",
        ),
        (
            version,
            one,
            "\"nobody\"",
            "出典「nobody」は sources.toml にありません",
        ),
        (version, "", source, "関係する補助金を1つ以上"),
        (version, one, "", "出典を1つ以上"),
    ] {
        let (outcome, line) = with(version, programmes, sources);
        found(&outcome.expect_err(words), "edition.toml", line, words);
    }
    refused(
        "edition.toml",
        CHANGE,
        &format!("{CHANGE}\nwhy = \"架空\""),
        "unknown field `why`",
    );
    refused(
        "edition.toml",
        &format!("version = \"{version}\""),
        "version = \"2\"",
        "2025-10-21.2 の形で",
    );
}

#[test]
fn programmes_that_are_referred_to_have_to_exist() {
    refused(
        SHARING,
        "with = \"smartphone-reader\"",
        "with = \"smartphone-readers\"",
        "「smartphone-readers」という補助金はありません",
    );
    refused(
        "edition.toml",
        "programme = \"it-introduction\"",
        "programme = \"it\"",
        "「it」という補助金はありません",
    );
    refused(
        "edition.toml",
        "programmes = [\"it-introduction\"]",
        "programmes = [\"it\"]",
        "「it」という補助金はありません",
    );
    refused(
        SHARING,
        "costs = [\"costs.ehr-sharing\"]",
        "costs = [\"costs.ehr\"]",
        "「costs.ehr」という質問は questions.toml にありません",
    );
    refused(
        SHARING,
        "\n[amount]\nrounding = \"not-stated\"\nroundingNote",
        "\nnoAmount = \"なし\"\n[amount]\nrounding = \"not-stated\"\nroundingNote",
        "unknown field `noAmount`",
    );
}
