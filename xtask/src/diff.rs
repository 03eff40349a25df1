//! `cargo xtask diff OLD NEW`: what changed between two catalogues, in words a doctor understands.
//!
//! Everything in the catalogue's JSON is compared. The tables below say what a field is called, how
//! its value is shown and by what the elements of a list are known; a test holds them against the
//! schema. A field of another grammar that they do not name is still reported, by its own name.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use serde_json::Value;

use crate::command::{command, read, read_bytes};
use crate::words;

/// How a value is shown.
#[derive(Clone, Copy)]
enum Show {
    /// In quotes.
    Text,
    /// As it is.
    Number,
    Yen,
    Day,
    Rate,
    /// A source by its title.
    Source,
    /// A question by its label.
    Question,
    /// A programme by its name.
    Programme,
    /// A group of questions by its label.
    Group,
    /// Answers in words.
    When,
    /// A fixed value by the name that `words` has for this field.
    Name(&'static str),
    /// What is said for true and for false.
    Flag(&'static str, &'static str),
}

/// A field: its name, with or without what it stands in; what it is called; how it is shown.
const FIELDS: [(&str, &str, Show); 122] = {
    use Show::{Day, Flag, Group, Name, Number, Programme, Question, Rate, Source, Text, When, Yen};
    [
        ("programme.number", "一覧での行", Number),
        ("programme.beside", "区分", Flag("一覧にない", "一覧")),
        ("programme.asOf", "調べた日", Day),
        ("programme.id", "ID", Text),
        ("programme.system", "システム", Text),
        ("programme.kind", "種類", Text),
        ("programme.name", "名称", Text),
        ("programme.overview", "システム概要ページ", Text),
        ("programme.detail", "補助金詳細ページ", Text),
        ("programme.contact", "問合せ先", Text),
        ("programme.costs", "事業額の質問", Question),
        ("programme.amount", "金額", Text),
        ("programme.noAmount", "金額がない理由", Text),
        ("programme.noAmountSource", "金額がない理由の出典", Source),
        ("programme.window", "期間", Text),
        ("overview.url", "アドレス", Text),
        ("detail.url", "アドレス", Text),
        ("contact.name", "名前", Text),
        ("contact.phone", "電話番号", Text),
        ("contact.hours", "受付時間", Text),
        ("amount.rounding", "端数処理", Name("rounding")),
        ("amount.roundingNote", "端数処理の説明", Text),
        ("window.after", "最後の期間のあとの扱い", Name("after")),
        ("condition.text", "文", Text),
        ("ground.when", "当てはまる答え", When),
        ("ground.open", "扱い", Flag("資料では決まらない", "資料で決まる")),
        ("ground.change", "満たすための説明", Text),
        ("case.name", "名前", Text),
        ("case.when", "当てはまる答え", When),
        ("case.kind", "計算のしかた", Name("case.kind")),
        ("case.cost", "もとになる費用", Question),
        ("case.rate", "補助率", Rate),
        ("case.costLimit", "事業額上限", Yen),
        ("case.cap", "補助上限", Yen),
        ("case.certainCap", "小さいほうの上限", Yen),
        ("case.certainCapSource", "小さいほうの上限の出典", Source),
        ("case.each", "1床・1台あたりの額", Yen),
        ("case.unit", "数える質問", Question),
        ("case.most", "数える数の上限", Number),
        ("case.floor", "下限額", Yen),
        ("case.fromZero", "0円からの範囲にする理由", Text),
        ("case.reason", "金額がない理由", Text),
        ("items.cost", "費用", Question),
        ("items.limit", "事業額上限", Yen),
        ("round.kind", "種類", Name("round.kind")),
        ("round.when", "対象の施設", When),
        ("round.from", "最初の日", Day),
        ("round.to", "最後の日", Day),
        ("round.fromSource", "最初の日の出典", Source),
        ("deadline.kind", "種類", Name("deadline.kind")),
        ("deadline.date", "日付", Day),
        (
            "deadline.ends",
            "扱い",
            Flag("この日で全体が終わる", "この日で全体は終わらない"),
        ),
        ("document.number", "番号", Text),
        ("document.date", "日付", Day),
        ("document.title", "題名", Text),
        ("costItem.text", "文", Text),
        ("costItem.counts", "扱い", Flag("対象になる", "対象にならない")),
        ("note.text", "文", Text),
        ("note.kind", "種類", Name("note.kind")),
        ("overlap.with", "相手", Programme),
        ("overlap.state", "扱い", Name("overlap.state")),
        ("overlap.text", "説明", Text),
        ("successor.text", "文", Text),
        ("successor.lookedAt", "調べた日", Day),
        ("successor.programme", "一覧にない支援の名称", Programme),
        ("sources.title", "題名", Text),
        ("sources.issuer", "発行元", Text),
        ("sources.url", "アドレス", Text),
        ("sources.date", "日付", Day),
        ("sources.grade", "根拠の確かさ", Name("grade")),
        ("sources.id", "ID（目録の中での名前）", Text),
        ("sources.note", "知っておくこと", Text),
        ("hosts", "載せてよいアドレスのホスト", Text),
        ("groups.id", "ID（目録の中での名前）", Text),
        ("groups.label", "見出し", Text),
        ("questions.key", "キー（公開データでの名前）", Text),
        ("questions.group", "まとまり", Group),
        ("questions.name", "短い名前", Text),
        ("questions.label", "質問文", Text),
        ("questions.sheet", "たずねるところ", Name("questions.sheet")),
        ("questions.help", "説明", Text),
        ("questions.more", "くわしい説明", Text),
        ("questions.tax", "消費税", Text),
        ("tax.treatment", "扱い", Name("tax.treatment")),
        ("questions.unit", "単位", Text),
        ("questions.min", "答えられる最小の数", Number),
        ("questions.max", "答えられる最大の数", Number),
        ("questions.kind", "答え方", Name("questions.kind")),
        ("choices.value", "値（公開データでの名前）", Text),
        ("choices.label", "文", Text),
        ("contradictions.code", "コード（公開データでの名前）", Text),
        ("contradictions.message", "説明", Text),
        ("contradictions.when", "当てはまる答え", When),
        ("contradictions.drop", "答えがないものとして扱う質問", Question),
        ("letter.programme", "補助金", Programme),
        ("letter.title", "見出し", Text),
        ("letter.paragraphs", "段落", Text),
        ("letter.overview", "システム概要ページ", Text),
        ("letter.detail", "補助金詳細ページ", Text),
        ("letter.contact", "問合せ先", Text),
        ("errata.place", "ところ", Text),
        ("errata.used", "使っている形", Text),
        ("errata.programmes", "補助金", Programme),
        ("changes.version", "目録の版", Text),
        ("changes.date", "版の日付", Day),
        ("changes.programmes", "補助金", Programme),
        ("changes.text", "変わったこと", Text),
        ("changes.sources", "出典", Source),
        ("besideGroup.label", "見出し", Text),
        ("besideGroup.note", "どこまで調べたか", Text),
        ("edition.asOf", "一覧の日付", Day),
        ("edition.number", "文書番号", Text),
        ("edition.title", "題名", Text),
        ("edition.listTitle", "一覧の題名", Text),
        ("edition.issuer", "発行元", Text),
        ("edition.membersPage", "日医案内文書の掲載ページ", Text),
        ("edition.membersNote", "掲載ページの説明", Text),
        ("edition.version", "目録の版", Text),
        ("source", "出典", Source),
        ("remark", "補足", Text),
        ("printed", "印刷されている形", Text),
        ("why", "読み方の理由", Text),
    ]
};

/// A list of objects.
struct List {
    name: &'static str,
    /// What an element is called.
    label: &'static str,
    /// The fields by which an element is named.
    named_by: &'static [&'static str],
    /// The fields that make an old and a new element one and the same, the surest first.
    known_by: &'static [&'static [&'static str]],
    /// Whether an old and a new element that are left over may be one that was reworded.
    reworded: bool,
}

/// In `known_by`: the first sentence of the remark, such as 2025年6次.
const FIRST_WORDS: &str = "first words of the remark";

const fn of_list(
    name: &'static str,
    label: &'static str,
    named_by: &'static [&'static str],
    known_by: &'static [&'static [&'static str]],
    reworded: bool,
) -> List {
    List {
        name,
        label,
        named_by,
        known_by,
        reworded,
    }
}

const LISTS: [List; 19] = [
    of_list("condition", "条件", &["text"], &[&["text"]], true),
    of_list("ground", "満たし方", &["when"], &[&["when"], &["change"]], true),
    of_list("case", "金額の場合", &["name"], &[&["name"], &["when"]], true),
    of_list("items", "費用", &["cost"], &[&["cost"]], false),
    of_list(
        "round",
        "受付期間",
        &["kind"],
        &[
            &["kind", "when", "remark", "to"],
            &["kind", "when", "remark", "from"],
            &["kind", "when", "remark"],
            &["kind", "when", "to"],
            &["kind", "when", "from"],
            &["kind", "when", FIRST_WORDS],
            &[FIRST_WORDS, "to"],
        ],
        false,
    ),
    of_list(
        "deadline",
        "期限",
        &["kind"],
        &[&["kind", "date"], &["kind"], &["date"]],
        false,
    ),
    of_list(
        "document",
        "日医案内文書",
        &["number"],
        &[&["number"], &["title"]],
        true,
    ),
    of_list("costItem", "費用の項目", &["text"], &[&["text"]], true),
    of_list("note", "知っておくこと", &["text"], &[&["text"]], true),
    of_list("overlap", "併用の相手", &["with"], &[&["with"]], false),
    of_list(
        "successor",
        "この補助金のあと",
        &["text"],
        &[&["text"], &["programme"]],
        true,
    ),
    of_list(
        "errata",
        "印刷と異なる読み方",
        &["place"],
        &[&["place"], &["printed", "used"]],
        true,
    ),
    of_list("letter", "通知の本文", &["programme"], &[&["programme"]], false),
    of_list(
        "changes",
        "変更の記録",
        &["text"],
        &[&["version", "programmes"], &["text"]],
        true,
    ),
    of_list(
        "groups",
        "質問のまとまり",
        &["label"],
        &[&["id"], &["label"]],
        false,
    ),
    of_list("questions", "質問", &["name"], &[&["key"], &["label"]], false),
    of_list("choices", "選択肢", &["label"], &[&["value"], &["label"]], false),
    of_list(
        "contradictions",
        "答えの食い違い",
        &["message"],
        &[
            &["code", "when"],
            &["code", "message"],
            &["code"],
            &["when"],
            &["message"],
        ],
        true,
    ),
    of_list(
        "sources",
        "出典",
        &["title"],
        &[&["id"], &["title"], &["url"]],
        false,
    ),
];

/// Names for machines: they are told where they change, but not where an element is new.
const FOR_MACHINES: [&str; 5] = [
    "groups.id",
    "questions.key",
    "choices.value",
    "contradictions.code",
    "sources.id",
];

/// The parts of the catalogue apart from its programmes, and their headings.
const PARTS: [(&str, &str); 10] = [
    ("edition", "通知"),
    ("besideGroup", "一覧にない支援"),
    ("errata", "印刷と異なる読み方"),
    ("letter", "通知の本文"),
    ("changes", "変更の記録"),
    ("sources", "出典"),
    ("hosts", "出典"),
    ("groups", "質問"),
    ("questions", "質問"),
    ("contradictions", "答えの食い違い"),
];

/// Said where the contents differ and the version does not.
const SAME_VERSION: &str = "目録の版（edition.toml の version）が同じままです。版を上げてください";

/// What changed, as text.
pub(crate) fn diff(old: &str, new: &str) -> Result<String> {
    Ok(between(&load(old)?, &load(new)?))
}

/// What changed between two catalogues, as text.
fn between(old: &Value, new: &Value) -> String {
    let both = Both { old, new };
    let sections = both.sections();
    let version = |of: &Value| shown_plainly(&of["edition"]["version"]);
    let mut lines = Vec::new();
    if !sections.is_empty() && old["edition"]["version"] == new["edition"]["version"] {
        lines.extend([SAME_VERSION.to_owned(), String::new()]);
    }
    lines.push(format!("## {}（{} からの変更）", version(new), version(old)));
    if sections.is_empty() {
        lines.push(String::new());
        lines.push(if old["digest"] == new["digest"] {
            "変わったところはありません。".into()
        } else {
            "書かれている内容は同じです。ファイルの書き方（注記など）だけが変わりました。".into()
        });
    }
    let mut last = String::new();
    for (heading, changes) in sections {
        if heading != last {
            lines.extend([String::new(), format!("### {heading}"), String::new()]);
            last = heading;
        }
        lines.extend(changes.into_iter().map(|change| format!("- {change}")));
    }
    lines.join("\n") + "\n"
}

struct Both<'a> {
    old: &'a Value,
    new: &'a Value,
}

