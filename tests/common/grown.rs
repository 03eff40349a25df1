//! Catalogues of any size: the real one, and copies of its programmes and of the fixture that share
//! no id, cost or source with each other.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use toml::{Table, Value};

/// How many programmes the real catalogue has: no generated one has fewer.
pub(crate) const REAL: usize = 12;

/// How large a catalogue is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Size {
    /// Its programmes, at least [`REAL`].
    pub(crate) programmes: usize,
    /// The conditions that each of them has besides its own, each on a question of its own.
    pub(crate) conditions: usize,
    /// Whether each of them has, in one more condition, a threshold of the same question that no other has.
    pub(crate) thresholds: bool,
}

/// Writes a catalogue into an empty folder.
pub(crate) fn write(folder: &Path, size: Size) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let catalogue = root.join("catalogue");
    let mut questions = table(&catalogue.join("questions.toml"));
    let mut sources = table(&catalogue.join("sources.toml"));
    let originals = originals(&catalogue, &root.join("tests/fixtures/thirteenth.toml"));
    let real = originals[..REAL].to_vec();
    let beside = tables(&catalogue.join("beside"));
    let beside: Vec<Value> = beside.iter().map(|programme| programme["id"].clone()).collect();
    let mut programmes = without_strangers(real, &beside);
    for copy in 1.. {
        let left = size.programmes - programmes.len();
        if left == 0 {
            break;
        }
        let some = originals.iter().take(left).cloned().collect();
        for mut programme in without_strangers(some, &[]) {
            let mut names = Names {
                copy,
                costs: BTreeSet::new(),
                sources: BTreeSet::new(),
            };
            let number = i64::try_from(programmes.len() + 1).expect("a number");
            programme = names.renamed(programme);
            programme.insert("number".into(), number.into());
            programmes.push(programme);
            names.ask(&mut questions);
            names.cite(&mut sources);
        }
    }
    for at in 0..size.conditions {
        list(&mut questions, "question").push(question(at).into());
        for programme in &mut programmes {
            list(programme, "condition").push(condition(at).into());
        }
    }
    if size.thresholds {
        for (at, programme) in programmes.iter_mut().enumerate() {
            list(programme, "condition").push(threshold(at).into());
        }
    }
    for part in ["programmes", "beside"] {
        fs::create_dir(folder.join(part)).expect("an empty folder");
    }
    for programme in tables(&catalogue.join("beside")) {
        save(
            &folder.join(format!("beside/{}.toml", text(&programme, "id"))),
            &programme,
        );
    }
    fs::copy(catalogue.join("edition.toml"), folder.join("edition.toml")).expect("a copy");
    save(&folder.join("questions.toml"), &questions);
    save(&folder.join("sources.toml"), &sources);
    for programme in &programmes {
        let id = text(programme, "id");
        save(&folder.join(format!("programmes/{id}.toml")), programme);
    }
}

/// The real programmes in their order, then the fixture; its overlaps stand on both sides.
fn originals(catalogue: &Path, fixture: &Path) -> Vec<Table> {
    let mut programmes = tables(&catalogue.join("programmes"));
    programmes.sort_by_key(|programme| programme["number"].as_integer());
    assert_eq!(programmes.len(), REAL, "the catalogue has other programmes now");
    let mut fixture = table(fixture);
    let id = text(&fixture, "id").to_owned();
    for said in list(&mut fixture, "overlap").clone() {
        let mut back = said.as_table().expect("an overlap").clone();
        let with = back.insert("with".into(), id.clone().into()).expect("with");
        let other = programmes
            .iter_mut()
            .find(|programme| programme["id"] == with)
            .expect("a real programme");
        list(other, "overlap").push(back.into());
    }
    programmes.push(fixture);
    programmes
}

/// Removes overlaps with programmes that are neither among them nor among `others`.
fn without_strangers(mut programmes: Vec<Table>, others: &[Value]) -> Vec<Table> {
    let own = programmes.iter().map(|programme| &programme["id"]);
    let ids: Vec<Value> = own.chain(others).cloned().collect();
    for programme in &mut programmes {
        list(programme, "overlap").retain(|overlap| ids.contains(&overlap["with"]));
    }
    programmes
}

/// The names of a copy, and what it uses of the original's.
struct Names {
    copy: usize,
    costs: BTreeSet<String>,
    sources: BTreeSet<String>,
}

impl Names {
    fn new_name(&self, name: &str) -> String {
        format!("{name}-{}", self.copy)
    }

    fn renamed(&mut self, table: Table) -> Table {
        table
            .into_iter()
            .map(|(field, value)| {
                let value = self.value(&field, value);
                (field, value)
            })
            .collect()
    }

