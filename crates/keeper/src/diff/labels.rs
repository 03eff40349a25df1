//! What the fields and lists of the catalogue are called, and how their values are shown.
//!
//! A test holds the tables against the schema. A field that they do not name, such as one of a later version,
//! is reported by the name that it has in the files.

/// How a value is shown.
#[derive(Clone, Copy)]
pub(super) enum Format {
    /// In quotes.
    Text,
    /// As it is.
    Number,
    /// 1353000 as 1,353,000円.
    Yen,
    /// 2026-09-30 as 令和8年9月30日.
    Date,
    /// 1/2 as 2分の1.
    Rate,
    /// The id of a source as the source's title.
    Source,
    /// The key of a question as its name.
    Question,
    /// The id of a programme as its name.
    Programme,
    /// The id of a group of questions as its label.
    Group,
    /// Wanted answers as text.
    When,
    /// A fixed value by its name in this field of [`crate::japanese`].
    Name(&'static str),
    /// One text for true and one for false.
    Flag(&'static str, &'static str),
}

use Format::{Date, Flag, Group, Name, Number, Programme, Question, Rate, Source, Text, When, Yen};

/// The fields: name, label, format. A name with a dot is that of a field in this object; one without a dot is
/// that of a field in any object.
const FIELDS: &[(&str, &str, Format)] = &[
    ("programme.number", "一覧での行", Number),
    ("programme.beside", "区分", Flag("一覧にない", "一覧")),
    ("programme.asOf", "調べた日", Date),
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
    ("round.from", "最初の日", Date),
    ("round.to", "最後の日", Date),
    ("round.fromSource", "最初の日の出典", Source),
    ("deadline.kind", "種類", Name("deadline.kind")),
    ("deadline.date", "日付", Date),
    (
        "deadline.ends",
        "扱い",
        Flag("この日で全体が終わる", "この日で全体は終わらない"),
    ),
    ("document.number", "番号", Text),
    ("document.date", "日付", Date),
    ("document.title", "題名", Text),
    ("costItem.text", "文", Text),
    ("costItem.counts", "扱い", Flag("対象になる", "対象にならない")),
    ("note.text", "文", Text),
    ("note.kind", "種類", Name("note.kind")),
    ("overlap.with", "相手", Programme),
    ("overlap.state", "扱い", Name("overlap.state")),
    ("overlap.text", "説明", Text),
    ("successor.text", "文", Text),
    ("successor.lookedAt", "調べた日", Date),
    ("successor.programme", "一覧にない支援の名称", Programme),
    ("sources.title", "題名", Text),
    ("sources.issuer", "発行元", Text),
    ("sources.url", "アドレス", Text),
    ("sources.date", "日付", Date),
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
    ("changes.date", "版の日付", Date),
    ("changes.programmes", "補助金", Programme),
    ("changes.text", "変わったこと", Text),
    ("changes.sources", "出典", Source),
    ("besideGroup.label", "見出し", Text),
    ("besideGroup.note", "どこまで調べたか", Text),
    ("edition.asOf", "一覧の日付", Date),
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
];

/// A list of objects.
pub(super) struct List {
    /// The field that holds the list.
    name: &'static str,
    /// What an element is called.
    pub(super) label: &'static str,
    /// The fields whose values name an element.
    pub(super) title: &'static [&'static str],
    /// Sets of fields, the surest first. An old and a new element are the same where they agree in all fields
    /// of a set.
    pub(super) identity: &'static [&'static [&'static str]],
    /// Whether elements that no set pairs are paired by how similar their titles are.
    pub(super) by_similarity: bool,
}

/// In [`List::identity`]: the first sentence of the remark, such as 2025年6次.
pub(super) const REMARK_TITLE: &str = "remark, first sentence";

const fn list(
    name: &'static str,
    label: &'static str,
    title: &'static [&'static str],
    identity: &'static [&'static [&'static str]],
    by_similarity: bool,
) -> List {
    List {
        name,
        label,
        title,
        identity,
        by_similarity,
    }
}

const LISTS: &[List] = &[
    list("condition", "条件", &["text"], &[&["text"]], true),
    list("ground", "満たし方", &["when"], &[&["when"], &["change"]], true),
    list("case", "金額の場合", &["name"], &[&["name"], &["when"]], true),
    list("items", "費用", &["cost"], &[&["cost"]], false),
    list(
        "round",
        "受付期間",
        &["kind"],
        &[
            &["kind", "when", "remark", "to"],
            &["kind", "when", "remark", "from"],
            &["kind", "when", "remark"],
            &["kind", "when", "to"],
            &["kind", "when", "from"],
            &["kind", "when", REMARK_TITLE],
            &[REMARK_TITLE, "to"],
        ],
        false,
    ),
    list(
        "deadline",
        "期限",
        &["kind"],
        &[&["kind", "date"], &["kind"], &["date"]],
        false,
    ),
    list(
        "document",
        "日医案内文書",
        &["number"],
        &[&["number"], &["title"]],
        true,
    ),
    list("costItem", "費用の項目", &["text"], &[&["text"]], true),
    list("note", "知っておくこと", &["text"], &[&["text"]], true),
    list("overlap", "併用の相手", &["with"], &[&["with"]], false),
    list(
        "successor",
        "この補助金のあと",
        &["text"],
        &[&["text"], &["programme"]],
        true,
    ),
    list(
        "errata",
        "印刷と異なる読み方",
        &["place"],
        &[&["place"], &["printed", "used"]],
        true,
    ),
    list("letter", "通知の本文", &["programme"], &[&["programme"]], false),
    list(
        "changes",
        "変更の記録",
        &["text"],
        &[&["version", "programmes"], &["text"]],
        true,
    ),
    list(
        "groups",
        "質問のまとまり",
        &["label"],
        &[&["id"], &["label"]],
        false,
    ),
    list("questions", "質問", &["name"], &[&["key"], &["label"]], false),
    list("choices", "選択肢", &["label"], &[&["value"], &["label"]], false),
    list(
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
    list(
        "sources",
        "出典",
        &["title"],
        &[&["id"], &["title"], &["url"]],
        false,
    ),
];

/// Identifiers for programs: a change of one is reported, but a new element is described without it.
const IDENTIFIERS: &[&str] = &[
    "groups.id",
    "questions.key",
    "choices.value",
    "contradictions.code",
    "sources.id",
];

/// Fields that the compiler derives from others: a change of those is reported already.
const DERIVED: &[&str] = &["programme.keys", "condition.keys", "contradictions.keys"];

/// The parts of the catalogue besides the programmes, and their headings.
pub(super) const PARTS: &[(&str, &str)] = &[
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

/// The label and the format of a field of an object.
pub(super) fn field<'a>(object: &str, name: &'a str) -> (&'a str, Format) {
    let qualified = format!("{object}.{name}");
    FIELDS
        .iter()
        .find(|(field, ..)| *field == qualified)
        .or_else(|| FIELDS.iter().find(|(field, ..)| *field == name))
        .map_or((name, Text), |(_, label, format)| (*label, *format))
}

/// The list that a field holds.
pub(super) fn list_of(field: &str) -> Option<&'static List> {
    LISTS.iter().find(|list| list.name == field)
}

/// What an element of a list is called.
pub(super) fn element_label(field: &str) -> &str {
    list_of(field).map_or(field, |list| list.label)
}

/// Whether a field of an object is an identifier for programs.
pub(super) fn is_identifier(object: &str, name: &str) -> bool {
    IDENTIFIERS.contains(&format!("{object}.{name}").as_str())
}

/// Whether the compiler derives a field of an object from others.
pub(super) fn is_derived(object: &str, name: &str) -> bool {
    DERIVED.contains(&format!("{object}.{name}").as_str())
}
