//! From what the TOML files say to what the judgement needs, and every check on the way.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use toml::Spanned;
use url::Url;

use crate::document::{
    Case, ChoiceValue, EditionFile, Page, ProgrammeFile, Question, QuestionKind, QuestionsFile, SourcesFile,
    Text,
};
use crate::fault::{Fault, File};
use crate::grow::{Known, grow, holds};
use crate::model::{
    Choice, Condition, Contradiction, Deadline, Ground, Key, KeyIndex, Kind, Law, Leaf, Overlap, Programme,
    Source, SourceIndex, Target, Verdict, When,
};
use crate::when::{keep, keep_text, key_index, keys_of, read_when};
use crate::{OverlapState, Rate, Yen};

/// A file and what it says.
pub(crate) type Read<T> = (File, T);

/// All files.
pub(crate) struct Files {
    pub(crate) edition: Read<EditionFile>,
    pub(crate) sources: Read<SourcesFile>,
    pub(crate) questions: Read<QuestionsFile>,
    pub(crate) programmes: Vec<Read<ProgrammeFile>>,
}

/// What the judgement needs, without the texts around it.
pub(crate) struct Lowered {
    pub(crate) keys: &'static [Key],
    pub(crate) sources: &'static [Source],
    pub(crate) contradictions: &'static [Contradiction],
    pub(crate) programmes: &'static [Programme],
}

/// Lowers everything.
///
/// # Errors
///
/// All faults found, sorted by file and line.
pub(crate) fn lower(files: &Files) -> Result<Lowered, Vec<Fault>> {
    let mut lowering = Lowering::new(files);
    let contradictions = lowering.contradictions();
    let programmes: Vec<Programme> = files
        .programmes
        .iter()
        .filter_map(|(file, programme)| lowering.programme(file, programme, &contradictions))
        .collect();
    lowering.list();
    lowering.edition();
    lowering.addresses_of_sources();
    lowering.unused();
    if lowering.faults.is_empty() {
        return Ok(Lowered {
            keys: keep(lowering.keys),
            sources: keep(lowering.sources),
            contradictions: keep(contradictions),
            programmes: keep(programmes),
        });
    }
    lowering
        .faults
        .sort_by(|a, b| (&a.file, a.line, &a.message).cmp(&(&b.file, b.line, &b.message)));
    lowering.faults.dedup();
    Err(lowering.faults)
}

struct Lowering<'a> {
    files: &'a Files,
    keys: Vec<Key>,
    sources: Vec<Source>,
    used_sources: BTreeSet<String>,
    faults: Vec<Fault>,
}

impl<'a> Lowering<'a> {
    fn new(files: &'a Files) -> Self {
        let mut lowering = Self {
            files,
            keys: Vec::new(),
            sources: files
                .sources
                .1
                .source
                .iter()
                .map(|(id, source)| Source {
                    id: keep_text(id),
                    grade: source.as_ref().grade,
                })
                .collect(),
            used_sources: BTreeSet::new(),
            faults: Vec::new(),
        };
        lowering.keys();
        lowering
    }

    fn fault(&mut self, file: &File, at: Range<usize>, message: impl Into<String>) {
        self.faults.push(file.fault(at, message));
    }

    fn keys(&mut self) {
        let (file, questions) = &self.files.questions;
        let groups: BTreeSet<&str> = questions.group.iter().map(|group| group.id.as_str()).collect();
        for spanned in &questions.question {
            let question = spanned.as_ref();
            let kind = kind_of(question).unwrap_or_else(|message| {
                self.fault(file, spanned.span(), message);
                Kind::YesNo
            });
            if !groups.contains(question.group.as_str()) {
                self.fault(
                    file,
                    spanned.span(),
                    format!(
                        "「{}」というグループはありません。[[group]] に加えるか、綴りを直してください",
                        question.group
                    ),
                );
            }
            if self.keys.iter().any(|key| key.name == question.key) {
                self.fault(
                    file,
                    spanned.span(),
                    format!("質問「{}」が2回書かれています", question.key),
                );
            }
            self.keys.push(Key {
                name: keep_text(&question.key),
                label: keep_text(&question.label),
                kind,
            });
        }
    }

