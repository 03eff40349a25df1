//! Fills the page's template: everything inside, and a policy that allows exactly what is inside.

use anyhow::{Result, bail};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

/// What goes into the template.
pub(crate) struct Parts {
    /// The style of the document, minified.
    pub(crate) style: String,
    /// The script that runs before the page is shown; may be empty.
    pub(crate) early: String,
    /// The script that starts the calculator.
    pub(crate) script: String,
    /// Whether it starts WebAssembly.
    pub(crate) wasm: bool,
    /// The twelve rows, as HTML.
    pub(crate) table: String,
    /// The notice that the catalogue follows, as HTML.
    pub(crate) edition: String,
    /// The notices of others' works, as a comment; may be empty.
    pub(crate) notice: String,
}

/// The template of the calculator's page with every part in its place.
pub(crate) fn fill(template: &str, parts: &Parts) -> Result<String> {
    let early = script(&parts.early);
    let main = script(&parts.script);
    let style = style(&parts.style)?;
    let policy = policy(parts)?;
    put(
        "www/page.html",
        template,
        &[
            ("<!--CSP-->", meta(&policy)),
            // Behind what has to stand at the beginning, and before the long texts: there it packs best.
            ("<!--STYLE-->", parts.notice.clone() + &element("style", style)),
            ("<!--EARLY-SCRIPT-->", element("script", &early)),
            ("<!--TABLE-->", parts.table.clone()),
            ("<!--EDITION-->", parts.edition.clone()),
            ("<!--SCRIPT-->", element("script", &main)),
        ],
    )
}

/// A template with everything in its place; each place has to be there exactly once.
pub(crate) fn put(name: &str, template: &str, fillings: &[(&str, String)]) -> Result<String> {
    // From place to place, so that nothing is ever looked for in what was filled in.
    let mut places = Vec::new();
    for (place, filling) in fillings {
        let found: Vec<usize> = template.match_indices(place).map(|(at, _)| at).collect();
        match found[..] {
            [at] => places.push((at, place.len(), filling)),
            _ => bail!(
                "{name} has to hold {place} exactly once; it holds it {} times",
                found.len()
            ),
        }
    }
    places.sort_by_key(|(at, _, _)| *at);
    let mut html = String::new();
    let mut rest = 0;
    for (at, length, filling) in places {
        html.push_str(&template[rest..at]);
        html.push_str(filling);
        rest = at + length;
    }
    html.push_str(&template[rest..]);
    Ok(html)
}

/// What goes into the template of the page for many institutions.
pub(crate) struct Batch {
    /// The style, minified.
    pub(crate) style: String,
    /// The script that judges, of which the page makes a worker too.
    pub(crate) desk: String,
    /// The script that shows.
    pub(crate) script: String,
    /// The notice that the catalogue follows, as HTML.
    pub(crate) edition: String,
    /// The notices of others' works, as a comment.
    pub(crate) notice: String,
}

/// The page for many institutions. Its worker is made from a text of its own, and has its policy.
pub(crate) fn fill_batch(template: &str, batch: &Batch) -> Result<String> {
    let desk = script(&batch.desk);
    let main = script(&batch.script);
    let style = style(&batch.style)?;
    let policy = format!(
        "default-src 'none'; script-src {} {} 'wasm-unsafe-eval'; worker-src blob:; style-src {}; img-src data:; \
         base-uri 'none'; form-action 'none'",
        hash(&desk),
        hash(&main),
        hash(style),
    );
    put(
        "www/batch.html",
        template,
        &[
            ("<!--CSP-->", meta(&policy)),
            ("<!--STYLE-->", batch.notice.clone() + &element("style", style)),
            ("<!--EDITION-->", batch.edition.clone()),
            ("<!--DESK-->", element("script", &desk)),
            ("<!--SCRIPT-->", element("script", &main)),
        ],
    )
}

/// The policy: nothing from anywhere, but the wasm, data: images and the very texts in this file.
pub(crate) fn policy(parts: &Parts) -> Result<String> {
    let mut allowed: Vec<String> = [script(&parts.early), script(&parts.script)]
        .iter()
        .filter(|text| !text.is_empty())
        .map(|text| hash(text))
        .collect();
    if parts.wasm {
        allowed.push("'wasm-unsafe-eval'".to_owned());
    }
    let style = style(&parts.style)?;
    Ok(format!(
        "default-src 'none'; script-src {}; style-src {}; img-src data:; base-uri 'none'; form-action 'none'",
        allowed.join(" "),
        if style.is_empty() {
            "'none'".to_owned()
        } else {
            hash(style)
        },
    ))
}

/// A policy as the page carries it.
pub(crate) fn meta(policy: &str) -> String {
    format!(r#"<meta http-equiv="Content-Security-Policy" content="{policy}">"#)
}

/// A text as policies name it.
pub(crate) fn hash(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)))
}