impl Both<'_> {
    /// The changes under their headings.
    fn sections(&self) -> Vec<(String, Vec<String>)> {
        let mut sections = Vec::new();
        let heading = |programme: &Value| {
            let name = shown_plainly(&programme["name"]);
            if is_beside(programme) {
                format!("{name}（一覧にない支援）")
            } else {
                format!("{}. {name}", programme["number"])
            }
        };
        for programme in list(&self.new["programmes"]) {
            let mut changes = Vec::new();
            if let Some(before) = with_id(self.old, &programme["id"]) {
                self.fields("", "programme", before, programme, &mut changes);
            } else {
                changes.push(if is_beside(programme) {
                    let day = shown(self.new, Show::Day, &programme["asOf"]);
                    format!("一覧にない支援として加わりました（{day}に調べました）。")
                } else {
                    "新しい補助金として加わりました。".into()
                });
                for name in ["condition", "amount", "noAmount", "window", "successor"] {
                    self.field(
                        "",
                        "programme",
                        name,
                        &Value::Null,
                        &programme[name],
                        &mut changes,
                    );
                }
            }
            sections.push((heading(programme), changes));
        }
        for programme in list(&self.old["programmes"]) {
            if with_id(self.new, &programme["id"]).is_none() {
                let from = if is_beside(programme) {
                    "一覧にない支援"
                } else {
                    "一覧"
                };
                sections.push((heading(programme), vec![format!("{from}からなくなりました。")]));
            }
        }
        for (part, heading) in PARTS {
            let mut changes = Vec::new();
            let (old, new) = (&self.old[part], &self.new[part]);
            if old == new {
                continue;
            }
            match part {
                "sources" => {
                    let (old, new) = (with_ids(old), with_ids(new));
                    let (old, new): (Vec<&Value>, Vec<&Value>) = (old.iter().collect(), new.iter().collect());
                    self.elements("", part, &old, &new, &mut changes);
                }
                // Only the files name them: there is nothing to compare them with in a JSON.
                "hosts" if old.is_null() || new.is_null() => (),
                "edition" | "besideGroup" => self.fields("", part, old, new, &mut changes),
                _ => self.field("", "", part, old, new, &mut changes),
            }
            sections.push((heading.to_owned(), changes));
        }
        sections.retain(|(_, changes)| !changes.is_empty());
        sections
    }

    /// All fields of two objects.
    fn fields(&self, place: &str, of: &str, old: &Value, new: &Value, changes: &mut Vec<String>) {
        let names = |value: &Value| -> BTreeSet<String> {
            value
                .as_object()
                .into_iter()
                .flat_map(|fields| fields.keys().cloned())
                .collect()
        };
        for name in names(old).union(&names(new)) {
            self.field(place, of, name, &old[name.as_str()], &new[name.as_str()], changes);
        }
    }

    fn field(&self, place: &str, of: &str, name: &str, old: &Value, new: &Value, changes: &mut Vec<String>) {
        // As long as nothing stood beside the list, no programme said that it stands on it.
        let listed = |value: &Value| value.is_null() || value == false;
        if old == new || name == "beside" && listed(old) && listed(new) {
            return;
        }
        let (label, show) = field(of, name);
        let is_list = |value: &Value| {
            value
                .as_array()
                .is_some_and(|list| list.iter().all(Value::is_object))
        };
        let is_object = |value: &Value| value.is_object() || value.is_null();
        if matches!(show, Show::When) {
            changes.push(self.sentence(&format!("{place}{label}"), show, old, new));
        } else if (is_list(old) || old.is_null()) && (is_list(new) || new.is_null()) {
            let (old, new): (Vec<&Value>, Vec<&Value>) =
                (list(old).iter().collect(), list(new).iter().collect());
            // The name of its elements says enough.
            let place = if matches!(of, "amount" | "window") {
                ""
            } else {
                place
            };
            self.elements(place, name, &old, &new, changes);
        } else if old.is_array() || new.is_array() {
            self.values(&format!("{place}{label}"), show, list(old), list(new), changes);
        } else if is_object(old) && is_object(new) {
            self.fields(&format!("{place}{label}の"), name, old, new, changes);
        } else {
            changes.push(self.sentence(&format!("{place}{label}"), show, old, new));
        }
    }

    fn sentence(&self, what: &str, show: Show, old: &Value, new: &Value) -> String {
        match (old.is_null(), new.is_null()) {
            (true, _) => format!("{what}として、{}を加えました。", shown(self.new, show, new)),
            (_, true) => format!("{what}（{}）がなくなりました。", shown(self.old, show, old)),
            _ => {
                let (old, new) = (shown(self.old, show, old), shown(self.new, show, new));
                if old == new {
                    // Such as a source whose id was renamed.
                    format!("{what}（{new}）の、データでの書き方だけが変わりました。")
                } else {
                    format!("{what}が、{old}から{new}に変わりました。")
                }
            }
        }
    }

    /// A list of plain values.
    fn values(&self, what: &str, show: Show, old: &[Value], new: &[Value], changes: &mut Vec<String>) {
        let added: Vec<&Value> = new.iter().filter(|value| !old.contains(value)).collect();
        let removed: Vec<&Value> = old.iter().filter(|value| !new.contains(value)).collect();
        if let (Show::Text, [old], [new]) = (show, &removed[..], &added[..]) {
            changes.push(self.sentence(&format!("{what}のひとつ"), show, old, new));
            return;
        }
        for value in &added {
            changes.push(format!(
                "{what}に、{}を加えました。",
                shown(self.new, show, value)
            ));
        }
        for value in &removed {
            changes.push(format!(
                "{what}から、{}を除きました。",
                shown(self.old, show, value)
            ));
        }
        if added.is_empty() && removed.is_empty() {
            changes.push(format!("{what}の順番や回数が変わりました。"));
        }
    }

    /// A list of objects.
    fn elements(&self, place: &str, of: &str, old: &[&Value], new: &[&Value], changes: &mut Vec<String>) {
        let label = list_of(of).map_or(of, |list| list.label);
        let partner = partners(of, old, new);
        for (before, partner) in old.iter().zip(&partner) {
            let name = name_of(self.old, of, before);
            match partner {
                Some(to) => {
                    self.fields(&format!("{place}{label}{name}の"), of, before, new[*to], changes);
                }
                None => changes.push(format!("{place}{label}{name}がなくなりました。")),
            }
        }
        for (at, after) in new.iter().enumerate() {
            if !partner.contains(&Some(at)) {
                let name = name_of(self.new, of, after);
                let rest = self.rest_of(of, after);
                changes.push(format!("{place}{label}{name}を加えました{rest}。"));
            }
        }
        // The sources stand in the order of their ids.
        if of != "sources" && !partner.iter().flatten().is_sorted() {
            changes.push(format!("{place}{label}の順番が変わりました。"));
        }
    }

    /// What else a new element says, in brackets.
    fn rest_of(&self, of: &str, element: &Value) -> String {
        let named_by = named_by(of, element);
        let told = |name: &str| {
            named_by.contains(&name)
                || FOR_MACHINES.contains(&format!("{of}.{name}").as_str())
                || (of == "round" && matches!(name, "when" | "from" | "to"))
                || (of == "round" && name == "remark" && first_words(element).is_none_or(|(_, whole)| whole))
        };
        let rest: Vec<String> = element
            .as_object()
            .into_iter()
            .flatten()
            .filter(|(name, value)| !told(name) && !value.is_null())
            .filter(|(_, value)| value.as_array().is_none_or(|list| !list.is_empty()))
            .map(|(name, value)| {
                let (label, show) = field(of, name);
                match (value, show) {
                    (_, Show::When) => format!("{label}は{}", shown(self.new, show, value)),
                    (Value::Array(elements), _) if elements.iter().all(Value::is_object) => {
                        let names: Vec<String> = elements
                            .iter()
                            .map(|element| name_of(self.new, name, element))
                            .collect();
                        format!(
                            "{}{}",
                            list_of(name).map_or(name.as_str(), |list| list.label),
                            names.concat()
                        )
                    }
                    (Value::Object(_), _) => format!("{label}{}", self.rest_of(name, value)),
                    _ => format!("{label}は{}", shown(self.new, show, value)),
                }
            })
            .collect();
        if rest.is_empty() {
            String::new()
        } else {
            format!("（{}）", rest.join("、"))
        }
    }
}