    /// The place of a source; notes that it is used.
    fn source(&mut self, file: &File, id: &Text) -> SourceIndex {
        let found = self
            .sources
            .iter()
            .position(|source| source.id == id.as_ref())
            .and_then(|at| SourceIndex::try_from(at).ok());
        self.used_sources.insert(id.as_ref().clone());
        found.unwrap_or_else(|| {
            self.fault(
                file,
                id.span(),
                format!(
                    "出典「{}」は sources.toml にありません。綴りを確かめるか、出典を加えてください",
                    id.as_ref()
                ),
            );
            0
        })
    }

    fn when(&mut self, file: &File, value: &Spanned<toml::Value>) -> Option<When> {
        match read_when(&self.keys, value.as_ref()) {
            Ok(when) => Some(when),
            Err(message) => {
                self.fault(file, value.span(), message);
                None
            }
        }
    }

    /// The place of a key that takes yen.
    fn cost(&mut self, file: &File, key: &Text) -> Option<KeyIndex> {
        let found = key_index(&self.keys, key.as_ref()).and_then(|index| {
            matches!(self.keys[usize::from(index)].kind, Kind::Yen)
                .then_some(index)
                .ok_or_else(|| format!("「{}」は金額の質問ではありません", key.as_ref()))
        });
        match found {
            Ok(index) => Some(index),
            Err(message) => {
                self.fault(file, key.span(), message);
                None
            }
        }
    }

    fn address(&mut self, file: &File, address: &Text) {
        let hosts = &self.files.sources.1.hosts;
        let mend = match Url::parse(address.as_ref()) {
            Err(error) => format!("アドレスとして読めません（{error}）。綴りを直してください"),
            Ok(url) if !matches!(url.scheme(), "https" | "http") => {
                "アドレスは https:// か http:// で始めてください".into()
            }
            Ok(url) if !hosts.iter().any(|host| Some(host.as_str()) == url.host_str()) => format!(
                "ホスト「{}」は sources.toml の hosts にありません。綴りを確かめ、正しければ hosts に加えてください",
                url.host_str().unwrap_or_default()
            ),
            Ok(_) => return,
        };
        self.fault(file, address.span(), mend);
    }

    fn page(&mut self, file: &File, page: &Page) {
        if let Some(url) = &page.url {
            self.address(file, url);
        }
    }

    fn telephone(&mut self, file: &File, phone: Option<&Text>) {
        let Some(phone) = phone else { return };
        let text = phone.as_ref();
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        let shape = text
            .split('-')
            .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
        if !(shape && (10..=11).contains(&digits) && text.starts_with('0')) {
            self.fault(
                file,
                phone.span(),
                format!("電話番号「{text}」は 0800-080-4583 の形で書いてください"),
            );
        }
    }

    fn programme_id(&mut self, file: &File, id: &Text) {
        if !self
            .files
            .programmes
            .iter()
            .any(|(_, programme)| programme.id.as_ref() == id.as_ref())
        {
            self.fault(
                file,
                id.span(),
                format!("「{}」という補助金はありません", id.as_ref()),
            );
        }
    }

    fn contradictions(&mut self) -> Vec<Contradiction> {
        let (file, questions) = &self.files.questions;
        questions
            .contradiction
            .iter()
            .filter_map(|spanned| {
                let contradiction = spanned.as_ref();
                self.source(file, &contradiction.source);
                let when = self.when(file, &contradiction.when)?;
                let drop = contradiction.drop.as_ref().and_then(|key| {
                    let index = key_index(&self.keys, key.as_ref());
                    index
                        .map_err(|message| self.fault(file, key.span(), message))
                        .ok()
                });
                Some(Contradiction {
                    code: keep_text(&contradiction.code),
                    when,
                    keys: keep(keys_of(when)),
                    drop,
                    message: keep_text(&contradiction.message),
                })
            })
            .collect()
    }

