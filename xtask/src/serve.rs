//! A server for `target/dist` on this machine alone: the files by their names, nothing else.

use std::fs;
use std::path::Path;

use anyhow::{Result, anyhow};
use tiny_http::{Header, Method, Request, Response, Server};

use crate::layout::{self, FILES, MANIFEST, PAGE};

/// The port that is tried first.
pub(crate) const PORT: u16 = 8787;
/// How many ports are tried.
const ATTEMPTS: u16 = 20;

/// Serves until it is stopped. `first` is the first port tried.
pub(crate) fn serve(first: u16) -> Result<()> {
    let (server, port) = bind(first)?;
    let dist = layout::dist();
    println!();
    println!("page      http://127.0.0.1:{port}/");
    println!("one file  {}", dist.join(PAGE).display());
    println!();
    println!("Ctrl+C で終わります（ファイルはそのままダブルクリックでも開けます）。");
    for request in server.incoming_requests() {
        answer(request, &dist);
    }
    Ok(())
}

fn bind(first: u16) -> Result<(Server, u16)> {
    let last = first.saturating_add(ATTEMPTS);
    (first..=last)
        .find_map(|port| {
            Server::http(("127.0.0.1", port))
                .ok()
                .map(|server| (server, port))
        })
        .ok_or_else(|| anyhow!("every port from {first} to {last} is taken; name another by --port"))
}

fn answer(request: Request, dist: &Path) {
    let path = request.url().split(['?', '#']).next().unwrap_or_default();
    let name = if path == "/" {
        PAGE
    } else {
        path.trim_start_matches('/')
    };
    let known = FILES.into_iter().chain([MANIFEST]).find(|file| *file == name);
    let content = known.and_then(|name| fs::read(dist.join(name)).ok());
    let response = match (request.method(), content) {
        (Method::Get | Method::Head, Some(content)) => Response::from_data(content)
            .with_header(header("Content-Type", media_type(name)))
            .with_header(header("Cache-Control", "no-store"))
            .with_header(header("X-Content-Type-Options", "nosniff")),
        (Method::Get | Method::Head, None) => Response::from_string("no such file\n").with_status_code(404),
        _ => Response::from_string("only GET\n").with_status_code(405),
    };
    // A browser that went away in between is no failure of the server.
    let _ = request.respond(response);
}

fn header(name: &str, value: &str) -> Header {
    Header::from_bytes(name, value).expect("names and values here are plain ASCII")
}

fn media_type(name: &str) -> &'static str {
    match Path::new(name)
        .extension()
        .and_then(|extension| extension.to_str())
    {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        _ => "text/plain; charset=utf-8",
    }
}