/// The first sentence of an element's remark, and whether it is all of it.
fn first_words(element: &Value) -> Option<(&str, bool)> {
    let remark = element["remark"].as_str()?;
    Some(
        remark
            .split_once('。')
            .map_or((remark, true), |(first, rest)| (first, rest.is_empty())),
    )
}

/// Which new element each old one has become.
fn partners(of: &str, old: &[&Value], new: &[&Value]) -> Vec<Option<usize>> {
    let mut found: Vec<Option<usize>> = vec![None; old.len()];
    for (at, before) in old.iter().enumerate() {
        found[at] = (0..new.len()).find(|to| !found.contains(&Some(*to)) && *before == new[*to]);
    }
    let Some(list) = list_of(of) else {
        return found;
    };
    let left = |found: &[Option<usize>]| -> (Vec<usize>, Vec<usize>) {
        (
            (0..old.len()).filter(|at| found[*at].is_none()).collect(),
            (0..new.len()).filter(|to| !found.contains(&Some(*to))).collect(),
        )
    };
    for fields in list.known_by {
        let same = |before: &Value, after: &Value| {
            fields.iter().all(|name| match *name {
                FIRST_WORDS => match (first_words(before), first_words(after)) {
                    (Some((before, _)), Some((after, _))) => before == after,
                    _ => false,
                },
                // None of them says something too: all institutions, the round without a name.
                "when" | "remark" => before[*name] == after[*name],
                _ => !before[*name].is_null() && before[*name] == after[*name],
            })
        };
        let (olds, news) = left(&found);
        for at in &olds {
            let mut like = news.iter().filter(|to| same(old[*at], new[**to]));
            if let (Some(to), None) = (like.next(), like.next())
                && olds.iter().filter(|at| same(old[**at], new[*to])).count() == 1
            {
                found[*at] = Some(*to);
            }
        }
    }
    if list.reworded {
        let words = |element: &Value| pairs_of(&shown_plainly(&element[list.named_by[0]]));
        loop {
            let (olds, news) = left(&found);
            let best = olds
                .iter()
                .flat_map(|at| news.iter().map(move |to| (*at, *to)))
                .map(|(at, to)| (likeness(&words(old[at]), &words(new[to])), at, to))
                .filter(|(likeness, ..)| *likeness >= 50)
                .max_by_key(|(likeness, at, to)| (*likeness, Reverse(at.abs_diff(*to))));
            match best {
                Some((_, at, to)) => found[at] = Some(to),
                None => break,
            }
        }
        let (olds, news) = left(&found);
        if let ([at], [to]) = (&olds[..], &news[..]) {
            found[*at] = Some(*to);
        }
        // In the same place, and with the same source.
        for (at, to) in olds
            .iter()
            .filter_map(|at| news.contains(at).then_some((*at, *at)))
        {
            if found[at].is_none() && olds.len() == news.len() && old[at]["source"] == new[to]["source"] {
                found[at] = Some(to);
            }
        }
    }
    found
}