    fn programme(
        &mut self,
        file: &File,
        programme: &ProgrammeFile,
        contradictions: &[Contradiction],
    ) -> Option<Programme> {
        self.texts(file, programme);
        let conditions: Vec<Option<Condition>> = programme
            .condition
            .iter()
            .map(|condition| self.condition(file, condition, contradictions))
            .collect();
        let cases: Vec<Option<(When, Law)>> = programme
            .amount
            .iter()
            .flat_map(|amount| &amount.case)
            .map(|case| self.case(file, case))
            .collect();
        let deadlines = programme
            .window
            .deadline
            .iter()
            .map(|deadline| {
                let deadline = deadline.as_ref();
                Deadline {
                    kind: deadline.kind,
                    date: deadline.date,
                    closes: deadline.closes,
                    source: self.source(file, &deadline.source),
                }
            })
            .collect();
        if let Some(opens) = &programme.window.opens {
            self.source(file, &opens.source);
        }
        let overlaps = programme
            .overlap
            .iter()
            .map(|overlap| Overlap {
                with: keep_text(overlap.with.as_ref()),
                state: overlap.state,
                text: keep_text(&overlap.text),
                source: self.source(file, &overlap.source),
            })
            .collect();
        // What cannot be read has been reported; the rest cannot be grown without it.
        let conditions = conditions.into_iter().collect::<Option<Vec<_>>>()?;
        let cases = cases.into_iter().collect::<Option<Vec<_>>>()?;
        let (diagram, leaves) = self.outcomes(file, programme, &conditions, &cases, contradictions)?;
        Some(Programme {
            id: keep_text(programme.id.as_ref()),
            conditions: keep(conditions),
            diagram,
            leaves: keep(leaves),
            laws: keep(cases.into_iter().map(|(_, law)| law).collect()),
            rounding: programme
                .amount
                .as_ref()
                .map_or(crate::Rounding::NotStated, |amount| amount.rounding),
            rounding_note: programme
                .amount
                .as_ref()
                .and_then(|amount| amount.rounding_note.as_deref())
                .map(keep_text),
            opens: programme.window.opens.as_ref().map(|opens| opens.date),
            until_then: programme.window.until_then,
            deadlines: keep(deadlines),
            overlaps: keep(overlaps),
        })
    }

    /// Checks what only readers see.
    fn texts(&mut self, file: &File, programme: &ProgrammeFile) {
        if file.name != format!("programmes/{}.toml", programme.id.as_ref()) {
            self.fault(
                file,
                programme.id.span(),
                format!(
                    "id「{}」とファイル名が違います。同じにしてください",
                    programme.id.as_ref()
                ),
            );
        }
        self.page(file, &programme.overview);
        self.page(file, &programme.detail);
        self.telephone(file, programme.contact.phone.as_ref());
        for cost in &programme.costs {
            self.cost(file, cost);
        }
        if programme.amount.is_some() == programme.no_amount.is_some() {
            self.fault(
                file,
                programme.id.span(),
                "[amount] か no_amount（金額がない理由）の、どちらか一方だけを書いてください",
            );
        }
        for source in programme
            .cost_item
            .iter()
            .map(|item| &item.source)
            .chain(programme.note.iter().map(|note| &note.source))
        {
            self.source(file, source);
        }
    }

