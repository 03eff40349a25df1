//! Expressions of licences, as packages name theirs.

use spdx::{Expression, Licensee};

/// The licences of a list to keep to, of those that an expression offers: the first where it leaves a
/// choice, several where it asks for several. Nothing where the list does not do, or it is no expression.
pub(crate) fn chosen(expression: &str, list: &[&'static str]) -> Option<Vec<&'static str>> {
    let accepted: Vec<Licensee> = list
        .iter()
        .map(|name| Licensee::parse(name).expect("it is a name of SPDX"))
        .collect();
    // Crates from before the expressions had an OR still have a stroke.
    let required = Expression::parse(&expression.replace('/', " OR "))
        .ok()?
        .minimized_requirements(&accepted)
        .ok()?;
    let is_required =
        |licensee: &Licensee| required.iter().any(|requirement| licensee.satisfies(requirement));
    Some(
        list.iter()
            .zip(&accepted)
            .filter(|(_, licensee)| is_required(licensee))
            .map(|(name, _)| *name)
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_that_will_do_is_taken_and_all_that_are_asked_for() {
        let list = [
            "MIT",
            "BSD-3-Clause",
            "Unicode-3.0",
            "Apache-2.0 WITH LLVM-exception",
        ];
        for (expression, expected) in [
            ("MIT", vec!["MIT"]),
            ("MIT/Apache-2.0", vec!["MIT"]),
            ("BSD-3-Clause OR MIT", vec!["MIT"]),
            ("(MIT OR Apache-2.0) AND Unicode-3.0", vec!["MIT", "Unicode-3.0"]),
            (
                "MIT AND Apache-2.0 WITH LLVM-exception",
                vec!["MIT", "Apache-2.0 WITH LLVM-exception"],
            ),
        ] {
            assert_eq!(chosen(expression, &list), Some(expected), "{expression}");
        }
        for refused in ["Apache-2.0", "MIT AND GPL-3.0-only", "as you like", ""] {
            assert_eq!(chosen(refused, &list), None, "{refused}");
        }
    }
}