/// The characters of a text two by two.
fn pairs_of(text: &str) -> Vec<(char, char)> {
    text.chars().zip(text.chars().skip(1)).collect()
}

/// How much two texts have in common, in percent.
fn likeness(one: &[(char, char)], other: &[(char, char)]) -> usize {
    let mut rest = other.to_vec();
    let common = one
        .iter()
        .filter(|pair| {
            let at = rest.iter().position(|it| it == *pair);
            at.map(|at| rest.swap_remove(at)).is_some()
        })
        .count();
    (200 * common).checked_div(one.len() + other.len()).unwrap_or(0)
}

/// A round by what it is called and its days: 受付期間 gives （2025年6次、令和7年10月31日まで）.
fn days_of_round(catalogue: &Value, round: &Value) -> String {
    let day = |name: &str| round[name].as_str().map(words::written_day);
    let from = day("from").map(|day| format!("{day}から")).unwrap_or_default();
    let to = day("to").map(|day| format!("{day}まで")).unwrap_or_default();
    let parts: Vec<String> = [
        first_words(round).map(|(words, _)| words.to_owned()),
        (!round["when"].is_null()).then(|| words::when(&catalogue["questions"], &round["when"])),
        Some(from + &to).filter(|days| !days.is_empty()),
    ]
    .into_iter()
    .flatten()
    .collect();
    if parts.is_empty() {
        String::new()
    } else {
        format!("（{}）", parts.join("、"))
    }
}

/// The fields by which an element is named. A question of an older catalogue has its label alone.
fn named_by(of: &str, element: &Value) -> &'static [&'static str] {
    if of == "questions" && element["name"].is_null() {
        return &["label"];
    }
    list_of(of).map_or(&[], |list| list.named_by)
}

/// An element by what it is named by.
fn name_of(catalogue: &Value, of: &str, element: &Value) -> String {
    let named_by = named_by(of, element);
    let names: Vec<String> = named_by
        .iter()
        .filter(|name| !element[**name].is_null())
        .map(|name| {
            let mut shown = shown(catalogue, field(of, name).1, &element[*name]);
            if of == "contradictions" {
                // The message goes on with what to do about it.
                shown = shown
                    .split_once('。')
                    .map_or(shown.clone(), |(first, _)| format!("{first}」"));
            }
            match shown.strip_prefix('「').and_then(|it| it.strip_suffix('」')) {
                Some(inside) if !inside.contains('「') || named_by == ["message"] => inside.to_owned(),
                _ => shown,
            }
        })
        .collect();
    let name = names.join("・");
    let name = if name.contains('「') {
        format!("（{name}）")
    } else {
        format!("「{name}」")
    };
    match of {
        "round" => name + &days_of_round(catalogue, element),
        "deadline" => {
            let day = element["date"].as_str().map(words::written_day);
            name + &day.map(|day| format!("（{day}）")).unwrap_or_default()
        }
        _ => name,
    }
}

/// A value of one of the two catalogues in words.
fn shown(catalogue: &Value, show: Show, value: &Value) -> String {
    let quoted = || format!("「{}」", shown_plainly(value));
    let text = value.as_str();
    let titled = |title: Option<&str>| title.map_or_else(quoted, |title| format!("「{title}」"));
    match show {
        Show::Text => quoted(),
        Show::Number => shown_plainly(value),
        Show::Yen => value.as_u64().map_or_else(quoted, words::yen),
        Show::Day => text.map_or_else(quoted, words::written_day),
        Show::Rate => text.map_or_else(quoted, words::rate),
        Show::Source => titled(text.and_then(|id| catalogue["sources"][id]["title"].as_str())),
        Show::Question => titled(
            list(&catalogue["questions"])
                .iter()
                .find(|question| question["key"] == *value)
                .and_then(words::asked),
        ),
        Show::Programme => titled(with_id(catalogue, value).and_then(|found| found["name"].as_str())),
        Show::Group => titled(
            list(&catalogue["groups"])
                .iter()
                .find(|group| group["id"] == *value)
                .and_then(|group| group["label"].as_str()),
        ),
        Show::When => words::when(&catalogue["questions"], value),
        Show::Name(of) => format!("「{}」", words::name(of, &shown_plainly(value))),
        Show::Flag(yes, no) => format!("「{}」", if value == true { yes } else { no }),
    }
}

/// What a field is called and how it is shown.
fn field<'a>(of: &str, name: &'a str) -> (&'a str, Show) {
    let whole = format!("{of}.{name}");
    FIELDS
        .iter()
        .find(|(field, ..)| *field == whole)
        .or_else(|| FIELDS.iter().find(|(field, ..)| *field == name))
        .map_or((name, Show::Text), |(_, label, show)| (*label, *show))
}

fn list_of(name: &str) -> Option<&'static List> {
    LISTS.iter().find(|list| list.name == name)
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// Objects by their ids, as a list of objects that say their id.
fn with_ids(value: &Value) -> Vec<Value> {
    value
        .as_object()
        .into_iter()
        .flatten()
        .map(|(id, value)| {
            let mut value = value.clone();
            value["id"] = Value::from(id.as_str());
            value
        })
        .collect()
}

fn with_id<'a>(catalogue: &'a Value, id: &Value) -> Option<&'a Value> {
    list(&catalogue["programmes"])
        .iter()
        .find(|programme| programme["id"] == *id)
}

fn is_beside(programme: &Value) -> bool {
    programme["beside"] == true
}

fn shown_plainly(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), ToOwned::to_owned)
}