    fn condition(
        &mut self,
        file: &File,
        spanned: &Spanned<crate::document::Condition>,
        contradictions: &[Contradiction],
    ) -> Option<Condition> {
        let condition = spanned.as_ref();
        let source = self.source(file, &condition.source);
        let grounds = condition
            .ground
            .iter()
            .map(|ground| {
                let ground = ground.as_ref();
                let when = self.when(file, &ground.when)?;
                let source = ground
                    .source
                    .as_ref()
                    .map_or(source, |own| self.source(file, own));
                Some(Ground {
                    when,
                    open: ground.open,
                    change: ground.change.as_deref().map(keep_text),
                    source,
                })
            })
            .collect::<Vec<_>>()
            .into_iter()
            .collect::<Option<Vec<_>>>()?;
        let whens: Vec<When> = grounds.iter().map(|ground| ground.when).collect();
        let keys: BTreeSet<KeyIndex> = whens.iter().flat_map(|when| keys_of(when)).collect();
        let impossible = impossible(contradictions, &keys);
        let mut reached = BTreeSet::new();
        let diagram = grow(
            &self.keys,
            &[&whens[..], &impossible[..]].concat(),
            &mut |known| {
                match exists(&impossible, known) {
                    None => return Ok(None),
                    Some(false) => return Ok(Some(Target::Nowhere)),
                    Some(true) => {}
                }
                let Some(holding) = all_that_hold(&whens, known) else {
                    return Ok(None);
                };
                let ground = match holding[..] {
                    [] => grounds.len(),
                    [one] => one,
                    _ => {
                        return Err(
                            "同じ場合に2つの ground が当てはまります。どちらか一方だけにしてください".into(),
                        );
                    }
                };
                reached.insert(ground);
                leaf(ground).map(Some)
            },
        )
        .map_err(|message| self.fault(file, spanned.span(), message))
        .ok()?;
        for (at, ground) in condition.ground.iter().enumerate() {
            if !reached.contains(&at) {
                self.fault(
                    file,
                    ground.span(),
                    "この ground に当てはまる医療機関はありません",
                );
            }
        }
        Some(Condition {
            text: keep_text(&condition.text),
            keys: keep(keys.into_iter().collect()),
            source,
            grounds: keep(grounds),
            diagram,
        })
    }

    fn case(&mut self, file: &File, spanned: &Spanned<Case>) -> Option<(When, Law)> {
        let case = spanned.as_ref();
        let source = self.source(file, &case.source);
        let when = self.when(file, &case.when);
        let cost = self.cost(file, &case.cost);
        let Ok(rate) = case.rate.as_ref().parse::<Rate>() else {
            self.fault(
                file,
                case.rate.span(),
                format!(
                    "補助率「{}」は、1以下の分数を \"1/2\" の形で書いてください",
                    case.rate.as_ref()
                ),
            );
            return None;
        };
        // Printed caps are rounded to 1,000 yen, upwards where the notice does so; anything more
        // than that is a slip of the pen.
        if let Some(limit) = case.cost_limit
            && rate.of(Yen(limit)).0.div_ceil(1000) * 1000 < case.cap
        {
            self.fault(
                file,
                spanned.span(),
                format!(
                    "補助上限 {} が、事業額上限 {} の {rate}（{}）を千円単位の丸めより大きく超えています",
                    Yen(case.cap),
                    Yen(limit),
                    rate.of(Yen(limit)),
                ),
            );
        }
        Some((
            when?,
            Law {
                name: keep_text(&case.name),
                cost: cost?,
                rate,
                cost_limit: case.cost_limit.map(Yen),
                cap: Yen(case.cap),
                source,
            },
        ))
    }