    fn value(&mut self, field: &str, value: Value) -> Value {
        match (field, value) {
            // It names questions, which all programmes share.
            ("when", value) => value,
            (_, Value::Table(table)) => self.renamed(table).into(),
            (_, Value::Array(list)) => {
                let list = list.into_iter().map(|value| self.value(field, value));
                Value::Array(list.collect())
            }
            ("id" | "with", Value::String(name)) => self.new_name(&name).into(),
            ("cost" | "costs", Value::String(name)) => {
                let new = self.new_name(&name);
                self.costs.insert(name);
                new.into()
            }
            ("source" | "fromSource" | "noAmountSource", Value::String(name)) => {
                let new = self.new_name(&name);
                self.sources.insert(name);
                new.into()
            }
            (_, value) => value,
        }
    }

    /// Adds the questions of the costs.
    fn ask(&self, questions: &mut Table) {
        for cost in &self.costs {
            let questions = list(questions, "question");
            let original = questions
                .iter()
                .filter_map(Value::as_table)
                .find(|question| text(question, "key") == cost);
            // Of the real ones all look alike; that of the fixture has none.
            let mut question = original.unwrap_or_else(|| yen(questions)).clone();
            question.insert("tax".into(), not_stated());
            question.insert("key".into(), self.new_name(cost).into());
            questions.push(question.into());
        }
    }

    /// Adds the sources, as far as no other programme of this copy has done so.
    fn cite(&self, sources: &mut Table) {
        let sources = sources["source"].as_table_mut().expect("sources");
        for source in &self.sources {
            let real = sources.get(source).cloned();
            // The names of the sources of the fixture end in their grade.
            let source_itself = real.unwrap_or_else(|| {
                let grade = source.rsplit('-').next().expect("a grade");
                let texts = [("title", "架空"), ("issuer", "架空"), ("grade", grade)];
                let texts = texts.map(|(field, text)| (field.to_owned(), text.into()));
                Value::Table(texts.into_iter().collect())
            });
            sources.insert(self.new_name(source), source_itself);
        }
    }
}

fn not_stated() -> Value {
    let tax = [("treatment".to_owned(), Value::from("not-stated"))];
    Value::Table(tax.into_iter().collect())
}

fn yen(questions: &[Value]) -> &Table {
    let mut tables = questions.iter().filter_map(Value::as_table);
    tables
        .find(|question| text(question, "kind") == "yen")
        .expect("a cost")
}

/// A question that no real programme asks; every third one takes a number, every third one a choice.
fn question(at: usize) -> Table {
    let kind = match at % 3 {
        0 => "kind = \"yes-no\"",
        1 => "kind = \"number\"\nmax = 100",
        _ => {
            "kind = \"choice\"\nchoices = [{ value = \"a\", label = \"甲\" }, { value = \"b\", label = \"乙\" }, { value = \"c\", label = \"丙\" }]"
        }
    };
    format!("key = \"grown{at}\"\ngroup = \"facility\"\nsheet = \"institution\"\nname = \"架空\"\nlabel = \"架空\"\nhelp = \"架空\"\n{kind}")
        .parse()
        .expect("TOML")
}

/// What a programme asks of a number that all of them ask for.
fn threshold(at: usize) -> Table {
    on(&format!("employees = {{ to = {} }}", 50_000 + at))
}

/// What a programme asks of it.
fn condition(at: usize) -> Table {
    let wanted = match at % 3 {
        0 => "true",
        1 => "{ from = 10 }",
        _ => "[\"a\", \"b\"]",
    };
    on(&format!("grown{at} = {wanted}"))
}

fn on(wanted: &str) -> Table {
    format!(
        "text = \"架空の条件\"\nsource = \"jma-1203\"\n[[ground]]\nwhen = {{ {wanted} }}\nchange = \"架空であれば\""
    )
    .parse()
    .expect("TOML")
}

/// The files of a folder.
fn tables(folder: &Path) -> Vec<Table> {
    let entries = fs::read_dir(folder).expect("the catalogue");
    entries
        .map(|entry| table(&entry.expect("an entry").path()))
        .collect()
}

fn table(path: &Path) -> Table {
    let text = fs::read_to_string(path).expect("a file");
    text.parse().expect("TOML")
}

fn save(path: &Path, table: &Table) {
    fs::write(path, table.to_string()).expect("a file");
}

fn text<'a>(table: &'a Table, field: &str) -> &'a str {
    table[field].as_str().expect("a text")
}

/// The list of a field, which it gets where it has none.
fn list<'a>(table: &'a mut Table, field: &str) -> &'a mut Vec<Value> {
    table
        .entry(field)
        .or_insert_with(|| Value::Array(Vec::new()))
        .as_array_mut()
        .expect("a list")
}
