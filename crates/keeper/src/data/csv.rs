//! `catalogue.csv`: one row for each programme.

use ::csv::{QuoteStyle, Terminator, WriterBuilder};
use serde_json::Value;

use super::cells::{
    by_case, cap, cost_limit, costs, deadlines, documents, lines, no_amount, rounds, sources, successors,
    text, weakest_grade, yen,
};
use crate::japanese;
use crate::lookup::{elements, is_beside};

/// The cell of a column, for a catalogue and one of its programmes.
type Cell = fn(&Value, &Value) -> String;

/// The columns: headings and cells.
const COLUMNS: &[(&str, Cell)] = &[
    ("番号", |_, programme| text(&programme["number"])),
    ("区分", |_, programme| {
        if is_beside(programme) {
            "一覧にない"
        } else {
            "一覧"
        }
        .into()
    }),
    ("ID", |_, programme| text(&programme["id"])),
    ("システム", |_, programme| text(&programme["system"])),
    ("種類", |_, programme| text(&programme["kind"])),
    ("名称", |_, programme| text(&programme["name"])),
    ("調べた日", |_, programme| {
        japanese::date_text(&text(&programme["asOf"]))
    }),
    ("概要ページ", |_, programme| {
        text(&programme["overview"]["url"])
    }),
    ("詳細ページ", |_, programme| {
        text(&programme["detail"]["url"])
    }),
    ("日医案内文書", |_, programme| documents(programme)),
    ("問合せ先", |_, programme| text(&programme["contact"]["name"])),
    ("電話", |_, programme| text(&programme["contact"]["phone"])),
    ("問合せ先の受付時間", |_, programme| {
        text(&programme["contact"]["hours"])
    }),
    ("問合せ先の補足", |_, programme| {
        text(&programme["contact"]["remark"])
    }),
    ("条件", |_, programme| {
        lines(&programme["condition"], |condition| text(&condition["text"]))
    }),
    ("補助率", |_, programme| {
        by_case(programme, |case| case["rate"].as_str().map(japanese::rate))
    }),
    ("補助上限（円）", |catalogue, programme| {
        by_case(programme, |case| cap(catalogue, case))
    }),
    ("小さいほうの上限（円）", |_, programme| {
        by_case(programme, |case| yen(&case["certainCap"]))
    }),
    ("事業額上限（円）", |catalogue, programme| {
        by_case(programme, |case| cost_limit(catalogue, case))
    }),
    ("下限額（円）", |_, programme| {
        by_case(programme, |case| yen(&case["floor"]))
    }),
    ("0円からの範囲にする理由", |_, programme| {
        by_case(programme, |case| case["fromZero"].as_str().map(ToOwned::to_owned))
    }),
    ("端数処理", |_, programme| {
        let rounding = text(&programme["amount"]["rounding"]);
        japanese::value_name("rounding", &rounding).to_owned()
    }),
    ("金額がない理由", |_, programme| no_amount(programme)),
    ("受付期間", |catalogue, programme| {
        rounds(catalogue, programme)
    }),
    ("期限", |_, programme| deadlines(programme)),
    ("期間の補足", |_, programme| {
        text(&programme["window"]["remark"])
    }),
    ("対象になる費用", |_, programme| costs(programme, true)),
    ("対象にならない費用", |_, programme| {
        costs(programme, false)
    }),
    ("知っておくこと", |_, programme| {
        lines(&programme["note"], |note| {
            let kind = text(&note["kind"]);
            format!(
                "{}：{}",
                japanese::value_name("note.kind", &kind),
                text(&note["text"])
            )
        })
    }),
    ("この補助金のあと", |_, programme| successors(programme)),
    ("出典", sources),
    ("根拠の確かさ", weakest_grade),
];

/// The table: the programmes of the list, then the others.
pub(super) fn table(catalogue: &Value) -> Vec<u8> {
    let headings = COLUMNS.iter().map(|(heading, _)| (*heading).to_owned());
    let rows = elements(&catalogue["programmes"]).iter().map(|programme| {
        COLUMNS
            .iter()
            .map(|(_, cell)| no_formula(cell(catalogue, programme)))
            .collect()
    });
    // Excel takes a file for UTF-8 only where it begins with a byte order mark.
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .quote_style(QuoteStyle::Necessary)
        .from_writer("\u{feff}".as_bytes().to_vec());
    let mut write = |row: Vec<String>| writer.write_record(row).expect(IN_MEMORY);
    write(headings.collect());
    rows.for_each(write);
    writer.into_inner().expect(IN_MEMORY)
}

/// Why writing the table cannot fail.
const IN_MEMORY: &str = "all rows have as many cells, and memory takes what is written to it";

/// A text that a spreadsheet would take for a formula gets an apostrophe.
fn no_formula(cell: String) -> String {
    let starts = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];
    if cell.trim_start_matches([' ', '\u{3000}']).starts_with(starts) {
        format!("'{cell}")
    } else {
        cell
    }
}

#[cfg(test)]
mod tests;