    fn outcomes(
        &mut self,
        file: &File,
        programme: &ProgrammeFile,
        conditions: &[Condition],
        cases: &[(When, Law)],
        contradictions: &[Contradiction],
    ) -> Option<(crate::model::Diagram, Vec<Leaf>)> {
        let whens: Vec<When> = cases.iter().map(|(when, _)| *when).collect();
        let grounds: Vec<When> = conditions
            .iter()
            .flat_map(|condition| condition.grounds)
            .map(|ground| ground.when)
            .collect();
        let keys: BTreeSet<KeyIndex> = whens
            .iter()
            .chain(&grounds)
            .flat_map(|when| keys_of(when))
            .collect();
        let impossible = impossible(contradictions, &keys);
        let mut leaves: Vec<Leaf> = Vec::new();
        let mut reached = BTreeSet::new();
        let all = self.keys.clone();
        let mut place = |wanted: Leaf| {
            let at = leaves.iter().position(|leaf| *leaf == wanted).unwrap_or_else(|| {
                leaves.push(wanted);
                leaves.len() - 1
            });
            leaf(at).map(Some)
        };
        let grown = grow(
            &all,
            &[&grounds[..], &whens[..], &impossible[..]].concat(),
            &mut |known| {
                match exists(&impossible, known) {
                    None => return Ok(None),
                    Some(false) => return Ok(Some(Target::Nowhere)),
                    Some(true) => {}
                }
                let eligibility = match verdict(conditions, known) {
                    None => return Ok(None),
                    Some(Verdict::No) => {
                        return place(Leaf {
                            eligibility: Verdict::No,
                            law: None,
                        });
                    }
                    Some(other) => other,
                };
                if whens.is_empty() {
                    return place(Leaf {
                        eligibility,
                        law: None,
                    });
                }
                let Some(holding) = all_that_hold(&whens, known) else {
                    return Ok(None);
                };
                let law = match holding[..] {
                    [one] => one,
                    [] => {
                        return Err(format!(
                            "次の医療機関に当てはまる金額の場合（amount.case）がありません：{}",
                            describe(&all, known)
                        ));
                    }
                    [first, second, ..] => {
                        return Err(format!(
                            "次の医療機関に、金額の場合が2つ当てはまります（「{}」と「{}」）：{}",
                            cases[first].1.name,
                            cases[second].1.name,
                            describe(&all, known)
                        ));
                    }
                };
                reached.insert(law);
                place(Leaf {
                    eligibility,
                    law: Some(u8::try_from(law).map_err(|_| "金額の場合が多すぎます")?),
                })
            },
        );
        let at = programme
            .amount
            .as_ref()
            .and_then(|amount| amount.case.first())
            .map_or(programme.id.span(), Spanned::span);
        let diagram = grown.map_err(|message| self.fault(file, at, message)).ok()?;
        for (at, case) in programme
            .amount
            .iter()
            .flat_map(|amount| &amount.case)
            .enumerate()
        {
            if !reached.contains(&at) {
                self.fault(
                    file,
                    case.span(),
                    format!("「{}」に当てはまる医療機関はありません", case.as_ref().name),
                );
            }
        }
        Some((diagram, leaves))
    }

    /// Checks the list as a whole: numbers, ids, overlaps on both sides.
    fn list(&mut self) {
        let programmes = &self.files.programmes;
        let mut overlaps: BTreeMap<(&str, &str), OverlapState> = BTreeMap::new();
        for (at, (file, programme)) in programmes.iter().enumerate() {
            if usize::from(programme.number) != at + 1 {
                self.fault(
                    file,
                    programme.id.span(),
                    format!(
                        "number は一覧の順に1から続けてください（{} ではなく {}）",
                        programme.number,
                        at + 1
                    ),
                );
            }
            for overlap in &programme.overlap {
                self.programme_id(file, &overlap.with);
                overlaps.insert((programme.id.as_ref(), overlap.with.as_ref()), overlap.state);
            }
        }
        for (file, programme) in programmes {
            for overlap in &programme.overlap {
                if overlaps.get(&(overlap.with.as_ref().as_str(), programme.id.as_ref().as_str()))
                    != Some(&overlap.state)
                {
                    self.fault(
                        file,
                        overlap.with.span(),
                        format!(
                            "「{}」の側にも同じ併用の扱い（overlap）を書いてください",
                            overlap.with.as_ref()
                        ),
                    );
                }
            }
        }
    }

    fn edition(&mut self) {
        let (file, edition) = &self.files.edition;
        self.address(file, &edition.edition.members_page);
        for id in edition.errata.iter().flat_map(|erratum| &erratum.programmes) {
            self.programme_id(file, id);
        }
        for section in &edition.letter {
            self.programme_id(file, &section.programme);
            self.address(file, &section.detail);
            if let Some(overview) = &section.overview {
                self.address(file, overview);
            }
            self.telephone(file, section.contact.phone.as_ref());
        }
    }

    fn addresses_of_sources(&mut self) {
        let (file, sources) = &self.files.sources;
        for source in sources.source.values() {
            if let Some(url) = &source.as_ref().url {
                self.address(file, url);
            }
        }
    }

    /// A source that nothing rests on, a question that nothing asks.
    fn unused(&mut self) {
        let (file, sources) = &self.files.sources;
        for (id, source) in &sources.source {
            if !self.used_sources.contains(id) {
                self.fault(
                    file,
                    source.span(),
                    format!("出典「{id}」はどこからも使われていません。消すか、使ってください"),
                );
            }
        }
    }
}

