//! Compares two catalogues field by field and writes a sentence for each change.

use std::collections::BTreeSet;

use serde_json::Value;

use super::labels::{Format, PARTS, element_label, field, is_derived, is_identifier};
use super::pair::pair;
use super::show::{element_name, plain_text, remark_title, show, title_fields};
use crate::lookup::{elements, is_beside, programme};

/// Two catalogues to compare.
pub(super) struct Comparison<'a> {
    /// The old one.
    pub(super) old: &'a Value,
    /// The new one.
    pub(super) new: &'a Value,
}

/// The changes of a programme or of another part of the catalogue.
#[derive(Debug, Eq, PartialEq)]
pub(super) struct Section {
    /// The name of the programme or of the part.
    pub(super) heading: String,
    /// A sentence for each change.
    pub(super) changes: Vec<String>,
}

/// The place of what is compared, such as 条件「病院である」の, and the object that it is in.
#[derive(Clone, Copy)]
struct Place<'a> {
    /// The beginning of the sentence.
    words: &'a str,
    /// The object's name in the tables of [`super::labels`].
    object: &'a str,
}

/// What the tables of [`super::labels`] call a programme.
const PROGRAMME: Place<'_> = Place {
    words: "",
    object: "programme",
};

impl Comparison<'_> {
    /// The sections that have changes.
    pub(super) fn sections(&self) -> Vec<Section> {
        let mut sections = self.programmes();
        sections.extend(PARTS.iter().map(|(part, heading)| Section {
            heading: (*heading).to_owned(),
            changes: self.part(part),
        }));
        sections.retain(|section| !section.changes.is_empty());
        sections
    }

    /// A section for each programme, the ones that are gone last.
    fn programmes(&self) -> Vec<Section> {
        let section = |programme: &Value, changes: Vec<String>| {
            let name = plain_text(&programme["name"]);
            let heading = if is_beside(programme) {
                format!("{name}（一覧にない支援）")
            } else {
                format!("{}. {name}", programme["number"])
            };
            Section { heading, changes }
        };
        let present = elements(&self.new["programmes"]).iter().map(|new| {
            let changes = match programme(self.old, &new["id"]) {
                Some(old) => self.object(PROGRAMME, old, new),
                None => self.new_programme(new),
            };
            section(new, changes)
        });
        let gone = elements(&self.old["programmes"])
            .iter()
            .filter(|old| programme(self.new, &old["id"]).is_none())
            .map(|old| {
                let list = if is_beside(old) {
                    "一覧にない支援"
                } else {
                    "一覧"
                };
                section(old, vec![format!("{list}からなくなりました。")])
            });
        present.chain(gone).collect()
    }

    fn new_programme(&self, programme: &Value) -> Vec<String> {
        let mut changes = vec![if is_beside(programme) {
            let date = show(self.new, Format::Date, &programme["asOf"]);
            format!("一覧にない支援として加わりました（{date}に調べました）。")
        } else {
            "新しい補助金として加わりました。".into()
        }];
        for name in ["condition", "amount", "noAmount", "window", "successor"] {
            changes.extend(self.field(PROGRAMME, name, &Value::Null, &programme[name]));
        }
        changes
    }

    /// The changes of a part of the catalogue other than its programmes.
    fn part(&self, part: &str) -> Vec<String> {
        let (old, new) = (&self.old[part], &self.new[part]);
        let place = |object| Place { words: "", object };
        match part {
            "sources" => {
                let (old, new) = (with_ids(old), with_ids(new));
                self.list(
                    place(part),
                    &old.iter().collect::<Vec<_>>(),
                    &new.iter().collect::<Vec<_>>(),
                )
            }
            // A catalogue that was read from its JSON has none.
            "hosts" if old.is_null() || new.is_null() => Vec::new(),
            "edition" | "besideGroup" => self.object(place(part), old, new),
            _ => self.field(place(""), part, old, new),
        }
    }

    /// The changes of all fields of an object.
    fn object(&self, place: Place<'_>, old: &Value, new: &Value) -> Vec<String> {
        let names: BTreeSet<&String> = [old, new]
            .into_iter()
            .filter_map(Value::as_object)
            .flat_map(serde_json::Map::keys)
            .collect();
        names
            .into_iter()
            .flat_map(|name| self.field(place, name, &old[name.as_str()], &new[name.as_str()]))
            .collect()
    }

    fn field(&self, place: Place<'_>, name: &str, old: &Value, new: &Value) -> Vec<String> {
        // Older catalogues do not say that a programme is on the list.
        let is_listed = |value: &Value| value.is_null() || value == false;
        if old == new
            || is_derived(place.object, name)
            || name == "beside" && is_listed(old) && is_listed(new)
        {
            return Vec::new();
        }
        let (label, format) = field(place.object, name);
        let what = format!("{}{label}", place.words);
        if matches!(format, Format::When) {
            return vec![self.value(&what, format, old, new)];
        }
        let both = |is: fn(&Value) -> bool| (is(old) || old.is_null()) && (is(new) || new.is_null());
        if both(|value| {
            value
                .as_array()
                .is_some_and(|list| list.iter().all(Value::is_object))
        }) {
            // 金額の and 期間の would say nothing that the elements' own names do not say.
            let words = if matches!(place.object, "amount" | "window") {
                ""
            } else {
                place.words
            };
            self.list(
                Place { words, object: name },
                &elements(old).iter().collect::<Vec<_>>(),
                &elements(new).iter().collect::<Vec<_>>(),
            )
        } else if old.is_array() || new.is_array() {
            self.values(&what, format, elements(old), elements(new))
        } else if both(Value::is_object) {
            let words = &format!("{what}の");
            self.object(Place { words, object: name }, old, new)
        } else {
            vec![self.value(&what, format, old, new)]
        }
    }

    /// The sentence on a single value.
    fn value(&self, what: &str, format: Format, old: &Value, new: &Value) -> String {
        match (old.is_null(), new.is_null()) {
            (true, _) => format!("{what}として、{}を加えました。", show(self.new, format, new)),
            (_, true) => format!("{what}（{}）がなくなりました。", show(self.old, format, old)),
            _ => {
                let (old, new) = (show(self.old, format, old), show(self.new, format, new));
                if old == new {
                    // The id of a source changed, but not its title.
                    format!("{what}（{new}）の、データでの書き方だけが変わりました。")
                } else {
                    format!("{what}が、{old}から{new}に変わりました。")
                }
            }
        }
    }

    /// The changes of a list of single values.
    fn values(&self, what: &str, format: Format, old: &[Value], new: &[Value]) -> Vec<String> {
        let added: Vec<&Value> = new.iter().filter(|value| !old.contains(value)).collect();
        let removed: Vec<&Value> = old.iter().filter(|value| !new.contains(value)).collect();
        match (format, &removed[..], &added[..]) {
            (_, [], []) => vec![format!("{what}の順番や回数が変わりました。")],
            (Format::Text, [old], [new]) => vec![self.value(&format!("{what}のひとつ"), format, old, new)],
            _ => {
                let added = added
                    .iter()
                    .map(|value| format!("{what}に、{}を加えました。", show(self.new, format, value)));
                let removed = removed
                    .iter()
                    .map(|value| format!("{what}から、{}を除きました。", show(self.old, format, value)));
                added.chain(removed).collect()
            }
        }
    }

    /// The changes of a list of objects; `place.object` is the name of the list.
    fn list(&self, place: Place<'_>, old: &[&Value], new: &[&Value]) -> Vec<String> {
        let Place { words, object } = place;
        let label = element_label(object);
        let new_of = pair(object, old, new);
        let mut changes = Vec::new();
        for (element, partner) in old.iter().zip(&new_of) {
            let name = element_name(self.old, object, element);
            if let Some(partner) = partner {
                let words = &format!("{words}{label}{name}の");
                changes.extend(self.object(Place { words, object }, element, new[*partner]));
            } else {
                changes.push(format!("{words}{label}{name}がなくなりました。"));
            }
        }
        for (_, element) in new
            .iter()
            .enumerate()
            .filter(|(at, _)| !new_of.contains(&Some(*at)))
        {
            let name = element_name(self.new, object, element);
            let details = self.details(object, element);
            changes.push(format!("{words}{label}{name}を加えました{details}。"));
        }
        // Sources are sorted by their ids, which no reader sees.
        if object != "sources" && !new_of.iter().flatten().is_sorted() {
            changes.push(format!("{words}{label}の順番が変わりました。"));
        }
        changes
    }

    /// What an element that is new says besides its name, in brackets.
    fn details(&self, object: &str, element: &Value) -> String {
        let in_name = |name: &str| {
            title_fields(object, element).contains(&name)
                || object == "round"
                    && match name {
                        "when" | "from" | "to" => true,
                        "remark" => remark_title(element).is_none_or(|(_, is_whole)| is_whole),
                        _ => false,
                    }
        };
        let is_empty = |value: &Value| value.is_null() || value.as_array().is_some_and(Vec::is_empty);
        let details: Vec<String> = element
            .as_object()
            .into_iter()
            .flatten()
            .filter(|(name, value)| !in_name(name) && !is_empty(value))
            .filter(|(name, _)| !is_identifier(object, name) && !is_derived(object, name))
            .map(|(name, value)| {
                let (label, format) = field(object, name);
                match (format, value) {
                    (Format::When, _) => format!("{label}は{}", show(self.new, format, value)),
                    (_, Value::Array(list)) if list.iter().all(Value::is_object) => {
                        let names = list.iter().map(|element| element_name(self.new, name, element));
                        element_label(name).to_owned() + &names.collect::<String>()
                    }
                    (_, Value::Object(_)) => format!("{label}{}", self.details(name, value)),
                    _ => format!("{label}は{}", show(self.new, format, value)),
                }
            })
            .collect();
        if details.is_empty() {
            String::new()
        } else {
            format!("（{}）", details.join("、"))
        }
    }
}

/// Objects by their ids as a list of objects that have their id as a field.
fn with_ids(objects: &Value) -> Vec<Value> {
    objects
        .as_object()
        .into_iter()
        .flatten()
        .map(|(id, object)| {
            let mut object = object.clone();
            object["id"] = Value::from(id.as_str());
            object
        })
        .collect()
}
