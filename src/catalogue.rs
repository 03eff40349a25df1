//! The knowledge, embedded.

use catalogue_model::Catalogue;

/// The catalogue that was checked and baked in when this crate was built.
///
/// ```
/// assert_eq!(iryo_dx_hojokin::CATALOGUE.programmes.len(), 12);
/// ```
#[allow(clippy::unreadable_literal, reason = "written by the build")]
pub static CATALOGUE: Catalogue = include!(concat!(env!("OUT_DIR"), "/catalogue.rs"));

/// The whole catalogue as JSON: everything that its files say, for pages and as open data.
///
/// It is kept compressed, since it is asked for once and is most of the wasm; with the feature
/// `plain-json` it is kept as it is.
///
/// ```
/// assert!(iryo_dx_hojokin::catalogue_json().contains("日医発第1203号（情シ）"));
/// ```
///
/// # Panics
///
/// Never: the build compressed it.
#[must_use]
pub fn catalogue_json() -> String {
    json()
}

#[cfg(feature = "plain-json")]
fn json() -> String {
    include_str!(concat!(env!("OUT_DIR"), "/catalogue.json")).to_owned()
}

#[cfg(not(feature = "plain-json"))]
fn json() -> String {
    let compressed = include_bytes!(concat!(env!("OUT_DIR"), "/catalogue.json.deflate"));
    let text = crate::inflate::inflate(compressed).and_then(|bytes| String::from_utf8(bytes).ok());
    text.expect("the build wrote text and compressed it")
}