fn kind_of(question: &Question) -> Result<Kind, String> {
    let bounded = question.min.is_some() || question.max.is_some();
    match question.kind {
        QuestionKind::Choice if question.choices.len() > 1 && !bounded => {
            let choices = question
                .choices
                .iter()
                .map(|choice| match &choice.value {
                    ChoiceValue::Number(number) => Choice::Number(*number),
                    ChoiceValue::Text(text) => Choice::Text(keep_text(text)),
                })
                .collect();
            Ok(Kind::Choice(keep(choices)))
        }
        QuestionKind::YesNo if question.choices.is_empty() && !bounded => Ok(Kind::YesNo),
        QuestionKind::Number if question.choices.is_empty() => {
            match (question.min.unwrap_or(0), question.max) {
                (min, Some(max)) if min < max => Ok(Kind::Number(min, max)),
                _ => Err(format!(
                    "「{}」には max（最大の数）を min より大きく書いてください",
                    question.key
                )),
            }
        }
        QuestionKind::Yen
            if question.choices.is_empty() && question.max.unwrap_or(Yen::MAX.0) == Yen::MAX.0 =>
        {
            Ok(Kind::Yen)
        }
        _ => Err(format!(
            "「{}」の kind と choices・min・max が合っていません",
            question.key
        )),
    }
}

/// What cannot be, as far as it concerns the keys looked at.
fn impossible(contradictions: &[Contradiction], keys: &BTreeSet<KeyIndex>) -> Vec<When> {
    contradictions
        .iter()
        .filter(|contradiction| contradiction.drop.is_some())
        .filter(|contradiction| contradiction.keys.iter().any(|key| keys.contains(key)))
        .map(|contradiction| contradiction.when)
        .collect()
}

/// Whether there are such institutions, or `None` where that is not settled.
fn exists(impossible: &[When], known: &Known) -> Option<bool> {
    let mut settled = true;
    for when in impossible {
        match holds(when, known) {
            Some(true) => return Some(false),
            Some(false) => {}
            None => settled = false,
        }
    }
    settled.then_some(true)
}

/// The places of those that hold, or `None` where it is not settled for each of them.
fn all_that_hold(whens: &[When], known: &Known) -> Option<Vec<usize>> {
    let mut holding = Vec::new();
    for (at, when) in whens.iter().enumerate() {
        if holds(when, known)? {
            holding.push(at);
        }
    }
    Some(holding)
}

/// The eligibility, or `None` where it is not settled.
fn verdict(conditions: &[Condition], known: &Known) -> Option<Verdict> {
    let mut open = false;
    let mut all_settled = true;
    for condition in conditions {
        let mut settled = true;
        let mut found = None;
        for ground in condition.grounds {
            match holds(ground.when, known) {
                Some(true) => found = Some(ground),
                Some(false) => {}
                None => settled = false,
            }
        }
        match found {
            Some(ground) => open |= ground.open,
            None if settled => return Some(Verdict::No),
            None => all_settled = false,
        }
    }
    all_settled.then_some(if open { Verdict::Open } else { Verdict::Yes })
}

fn leaf(at: usize) -> Result<Target, String> {
    u8::try_from(at)
        .map(Target::Leaf)
        .map_err(|_| "場合分けが多すぎます".into())
}

/// An institution in words, for a message to the keeper.
fn describe(keys: &[Key], known: &Known) -> String {
    let words: Vec<String> = keys
        .iter()
        .zip(known)
        .filter_map(|(key, range)| {
            let (from, to) = (*range)?;
            let value = |value: u64| match key.kind {
                Kind::YesNo => (if value == 1 { "はい" } else { "いいえ" }).to_owned(),
                Kind::Choice(choices) => match usize::try_from(value).ok().and_then(|at| choices.get(at)) {
                    Some(Choice::Text(text)) => (*text).to_owned(),
                    Some(Choice::Number(number)) => number.to_string(),
                    None => value.to_string(),
                },
                Kind::Number(..) | Kind::Yen => value.to_string(),
            };
            Some(if from == to {
                format!("{} = {}", key.name, value(from))
            } else {
                format!("{} = {}〜{}", key.name, value(from), value(to))
            })
        })
        .collect();
    words.join("、")
}