/// A catalogue: a folder of TOML files, its JSON, or the state of a revision in git.
fn load(what: &str) -> Result<Value> {
    let path = Path::new(what);
    if path.is_dir() {
        let inner = path.join("catalogue");
        return folder(if inner.is_dir() { &inner } else { path }, what);
    }
    if path.is_file() {
        let text = fs::read_to_string(path).with_context(|| format!("「{what}」を読めません"))?;
        return json(&text, what);
    }
    let commit = read(
        command("git").args(["rev-parse", "--verify", "--quiet", "--end-of-options", &format!("{what}^{{commit}}")]),
        "find the revision",
    )
    .map_err(|_| {
        anyhow!(
            "「{what}」というフォルダも、ファイルも、git の版もありません。目録のフォルダ、catalogue.json、HEAD~3 のような版のどれかを書いてください"
        )
    })?;
    revision(&commit, what)
}

fn folder(path: &Path, what: &str) -> Result<Value> {
    let mut catalogue = catalogue_compiler::read(path)
        .map(|compiled| compiled.json)
        .map_err(|faults| anyhow!("「{what}」の目録に誤りがあります。次の行を直してください\n{faults}"))?;
    // The JSON leaves the hosts out.
    let sources: toml::Table = toml::from_str(&fs::read_to_string(path.join("sources.toml"))?)?;
    catalogue["hosts"] = serde_json::to_value(sources.get("hosts"))?;
    Ok(catalogue)
}

fn json(text: &str, what: &str) -> Result<Value> {
    let value: Value = serde_json::from_str(text).with_context(|| {
        format!("「{what}」は JSON として読めません。pkg/catalogue.json のようなファイルを書いてください")
    })?;
    if !value["programmes"].is_array() {
        bail!(
            "「{what}」は目録ではありません（programmes がありません）。pkg/catalogue.json のようなファイルを書いてください"
        );
    }
    Ok(value)
}