/// A script as it stands in the page.
pub(crate) fn script(text: &str) -> String {
    safe_in_script(text.trim())
}

/// A style as it stands in the page.
fn style(text: &str) -> Result<&str> {
    if text.to_ascii_lowercase().contains("</style") {
        bail!("a style contains </style, which would end it inside the page");
    }
    Ok(text.trim())
}

/// An element around exactly that text; nothing for nothing.
pub(crate) fn element(name: &str, text: &str) -> String {
    if text.is_empty() {
        String::new()
    } else {
        format!("<{name}>{text}</{name}>")
    }
}

/// Writes `<` differently where HTML would take it for the end of the script or for a comment. In a
/// bundle both stand only in strings, templates and regular expressions, where `\x3C` is `<`.
fn safe_in_script(script: &str) -> String {
    let lower = script.to_ascii_lowercase();
    let mut safe = String::with_capacity(script.len());
    for (at, character) in script.char_indices() {
        let ends = ["</script", "<script", "<!--"]
            .iter()
            .any(|text| lower[at..].starts_with(text));
        if ends {
            safe.push_str("\\x3C");
        } else {
            safe.push(character);
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEMPLATE: &str = "<head><!--CSP--><!--STYLE--><!--EARLY-SCRIPT--></head>\
                            <!--TABLE--><!--EDITION--><!--SCRIPT-->";

    fn parts() -> Parts {
        Parts {
            style: "p{color:red}\n".to_owned(),
            early: String::new(),
            script: "start()\n".to_owned(),
            wasm: true,
            table: "<table></table>".to_owned(),
            edition: "1".to_owned(),
            notice: String::new(),
        }
    }

    #[test]
    fn fills_every_place() {
        let html = fill(TEMPLATE, &parts()).unwrap();
        assert!(
            html.ends_with("</head><table></table>1<script>start()</script>"),
            "{html}"
        );
        assert!(html.contains("<style>p{color:red}</style></head>"), "{html}");
    }

    #[test]
    fn allows_exactly_the_texts_inside() {
        let html = fill(TEMPLATE, &parts()).unwrap();
        // printf 'start()' | openssl dgst -sha256 -binary | base64
        let script = "'sha256-DIm7WJS6ZKDYe5qFLPy+h4JFI9Bol5QmYC57mt3Fb00='";
        assert!(
            html.contains(&format!("script-src {script} 'wasm-unsafe-eval';")),
            "{html}"
        );
        assert!(!html.contains("unsafe-inline"));
        let html = fill(
            TEMPLATE,
            &Parts {
                wasm: false,
                ..parts()
            },
        )
        .unwrap();
        assert!(html.contains(&format!("script-src {script};")), "{html}");
    }

    #[test]
    fn the_page_for_many_allows_its_two_texts_and_a_worker_of_its_own() {
        let batch = Batch {
            style: "p{color:red}\n".to_owned(),
            desk: "serve()\n".to_owned(),
            script: "start()\n".to_owned(),
            edition: "1".to_owned(),
            notice: String::new(),
        };
        let template = "<head><!--CSP--><!--STYLE--></head><!--EDITION--><!--DESK--><!--SCRIPT-->";
        let html = fill_batch(template, &batch).unwrap();
        assert!(
            html.ends_with("</head>1<script>serve()</script><script>start()</script>"),
            "{html}"
        );
        let scripts = format!("script-src {} {} ", hash("serve()"), hash("start()"));
        assert!(
            html.contains(&(scripts + "'wasm-unsafe-eval'; worker-src blob:; style-src 'sha256-")),
            "{html}"
        );
        assert!(html.contains("default-src 'none';") && !html.contains("unsafe-inline"));
        assert!(!policy(&parts()).unwrap().contains("worker-src"));
    }

    #[test]
    fn a_place_too_few_or_too_many_stops_it() {
        for template in [TEMPLATE.replace("<!--TABLE-->", ""), TEMPLATE.repeat(2)] {
            let error = fill(&template, &parts()).unwrap_err().to_string();
            assert!(error.contains("exactly once"), "{error}");
        }
    }

    #[test]
    fn what_is_filled_in_is_not_searched() {
        let table = "<!--SCRIPT-->".to_owned();
        let html = fill(TEMPLATE, &Parts { table, ..parts() }).unwrap();
        assert_eq!(html.matches("start()").count(), 1);
    }

    #[test]
    fn a_script_cannot_end_itself() {
        assert_eq!(
            safe_in_script("'</SCRIPT>'+`<!--`+a<b"),
            r"'\x3C/SCRIPT>'+`\x3C!--`+a<b"
        );
    }
}
