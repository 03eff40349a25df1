//! Which elements of lists are the same, and how they are named.

use serde_json::{Value, json};

use super::{catalogue, changes, without_headings};
use crate::diff::load::folder;
use crate::own_catalogue;

/// The changes where a function changes the real catalogue.
fn changes_by(change: impl FnOnce(&mut Value)) -> Vec<String> {
    let old = folder(&own_catalogue()).unwrap();
    let mut new = old.clone();
    change(&mut new);
    without_headings(&old, &new)
}

fn rounds() -> Vec<Value> {
    let round = |title: &str, to: &str| {
        json!({
            "kind": "apply", "when": null, "from": null, "to": to, "source": "n",
            "remark": format!("{title}。交付決定は未定です。"),
        })
    };
    vec![
        round("2025年6次", "2025-10-31"),
        round("2025年7次", "2025-12-02"),
        round("2026年1次", "2026-05-12"),
    ]
}

fn changes_of_rounds(old_rounds: Vec<Value>, new_rounds: Vec<Value>) -> Vec<String> {
    let mut old = catalogue();
    let mut new = old.clone();
    old["programmes"][0]["window"]["round"] = Value::Array(old_rounds);
    new["programmes"][0]["window"]["round"] = Value::Array(new_rounds);
    without_headings(&old, &new)
}

#[test]
fn rounds_are_told_apart_by_name_and_days() {
    let mut new = rounds();
    new.drain(..2);
    new.push(json!({
        "kind": "apply", "when": null, "from": "2026-09-01", "to": "2026-10-20", "source": "r",
        "remark": "2026年5次。交付決定は未定です。",
    }));
    assert_eq!(
        changes_of_rounds(rounds(), new),
        [
            "受付期間「申請」（2025年6次、令和7年10月31日まで）がなくなりました。",
            "受付期間「申請」（2025年7次、令和7年12月2日まで）がなくなりました。",
            "受付期間「申請」（2026年5次、令和8年9月1日から令和8年10月20日まで）を加えました（補足は「2026年5次。交付決定は未定です。」、出典は「記事」）。",
        ]
    );
    let mut new = rounds();
    new[1]["to"] = json!("2025-12-05");
    new[2]["remark"] = json!("2026年1次。交付決定は6月です。");
    assert_eq!(
        changes_of_rounds(rounds(), new),
        [
            "受付期間「申請」（2025年7次、令和7年12月2日まで）の最後の日が、令和7年12月2日から令和7年12月5日に変わりました。",
            "受付期間「申請」（2026年1次、令和8年5月12日まで）の補足が、「2026年1次。交付決定は未定です。」から「2026年1次。交付決定は6月です。」に変わりました。",
        ]
    );
    // Everything changes but the name.
    let mut new = rounds();
    new[1]["to"] = json!("2025-12-05");
    new[1]["remark"] = json!("2025年7次。");
    let found = changes_of_rounds(rounds(), new);
    assert!(
        found
            .iter()
            .all(|line| line.contains("2025年7次、令和7年12月2日まで）の")),
        "{found:?}"
    );
    // Rounds without a name and without a day in common are different ones.
    let nameless = |days: &[&str]| -> Vec<Value> {
        days.iter()
            .map(|to| json!({ "kind": "apply", "when": null, "from": null, "to": to, "remark": null }))
            .collect()
    };
    assert_eq!(
        changes_of_rounds(nameless(&["2025-01-10", "2025-02-10"]), nameless(&["2026-01-10"])),
        [
            "受付期間「申請」（令和7年1月10日まで）がなくなりました。",
            "受付期間「申請」（令和7年2月10日まで）がなくなりました。",
            "受付期間「申請」（令和8年1月10日まで）を加えました。",
        ]
    );
}

#[test]
fn a_reworded_element_is_the_same() {
    let old = catalogue();
    let mut new = old.clone();
    let condition = &mut new["programmes"][0]["condition"];
    condition[0]["text"] = json!("30床以上の病院である");
    condition[0]["ground"][0]["when"]["beds"]["from"] = json!(30);
    let found = changes(&old, &new);
    for sentence in [
        "- 条件「病院である」の文が、「病院である」から「30床以上の病院である」に変わりました。",
        "- 条件「病院である」の満たし方（「病床数」が20床以上）の当てはまる答えが、「病床数」が20床以上から「病床数」が30床以上に変わりました。",
    ] {
        assert!(found.contains(sentence), "{found}");
    }
    // Two at once, and a new one in front of them.
    new["programmes"][0]["condition"][1]["text"] = json!("届け出ていること");
    new["programmes"][0]["condition"]
        .as_array_mut()
        .unwrap()
        .insert(0, json!({ "text": "開設している", "source": "n", "ground": [] }));
    let found = changes(&old, &new);
    assert!(!found.contains("なくなりました"), "{found}");
    for sentence in [
        "「病院である」から「30床以上の病院である」に",
        "「届け出ている」から「届け出ていること」に",
        "条件「開設している」を加えました",
    ] {
        assert!(found.contains(sentence), "{found}");
    }
}

#[test]
fn a_question_is_identified_by_its_key() {
    let found = changes_by(|new| {
        let question = &mut new["questions"][1];
        assert_eq!(question["key"], "beds");
        question["name"] = json!("ベッドの数");
        question["max"] = json!(5000);
        question["group"] = json!("care");
        new["questions"][0]["choices"][6]["label"] = json!("それ以外");
    });
    assert_eq!(
        found,
        [
            "質問「施設の種類」の選択肢「その他」の文が、「その他」から「それ以外」に変わりました。",
            "質問「病床数」のまとまりが、「施設」から「診療の内容と届出」に変わりました。",
            "質問「病床数」の答えられる最大の数が、3000から5000に変わりました。",
            "質問「病床数」の短い名前が、「病床数」から「ベッドの数」に変わりました。",
        ]
    );
}

#[test]
fn a_contradiction_is_named_by_its_message() {
    let found = changes_by(|new| {
        new["contradictions"].as_array_mut().unwrap().remove(0);
    });
    assert_eq!(
        found,
        [
            "答えの食い違い（施設の種類は「病院（20床以上）」ですが、病床数が19床以下になっています）がなくなりました。"
        ]
    );
}