/// The files of a revision; where they are of an older grammar, the JSON that was built then.
fn revision(commit: &str, what: &str) -> Result<Value> {
    let list = read(
        command("git").args([
            "ls-tree",
            "-r",
            "-z",
            "--name-only",
            "--full-tree",
            commit,
            "catalogue/",
        ]),
        "list the files of the revision",
    )?;
    let copy = tempfile::tempdir().context("一時フォルダを作れません")?;
    for name in list.split('\0').filter(|name| !name.is_empty()) {
        let text = read_bytes(
            command("git").args(["show", &format!("{commit}:{name}")]),
            "read a file of the revision",
        )?;
        let path = copy.path().join(name);
        fs::create_dir_all(path.parent().unwrap_or(copy.path()))?;
        fs::write(&path, text)?;
    }
    folder(&copy.path().join("catalogue"), what).or_else(|error| {
        let built = read(
            command("git").args(["show", &format!("{commit}:pkg/catalogue.json")]),
            "read the catalogue that was built then",
        );
        match built {
            Ok(text) => json(&text, what),
            Err(_) => Err(error.context(format!(
                "「{what}」の目録は、いまの書き方では読めません（古い書き方か、誤りがあります）。新しい版を書いてください"
            ))),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout;
    use serde_json::json;

    fn catalogue() -> Value {
        json!({
            "edition": { "version": "1", "asOf": "2025-10-21" },
            "digest": "a",
            "besideGroup": { "label": "一覧にない支援" },
            "sources": {
                "n": { "title": "通知", "grade": "notice", "url": "https://example.jp/?a=1" },
                "r": { "title": "記事", "grade": "reference", "url": null },
            },
            "questions": [
                { "key": "beds", "name": "病床数", "label": "病床数はいくつですか", "kind": "number", "unit": "床" },
                { "key": "fee", "label": "届出", "kind": "yes-no" },
            ],
            "programmes": [
                {
                    "id": "x", "number": 1, "name": "電子処方箋", "costs": [],
                    "detail": { "url": "https://example.jp/?a=1" },
                    "contact": { "name": "窓口", "phone": "0800-080-4583", "remark": null },
                    "condition": [
                        { "text": "病院である", "source": "n", "ground": [{ "when": { "beds": { "from": 20 } }, "open": false }] },
                        { "text": "届け出ている", "source": "n", "ground": [{ "when": { "fee": true }, "open": false }] },
                    ],
                    "amount": { "rounding": "not-stated", "case": [
                        { "name": "病院", "when": { "beds": { "from": 20 } }, "rate": "1/2", "costLimit": 4000, "cap": 2000, "source": "n" },
                    ] },
                    "noAmount": null,
                    "window": {
                        "round": [
                            { "kind": "apply", "when": null, "from": null, "to": "2026-01-15", "source": "n" },
                            { "kind": "apply", "when": null, "from": null, "to": "2026-05-15", "source": "n" },
                        ],
                        "deadline": [{ "kind": "introduce", "date": "2026-09-30", "ends": false, "source": "n" }],
                        "remark": null,
                    },
                },
                { "id": "y", "number": 2, "name": "電子カルテ" },
                { "id": "w", "number": null, "beside": true, "asOf": "2026-11-29", "name": "都の補助" },
            ],
        })
    }

    /// What is said where one place of the catalogue becomes something else.
    fn said(at: &str, becomes: Value) -> Vec<String> {
        let old = catalogue();
        let mut new = old.clone();
        let (parent, name) = at.rsplit_once('/').expect("a place");
        match new.pointer_mut(parent).expect("a place") {
            Value::Array(list) if name == "-" => list.push(becomes),
            Value::Array(list) if becomes.is_null() => drop(list.remove(name.parse().expect("a place"))),
            Value::Array(list) => list[name.parse::<usize>().expect("a place")] = becomes,
            place => place[name] = becomes,
        }
        let both = Both { old: &old, new: &new };
        both.sections()
            .into_iter()
            .flat_map(|(heading, changes)| {
                changes
                    .into_iter()
                    .map(move |change| format!("{heading}: {change}"))
            })
            .collect()
    }

    #[test]
    #[expect(clippy::too_many_lines, reason = "it is a table")]
    fn every_kind_of_change_in_words() {
        for (at, becomes, words) in [
            (
                "/programmes/0/amount/case/0/cap",
                json!(2500),
                "1. 電子処方箋: 金額の場合「病院」の補助上限が、2,000円から2,500円に変わりました。",
            ),
            (
                "/programmes/0/amount/case/0/costLimit",
                json!(5000),
                "1. 電子処方箋: 金額の場合「病院」の事業額上限が、4,000円から5,000円に変わりました。",
            ),
            (
                "/programmes/0/amount/case/0/rate",
                json!("2/3"),
                "1. 電子処方箋: 金額の場合「病院」の補助率が、2分の1から3分の2に変わりました。",
            ),
            (
                "/programmes/0/amount/case/0/floor",
                json!(100),
                "1. 電子処方箋: 金額の場合「病院」の下限額として、100円を加えました。",
            ),
            (
                "/programmes/0/amount/case/0/cap",
                json!(null),
                "1. 電子処方箋: 金額の場合「病院」の補助上限（2,000円）がなくなりました。",
            ),
            (
                "/programmes/0/amount/case/0/when",
                json!({ "beds": { "from": 30 } }),
                "1. 電子処方箋: 金額の場合「病院」の当てはまる答えが、「病床数」が20床以上から「病床数」が30床以上に変わりました。",
            ),
            (
                "/programmes/0/amount/rounding",
                json!("floor-1000"),
                "1. 電子処方箋: 金額の端数処理が、「資料に記載なし」から「千円未満切捨て」に変わりました。",
            ),
            (
                "/programmes/0/noAmount",
                json!("記載なし"),
                "1. 電子処方箋: 金額がない理由として、「記載なし」を加えました。",
            ),
            (
                "/programmes/0/window/deadline/0/date",
                json!("2026-10-31"),
                "1. 電子処方箋: 期限「導入」（令和8年9月30日）の日付が、令和8年9月30日から令和8年10月31日に変わりました。",
            ),
            (
                "/programmes/0/window/round/1/to",
                json!("2026-06-15"),
                "1. 電子処方箋: 受付期間「申請」（令和8年5月15日まで）の最後の日が、令和8年5月15日から令和8年6月15日に変わりました。",
            ),
            (
                "/programmes/0/window/round/0",
                json!(null),
                "1. 電子処方箋: 受付期間「申請」（令和8年1月15日まで）がなくなりました。",
            ),
            (
                "/programmes/0/condition/1",
                json!(null),
                "1. 電子処方箋: 条件「届け出ている」がなくなりました。",
            ),
            (
                "/programmes/0/condition/-",
                json!({ "text": "新しい", "source": "r", "ground": [{ "when": { "fee": true } }] }),
                "1. 電子処方箋: 条件「新しい」を加えました（満たし方（「届出」が「はい」）、出典は「記事」）。",
            ),
            (
                "/programmes/0/condition/1/text",
                json!("届出をした"),
                "1. 電子処方箋: 条件「届け出ている」の文が、「届け出ている」から「届出をした」に変わりました。",
            ),
            (
                "/programmes/0/condition/1/ground/0/open",
                json!(true),
                "1. 電子処方箋: 条件「届け出ている」の満たし方（「届出」が「はい」）の扱いが、「資料で決まる」から「資料では決まらない」に変わりました。",
            ),
            (
                "/programmes/0/condition/0/source",
                json!("r"),
                "1. 電子処方箋: 条件「病院である」の出典が、「通知」から「記事」に変わりました。",
            ),
            (
                "/programmes/0/contact/phone",
                json!("03-0000-0000"),
                "1. 電子処方箋: 問合せ先の電話番号が、「0800-080-4583」から「03-0000-0000」に変わりました。",
            ),
            (
                "/programmes/0/detail/url",
                json!("https://example.jp/?a=2"),
                "1. 電子処方箋: 補助金詳細ページのアドレスが、「https://example.jp/?a=1」から「https://example.jp/?a=2」に変わりました。",
            ),
            (
                "/programmes/0/costs",
                json!(["beds"]),
                "1. 電子処方箋: 事業額の質問に、「病床数」を加えました。",
            ),
            (
                "/programmes/0/brandNew",
                json!("値"),
                "1. 電子処方箋: brandNewとして、「値」を加えました。",
            ),
            (
                "/programmes/1",
                json!(null),
                "2. 電子カルテ: 一覧からなくなりました。",
            ),
            (
                "/programmes/2",
                json!(null),
                "都の補助（一覧にない支援）: 一覧にない支援からなくなりました。",
            ),
            (
                "/programmes/-",
                json!({ "id": "z", "number": 3, "name": "新" }),
                "3. 新: 新しい補助金として加わりました。",
            ),
            (
                "/programmes/-",
                json!({ "id": "z", "number": null, "beside": true, "asOf": "2027-01-05", "name": "県の補助" }),
                "県の補助（一覧にない支援）: 一覧にない支援として加わりました（令和9年1月5日に調べました）。",
            ),
            (
                "/programmes/2/asOf",
                json!("2027-01-05"),
                "都の補助（一覧にない支援）: 調べた日が、令和8年11月29日から令和9年1月5日に変わりました。",
            ),
            (
                "/programmes/0/successor",
                json!([{ "text": "都の制度があります。", "source": "n", "lookedAt": "2026-11-29", "programme": "w" }]),
                "1. 電子処方箋: この補助金のあと「都の制度があります。」を加えました（調べた日は令和8年11月29日、一覧にない支援の名称は「都の補助」、出典は「通知」）。",
            ),
            (
                "/programmes/0/contact/hours",
                json!("平日9時から"),
                "1. 電子処方箋: 問合せ先の受付時間として、「平日9時から」を加えました。",
            ),
            (
                "/programmes/0/amount/case/0/certainCap",
                json!(1500),
                "1. 電子処方箋: 金額の場合「病院」の小さいほうの上限として、1,500円を加えました。",
            ),
            (
                "/programmes/0/amount/case/0/fromZero",
                json!("国が選ぶためです。"),
                "1. 電子処方箋: 金額の場合「病院」の0円からの範囲にする理由として、「国が選ぶためです。」を加えました。",
            ),
            (
                "/questions/0/sheet",
                json!("institution"),
                "質問: 質問「病床数」のたずねるところとして、「施設のこと」を加えました。",
            ),
            (
                "/questions/0/tax",
                json!({ "treatment": "included" }),
                "質問: 質問「病床数」の消費税の扱いとして、「税込み」を加えました。",
            ),
            (
                "/questions/-",
                json!({ "key": "c", "name": "事業額", "label": "いくらですか", "tax": { "treatment": "not-stated", "source": null } }),
                "質問: 質問「事業額」を加えました（質問文は「いくらですか」、消費税（扱いは「資料に記載なし」））。",
            ),
            (
                "/besideGroup/note",
                json!("東京都だけを調べました。"),
                "一覧にない支援: どこまで調べたかとして、「東京都だけを調べました。」を加えました。",
            ),
            (
                "/sources/n/grade",
                json!("official"),
                "出典: 出典「通知」の根拠の確かさが、「通知」から「公的資料」に変わりました。",
            ),
            (
                "/sources/s",
                json!({ "title": "要領", "grade": "official" }),
                "出典: 出典「要領」を加えました（根拠の確かさは「公的資料」）。",
            ),
            (
                "/edition/asOf",
                json!("2026-04-01"),
                "通知: 一覧の日付が、令和7年10月21日から令和8年4月1日に変わりました。",
            ),
        ] {
            assert_eq!(said(at, becomes), [words], "{at}");
        }
    }

    #[test]
    fn a_catalogue_without_anything_beside_the_list_is_compared_all_the_same() {
        let new = catalogue();
        let mut old = new.clone();
        old["programmes"].as_array_mut().unwrap().pop();
        let mut listed = new.clone();
        listed["programmes"].as_array_mut().unwrap().pop();
        listed["programmes"][0]["beside"] = json!(false);
        for (old, new) in [(&old, &listed), (&listed, &old)] {
            let both = Both { old, new };
            assert_eq!(both.sections(), []);
        }
        let both = Both {
            old: &listed,
            new: &new,
        };
        assert_eq!(both.sections().len(), 1);
    }

    #[test]
    fn what_comes_onto_the_list_is_told() {
        let old = catalogue();
        let mut new = old.clone();
        new["programmes"][2]["beside"] = json!(false);
        new["programmes"][2]["number"] = json!(3);
        let both = Both { old: &old, new: &new };
        assert_eq!(
            both.sections(),
            [(
                "3. 都の補助".to_owned(),
                vec![
                    "区分が、「一覧にない」から「一覧」に変わりました。".to_owned(),
                    "一覧での行として、3を加えました。".to_owned(),
                ]
            )]
        );
    }

    #[test]
    fn a_change_of_order_is_said() {
        let old = catalogue();
        let mut new = old.clone();
        new["programmes"][0]["condition"]
            .as_array_mut()
            .unwrap()
            .reverse();
        assert!(between(&old, &new).contains("- 条件の順番が変わりました。"));
    }

    #[test]
    fn nothing_changed_says_so() {
        let old = catalogue();
        assert!(between(&old, &old).contains("変わったところはありません。"));
        let mut new = old.clone();
        new["digest"] = json!("b");
        assert!(between(&old, &new).contains("ファイルの書き方（注記など）だけが変わりました。"));
    }

    /// Changes every value of the real catalogue, one after the other.
    #[test]
    fn no_change_passes_in_silence() {
        fn places(value: &Value, at: &str, found: &mut Vec<String>) {
            match value {
                Value::Object(fields) => {
                    for (name, value) in fields {
                        places(value, &format!("{at}/{}", name.replace('/', "~1")), found);
                    }
                }
                Value::Array(values) => {
                    for (place, value) in values.iter().enumerate() {
                        places(value, &format!("{at}/{place}"), found);
                    }
                }
                _ => found.push(at.to_owned()),
            }
        }
        let mut whole = folder(&layout::catalogue(), "catalogue").unwrap();
        // Programmes are compared one by one: the first two, and the last, which is not of the list, stand for all.
        let programmes = whole["programmes"].as_array_mut().unwrap();
        programmes.drain(2..programmes.len() - 1);
        assert!(is_beside(&programmes[2]) && !is_beside(&programmes[1]));
        let mut found = Vec::new();
        places(&whole, "", &mut found);
        assert!(found.len() > 500);
        let mut new = whole.clone();
        for at in found.iter().filter(|at| !at.ends_with("/digest")) {
            let place = new.pointer_mut(at).unwrap();
            let before = place.take();
            *place = match &before {
                Value::Bool(yes) => json!(!yes),
                Value::Number(number) => json!(number.as_u64().unwrap() + 1),
                Value::String(text) => json!(format!("{text}x")),
                _ => json!("x"),
            };
            let both = Both {
                old: &whole,
                new: &new,
            };
            assert!(!both.sections().is_empty(), "{at}");
            *new.pointer_mut(at).unwrap() = before;
        }
    }

    /// What is said under one heading where a function changes the real catalogue.
    fn said_of_the_real_one(change: impl FnOnce(&mut Value)) -> Vec<String> {
        let old = folder(&layout::catalogue(), "catalogue").unwrap();
        let mut new = old.clone();
        change(&mut new);
        let both = Both { old: &old, new: &new };
        both.sections()
            .into_iter()
            .flat_map(|(_, changes)| changes)
            .collect()
    }

    fn rounds() -> Vec<Value> {
        let round = |words: &str, to: &str| {
            json!({
                "kind": "apply", "when": null, "from": null, "to": to, "source": "n",
                "remark": format!("{words}。交付決定は未定です。"),
            })
        };
        vec![
            round("2025年6次", "2025-10-31"),
            round("2025年7次", "2025-12-02"),
            round("2026年1次", "2026-05-12"),
        ]
    }

    fn said_of_rounds(old_rounds: Vec<Value>, new_rounds: Vec<Value>) -> Vec<String> {
        let mut old = catalogue();
        let mut new = old.clone();
        old["programmes"][0]["window"]["round"] = Value::Array(old_rounds);
        new["programmes"][0]["window"]["round"] = Value::Array(new_rounds);
        let both = Both { old: &old, new: &new };
        both.sections()
            .into_iter()
            .flat_map(|(_, changes)| changes)
            .collect()
    }

    #[test]
    fn rounds_come_and_go_by_what_they_are_called() {
        let mut new = rounds();
        new.drain(..2);
        new.push(json!({
            "kind": "apply", "when": null, "from": "2026-09-01", "to": "2026-10-20", "source": "r",
            "remark": "2026年5次。交付決定は未定です。",
        }));
        assert_eq!(
            said_of_rounds(rounds(), new),
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
            said_of_rounds(rounds(), new),
            [
                "受付期間「申請」（2025年7次、令和7年12月2日まで）の最後の日が、令和7年12月2日から令和7年12月5日に変わりました。",
                "受付期間「申請」（2026年1次、令和8年5月12日まで）の補足が、「2026年1次。交付決定は未定です。」から「2026年1次。交付決定は6月です。」に変わりました。",
            ]
        );
        // Everything but its name.
        let mut new = rounds();
        new[1]["to"] = json!("2025-12-05");
        new[1]["remark"] = json!("2025年7次。");
        let said = said_of_rounds(rounds(), new);
        assert!(
            said.iter()
                .all(|line| line.contains("2025年7次、令和7年12月2日まで）の")),
            "{said:?}"
        );
        // Of rounds without a name, the one that is left is not the one that went.
        let nameless = |days: &[&str]| -> Vec<Value> {
            days.iter()
                .map(|to| json!({ "kind": "apply", "when": null, "from": null, "to": to, "remark": null }))
                .collect()
        };
        assert_eq!(
            said_of_rounds(nameless(&["2025-01-10", "2025-02-10"]), nameless(&["2026-01-10"])),
            [
                "受付期間「申請」（令和7年1月10日まで）がなくなりました。",
                "受付期間「申請」（令和7年2月10日まで）がなくなりました。",
                "受付期間「申請」（令和8年1月10日まで）を加えました。",
            ]
        );
    }

    #[test]
    fn what_was_reworded_is_told_field_by_field() {
        let old = catalogue();
        let mut new = old.clone();
        let condition = &mut new["programmes"][0]["condition"];
        condition[0]["text"] = json!("30床以上の病院である");
        condition[0]["ground"][0]["when"]["beds"]["from"] = json!(30);
        let said = between(&old, &new);
        for words in [
            "- 条件「病院である」の文が、「病院である」から「30床以上の病院である」に変わりました。",
            "- 条件「病院である」の満たし方（「病床数」が20床以上）の当てはまる答えが、「病床数」が20床以上から「病床数」が30床以上に変わりました。",
        ] {
            assert!(said.contains(words), "{said}");
        }
        // Two at a time, and one that is new in front of them.
        new["programmes"][0]["condition"][1]["text"] = json!("届け出ていること");
        new["programmes"][0]["condition"]
            .as_array_mut()
            .unwrap()
            .insert(0, json!({ "text": "開設している", "source": "n", "ground": [] }));
        let said = between(&old, &new);
        assert!(!said.contains("なくなりました"), "{said}");
        for words in [
            "「病院である」から「30床以上の病院である」に",
            "「届け出ている」から「届け出ていること」に",
            "条件「開設している」を加えました",
        ] {
            assert!(said.contains(words), "{said}");
        }
    }

    #[test]
    fn a_question_is_known_by_its_key() {
        let said = said_of_the_real_one(|new| {
            let question = &mut new["questions"][1];
            assert_eq!(question["key"], "beds");
            question["name"] = json!("ベッドの数");
            question["max"] = json!(5000);
            question["group"] = json!("care");
            new["questions"][0]["choices"][6]["label"] = json!("それ以外");
        });
        assert_eq!(
            said,
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
        let said = said_of_the_real_one(|new| {
            new["contradictions"].as_array_mut().unwrap().remove(0);
        });
        assert_eq!(
            said,
            [
                "答えの食い違い（施設の種類は「病院（20床以上）」ですが、病床数が19床以下になっています）がなくなりました。"
            ]
        );
    }

    #[test]
    fn a_version_that_was_forgotten_is_told_first() {
        let old = catalogue();
        assert!(!between(&old, &old).contains(SAME_VERSION));
        let mut new = old.clone();
        new["programmes"][0]["contact"]["name"] = json!("別の窓口");
        assert!(between(&old, &new).starts_with(&format!("{SAME_VERSION}\n\n## ")));
        new["edition"]["version"] = json!("2");
        assert!(!between(&old, &new).contains(SAME_VERSION));
    }

    /// Every field that the schema allows has a name in Japanese.
    #[test]
    fn every_field_of_the_schema_has_a_name() {
        fn walk(
            schema: &Value,
            part: &Value,
            of: &str,
            seen: &mut BTreeSet<String>,
            raw: &mut BTreeSet<String>,
        ) {
            if let Some(to) = part["$ref"].as_str() {
                let name = to.rsplit('/').next().unwrap();
                if name != "When" && seen.insert(format!("{of} {name}")) {
                    walk(schema, &schema["$defs"][name], of, seen, raw);
                }
            }
            for inner in ["items", "additionalProperties"] {
                walk_all(schema, &part[inner], of, seen, raw);
            }
            for inner in ["anyOf", "oneOf", "allOf"] {
                for inner in list(&part[inner]) {
                    walk(schema, inner, of, seen, raw);
                }
            }
            for (name, inner) in part["properties"].as_object().into_iter().flatten() {
                if of == "programmes" {
                    check("programme", name, raw);
                } else if !of.is_empty() {
                    check(of, name, raw);
                }
                walk(schema, inner, name, seen, raw);
            }
        }
        fn walk_all(
            schema: &Value,
            part: &Value,
            of: &str,
            seen: &mut BTreeSet<String>,
            raw: &mut BTreeSet<String>,
        ) {
            if part.is_object() {
                walk(schema, part, of, seen, raw);
            }
        }
        fn check(of: &str, name: &str, raw: &mut BTreeSet<String>) {
            if list_of(name).is_none() && field(of, name).0 == name {
                raw.insert(format!("{of}.{name}"));
            }
        }
        let schema = catalogue_compiler::schema();
        let mut seen = BTreeSet::new();
        let mut raw = BTreeSet::new();
        walk(
            &schema,
            &json!({ "$ref": "#/$defs/Catalogue" }),
            "",
            &mut seen,
            &mut raw,
        );
        assert!(seen.len() > 20, "{seen:?}");
        assert_eq!(raw, BTreeSet::new());
        assert_ne!(field("", "hosts").0, "hosts");
    }

    /// Takes every element out of the real catalogue and puts it in again, and changes every value:
    /// what is said names no field and no id as the files write them.
    #[test]
    #[expect(clippy::too_many_lines, reason = "it walks the whole catalogue")]
    fn nothing_is_said_in_the_words_of_the_files() {
        fn places(value: &Value, at: &str, elements: &mut Vec<String>, leaves: &mut Vec<String>) {
            let inner: Vec<(String, &Value)> = match value {
                Value::Object(fields) => fields
                    .iter()
                    .map(|(name, value)| (format!("{at}/{name}"), value))
                    .collect(),
                Value::Array(values) => {
                    elements.extend((0..values.len()).map(|place| format!("{at}/{place}")));
                    values
                        .iter()
                        .enumerate()
                        .map(|(place, value)| (format!("{at}/{place}"), value))
                        .collect()
                }
                _ => {
                    leaves.push(at.to_owned());
                    Vec::new()
                }
            };
            for (at, value) in inner {
                places(value, &at, elements, leaves);
            }
        }
        fn outside_quotes(line: &str) -> String {
            let mut depth = 0;
            line.chars()
                .filter(|char| {
                    match char {
                        '「' => depth += 1,
                        '」' => depth -= 1,
                        _ => {}
                    }
                    depth == 0
                })
                .collect()
        }
        let whole = folder(&layout::catalogue(), "catalogue").unwrap();
        let mut ids: BTreeSet<String> = with_ids(&whole["sources"])
            .iter()
            .map(|source| shown_plainly(&source["id"]))
            .collect();
        for (part, name) in [
            ("groups", "id"),
            ("questions", "key"),
            ("contradictions", "code"),
            ("programmes", "id"),
        ] {
            ids.extend(list(&whole[part]).iter().map(|of| shown_plainly(&of[name])));
        }
        for question in list(&whole["questions"]) {
            let choices = list(&question["choices"]).iter();
            ids.extend(choices.filter_map(|choice| choice["value"].as_str().map(ToOwned::to_owned)));
        }
        let check = |old: &Value, new: &Value, at: &str| {
            for (_, changes) in (Both { old, new }).sections() {
                for line in changes {
                    let bare = outside_quotes(&line);
                    assert!(
                        !bare.contains(|char: char| char.is_ascii_lowercase()),
                        "{at}: {line}"
                    );
                    for id in &ids {
                        assert!(!line.contains(&format!("「{id}」")), "{at}: {line}");
                    }
                }
            }
        };
        let (mut elements, mut leaves) = (Vec::new(), Vec::new());
        places(&whole, "", &mut elements, &mut leaves);
        // Others than in the test above: those with many rounds, those with deadlines, and those beside the list.
        let some: Vec<String> = (0..list(&whole["programmes"]).len())
            .filter(|at| {
                let window = &whole["programmes"][at]["window"];
                is_beside(&whole["programmes"][at])
                    || list(&window["round"]).len() > 3
                    || !list(&window["deadline"]).is_empty()
            })
            .map(|at| format!("/programmes/{at}/"))
            .collect();
        assert!(some.len() > 1);
        let meant = |at: &String| {
            !at.starts_with("/programmes/") || some.iter().any(|programme| at.starts_with(programme))
        };
        elements.retain(meant);
        leaves.retain(meant);
        for at in elements {
            let mut less = whole.clone();
            let (list, place) = at.rsplit_once('/').unwrap();
            let place: usize = place.parse().unwrap();
            less.pointer_mut(list)
                .unwrap()
                .as_array_mut()
                .unwrap()
                .remove(place);
            check(&whole, &less, &at);
            check(&less, &whole, &at);
        }
        // A text may be an id: where that becomes another, both are told.
        let numbers_and_flags = leaves
            .iter()
            .filter(|at| whole.pointer(at).is_some_and(|value| !value.is_string()));
        for at in numbers_and_flags {
            let mut new = whole.clone();
            let value = new.pointer_mut(at).unwrap();
            *value = match &*value {
                Value::Bool(yes) => json!(!yes),
                Value::Number(number) => json!(number.as_u64().unwrap() + 1),
                _ => json!("足した文"),
            };
            check(&whole, &new, at);
        }
    }

    /// The catalogue's digest is one of bytes.
    #[test]
    fn files_of_a_revision_are_read_as_they_are() {
        let text = read_bytes(command("git").args(["show", "HEAD:Cargo.toml"]), "read a file").unwrap();
        assert_eq!(text.last(), Some(&b'\n'));
    }

    #[test]
    fn what_is_no_catalogue_is_refused_in_words() {
        let error = load("no/such/thing").unwrap_err().to_string();
        assert!(
            error.contains("「no/such/thing」というフォルダも、ファイルも、git の版もありません"),
            "{error}"
        );
        assert!(
            json("{}", "a.json")
                .unwrap_err()
                .to_string()
                .contains("「a.json」は目録ではありません")
        );
        assert!(
            json("{", "a.json")
                .unwrap_err()
                .to_string()
                .contains("「a.json」は JSON として読めません")
        );
    }
}
