//! What a growing catalogue costs, natively: `docs/growth.md` and its plot.
//!
//! `examples/growth.rs` measures; here the figures are put into words and lines.
#![expect(
    clippy::float_arithmetic,
    reason = "times and sizes are drawn and compared, never money"
)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use anyhow::{Context, Result};
use serde::Deserialize;

use super::instructions;
use crate::command::{command, read, run};
use crate::layout;

/// What `examples/growth.rs` prints.
#[derive(Deserialize)]
struct Figures {
    rounds: usize,
    sizes: Vec<Size>,
}

#[derive(Deserialize)]
struct Size {
    programmes: u64,
    conditions: u64,
    thresholds: bool,
    keys: u64,
    sources: u64,
    largest: u64,
    nodes: u64,
    ways: u64,
    rust: u64,
    json: u64,
    report: u64,
    read: Vec<u64>,
    bake: Vec<u64>,
    evaluate: BTreeMap<String, Vec<u64>>,
    /// Of a whole build; measured here, for the catalogues without added conditions.
    #[serde(default)]
    build: Vec<u64>,
    /// Instructions of `evaluate`, in the order of its columns; counted here, where they can be.
    #[serde(default)]
    instructions: Vec<u64>,
}

impl Size {
    /// Nothing is added to the programmes.
    fn plain(&self) -> bool {
        self.conditions == 0 && !self.thresholds
    }
}

/// A time that is measured: its column, what it is called in the plot, how it is drawn, and where it stands.
struct Time {
    column: &'static str,
    label: &'static str,
    colour: &'static str,
    dash: &'static str,
    of: fn(&Size) -> &[u64],
}

const TIMES: [Time; 6] = [
    Time {
        column: "whole build",
        label: "whole build",
        colour: "#333",
        dash: "10 3",
        of: |size| &size.build,
    },
    Time {
        column: "`read`",
        label: "read",
        colour: "#6b4c9a",
        dash: "",
        of: |size| &size.read,
    },
    Time {
        column: "bake",
        label: "bake",
        colour: "#8a5a00",
        dash: "2 3",
        of: |size| &size.bake,
    },
    Time {
        column: "`evaluate`, nothing known",
        label: "evaluate, nothing known",
        colour: "#b3261e",
        dash: "",
        of: |size| &size.evaluate["nothing"],
    },
    Time {
        column: "`evaluate`, some known",
        label: "evaluate, some known",
        colour: "#0b57d0",
        dash: "7 3",
        of: |size| &size.evaluate["some"],
    },
    Time {
        column: "`evaluate`, all known",
        label: "evaluate, all known",
        colour: "#146c2e",
        dash: "1 3",
        of: |size| &size.evaluate["complete"],
    },
];

/// One way to grow.
struct Series<'a> {
    /// What grows.
    of: &'static str,
    sizes: Vec<&'a Size>,
    grows: fn(&Size) -> u64,
}

impl Series<'_> {
    /// What is measured of all its sizes.
    fn times(&self) -> impl Iterator<Item = &'static Time> + '_ {
        let measured = |time: &&Time| self.sizes.iter().all(|size| !(time.of)(size).is_empty());
        TIMES.iter().filter(measured)
    }
}

/// Measures, writes document and plot, prints the tables.
pub(super) fn growth() -> Result<()> {
    let load = load();
    let printed = read(
        command("cargo").args(["run", "--quiet", "--profile", "measure", "--example", "growth"]),
        "measure the growth",
    )?;
    let mut figures: Figures =
        serde_json::from_str(&printed).context("the measure printed something else")?;
    builds(&mut figures.sizes)?;
    if instructions::can_be_counted() {
        for size in &mut figures.sizes {
            match instructions::count(size.programmes, size.conditions, size.thresholds) {
                Ok(counts) => size.instructions = counts.to_vec(),
                // The times stand without them.
                Err(error) => eprintln!("{error:#}"),
            }
        }
    }
    let some = |wanted: fn(&Size) -> bool| figures.sizes.iter().filter(|size| wanted(size)).collect();
    let series = [
        Series {
            of: "programmes",
            sizes: some(Size::plain),
            grows: |size| size.programmes,
        },
        Series {
            of: "programmes, each with a threshold of its own",
            sizes: some(|size| size.thresholds),
            grows: |size| size.programmes,
        },
        Series {
            of: "conditions added to each programme",
            sizes: some(|size| size.conditions > 0),
            grows: |size| size.conditions,
        },
    ];
    let document = document(&figures, &series, &machine(&load)?);
    let docs = layout::root().join("docs");
    for (name, text) in [("growth.md", &document), ("growth.svg", &plot(&series))] {
        fs::write(docs.join(name), text).with_context(|| format!("could not write docs/{name}"))?;
    }
    print!("{document}");
    println!("\ndocs/growth.md and docs/growth.svg are written.");
    Ok(())
}

/// Builds the calculator with each of the generated catalogues, in a copy of its own.
fn builds(sizes: &mut [Size]) -> Result<()> {
    let copy = layout::target().join("growth");
    let sources = read(
        command("git")
            .args(["ls-files", "--cached", "--others", "--exclude-standard", "--"])
            .args([
                "Cargo.toml",
                "Cargo.lock",
                "build.rs",
                "src",
                "examples",
                "format",
                "xtask",
                "fuzz/Cargo.toml",
                "fuzz/targets",
            ]),
        "list the sources",
    )?;
    for source in sources.lines() {
        let to = copy.join(source);
        let folder = to.parent().context("a file stands in a folder")?;
        fs::create_dir_all(folder).with_context(|| format!("could not make {}", folder.display()))?;
        fs::copy(layout::root().join(source), &to).with_context(|| format!("could not copy {source}"))?;
    }
    let catalogue = copy.join("catalogue");
    let build = |programmes: u64| -> Result<u64> {
        if catalogue.exists() {
            fs::remove_dir_all(&catalogue).context("could not take the last catalogue away")?;
        }
        fs::create_dir(&catalogue).context("could not make a folder for the catalogue")?;
        run(
            command("cargo")
                .args([
                    "run",
                    "--quiet",
                    "--profile",
                    "measure",
                    "--example",
                    "growth",
                    "write",
                ])
                .args([&catalogue.display().to_string(), &programmes.to_string()]),
            "write a catalogue",
        )?;
        let before = children()?;
        run(
            command("cargo")
                .args(["build", "--quiet", "--lib"])
                .env("CARGO_TARGET_DIR", copy.join("target"))
                .current_dir(&copy),
            "build with a generated catalogue",
        )?;
        Ok(children()? - before)
    };
    let mut first = true;
    for size in sizes.iter_mut().filter(|size| size.plain()) {
        if first {
            // What others wrote is compiled once, and not counted.
            build(size.programmes)?;
            first = false;
        }
        size.build.push(build(size.programmes)?);
    }
    Ok(())
}

/// The processor time of the programs that have been run and have ended, in nanoseconds.
fn children() -> Result<u64> {
    let stat = fs::read_to_string("/proc/self/stat").context("could not ask for processor times")?;
    // Behind the name, which may hold anything: user and system time in ticks of 10 ms.
    let (_, behind) = stat.rsplit_once(')').context("it has another form")?;
    let ticks: u64 = behind
        .split_whitespace()
        .skip(13)
        .take(2)
        .map(|ticks| ticks.parse::<u64>().unwrap_or_default())
        .sum();
    Ok(ticks * 10_000_000)
}

/// How much else the machine does before the measure.
fn load() -> String {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ').next().unwrap_or_default().to_owned()
}

fn machine(load: &str) -> Result<String> {
    let cpu = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpu
        .lines()
        .find_map(|line| line.strip_prefix("model name")?.split_once(": "))
        .map_or("a processor without a name", |(_, model)| model);
    let cores = std::thread::available_parallelism().context("how many cores there are")?;
    let rustc = read(command("rustc").arg("--version"), "ask rustc for its version")?;
    Ok(format!(
        "{model}, {cores} cores, load average {load} before the measure; {rustc}"
    ))
}

fn document(figures: &Figures, series: &[Series<'_>], machine: &str) -> String {
    let mut text = format!(
        "# What a growing catalogue costs\n\n\
         Written by `cargo xtask bench growth`: all figures are measured, none is typed. Machine: {machine}.\n\n\
         - **Whole build** is `cargo build` of the calculator once the crates of others are compiled, measured once: the build script,\n  \
         unoptimised, with its squeezing of the JSON, and the compiler on what it writes.\n\
         - **`read`** is what the build does first: files in, every check, the diagrams grown. **Bake** is the model written as Rust source.\n\
         - **`evaluate`** makes a whole report, natively and optimised for speed: of an institution of which nothing is known, of one\n  \
         with the first half of the questions answered that do not ask for a cost, and of one with every answer.\n\
         - The catalogues are those of `tests/common/grown.rs`: the real one, and behind it copies of its programmes and of\n  \
         `tests/fixtures/thirteenth.toml`, each with ids, costs and sources of its own. An added condition asks a question of its own.\n  \
         A threshold of its own is one more condition of each programme on the number of employees, with a number that no other has.\n\
         - Times are those of the processor, which count nothing that other programs do: medians of {} rounds, with the first and\n  \
         the third quartile. In a round every size is measured once.\n\
         - **Instructions** of `evaluate` are counted by valgrind, where it is installed: they are the same each time. What grows faster than\n  \
         they do waits for memory, which is farther away the more there is of it.\n\
         - **Exponent**: by which power a figure grows from one size to the next. 1 is linear, 2 is quadratic; below 1 a fixed part still counts.\n\n\
         ![Times against sizes, both axes logarithmic](growth.svg)\n",
        figures.rounds
    );
    for series in series {
        let _ = write!(text, "\n## {}\n\n", heading(series.of));
        tables(&mut text, series);
    }
    text.push_str(
        "\n## Bounds\n\n\
         Nodes and keys of one diagram, and the steps that the diagrams of one programme take to grow, are bounded in\n\
         `format/src/grow.rs`. Beyond a bound the build stops with file, line and mend (`docs/catalogue.md`). A walk through a\n\
         diagram goes on only where nobody has been, so the bounds hold what the judgement may have to do as well.\n",
    );
    text
}

fn heading(of: &str) -> String {
    let mut letters = of.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn tables(text: &mut String, series: &Series<'_>) {
    let columns: Vec<&str> = series.times().map(|time| time.column).collect();
    let rule = |text: &mut String, columns: usize| {
        let _ = writeln!(text, "|{}", "---:|".repeat(columns));
    };
    let _ = writeln!(text, "| {} | {} |", series.of, columns.join(" | "));
    rule(text, columns.len() + 1);
    for size in &series.sizes {
        let cells: Vec<String> = series
            .times()
            .map(|time| {
                let measured = (time.of)(size);
                let [low, median, high] = quartiles(measured).map(spoken);
                if measured.len() == 1 {
                    median
                } else {
                    format!("{median} ({low} – {high})")
                }
            })
            .collect();
        let _ = writeln!(text, "| {} | {} |", (series.grows)(size), cells.join(" | "));
    }
    text.push_str("\nExponents:\n\n");
    let _ = writeln!(text, "| from – to | {} |", columns.join(" | "));
    rule(text, columns.len() + 1);
    for pair in series.sizes.windows(2) {
        let [from, to] = [pair[0], pair[1]];
        let cells: Vec<String> = series
            .times()
            .map(|time| {
                let [before, after] = [from, to].map(|size| quartiles((time.of)(size))[1]);
                let grown = [from, to].map(series.grows);
                format!("{:.2}", exponent(grown, [before, after]))
            })
            .collect();
        let _ = writeln!(
            text,
            "| {} – {} | {} |",
            (series.grows)(from),
            (series.grows)(to),
            cells.join(" | ")
        );
    }
    instruction_tables(text, series);
    text.push_str(
        "\nSizes. Ways are those through the diagram that has most; the report is that of nothing known, as JSON, in which each programme names all others:\n\n",
    );
    let _ = writeln!(
        text,
        "| {} | keys | sources | nodes | most in one diagram | most ways | Rust source | catalogue's JSON | report's JSON |",
        series.of
    );
    rule(text, 9);
    for size in &series.sizes {
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {} | {} | {} kB | {} kB | {} kB |",
            (series.grows)(size),
            size.keys,
            size.sources,
            size.nodes,
            size.largest,
            size.ways,
            size.rust / 1000,
            size.json / 1000,
            size.report / 1000
        );
    }
}

/// Instructions and their exponents, where they were counted.
fn instruction_tables(text: &mut String, series: &Series<'_>) {
    if series.sizes.iter().any(|size| size.instructions.is_empty()) {
        return;
    }
    let _ = writeln!(
        text,
        "\nInstructions of `evaluate`, in thousands, and from the size before by which power:\n\n\
         | {} | nothing known | some known | all known |\n|---:|---:|---:|---:|",
        series.of
    );
    let mut before: Option<&Size> = None;
    for size in &series.sizes {
        let cells = size.instructions.iter().enumerate().map(|(at, count)| {
            let power = before.map_or_else(String::new, |before| {
                let grown = [before, size].map(series.grows);
                format!(" ({:.2})", exponent(grown, [before.instructions[at], *count]))
            });
            format!("{}{power}", count / 1000)
        });
        let cells: Vec<String> = cells.collect();
        let _ = writeln!(text, "| {} | {} |", (series.grows)(size), cells.join(" | "));
        before = Some(size);
    }
}

/// The first quartile, the median, the third quartile.
fn quartiles(times: &[u64]) -> [u64; 3] {
    let mut sorted = times.to_vec();
    sorted.sort_unstable();
    [1, 2, 3].map(|quarter| sorted[(sorted.len() - 1) * quarter / 4])
}

/// Nanoseconds as people say them.
fn spoken(time: u64) -> String {
    match time {
        0..1_000 => format!("{time} ns"),
        1_000..100_000 => format!("{}.{} µs", time / 1_000, time / 100 % 10),
        100_000..100_000_000 => format!("{}.{:02} ms", time / 1_000_000, time / 10_000 % 100),
        100_000_000..1_000_000_000 => format!("{} ms", time / 1_000_000),
        _ => format!("{}.{:02} s", time / 1_000_000_000, time / 10_000_000 % 100),
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a time or a size, far below where it would be lost"
)]
fn logarithm(figure: u64) -> f64 {
    (figure as f64).log10()
}

fn exponent(grown: [u64; 2], figures: [u64; 2]) -> f64 {
    let ratio = |[before, after]: [u64; 2]| logarithm(after) - logarithm(before);
    ratio(figures) / ratio(grown)
}

/// Where the panels stand, and how large they are.
const PANEL: (f64, f64) = (330.0, 340.0);
const LEFT: f64 = 64.0;
const TOP: f64 = 46.0;
const BETWEEN: f64 = 210.0;
const ROW: f64 = TOP + PANEL.1 + 58.0;
/// So far apart that one line of text does not cover the other.
const LINE: f64 = 15.0;

/// A panel's axes: from figures to places.
struct Axes {
    left: f64,
    top: f64,
    x: (f64, f64),
    y: (f64, f64),
}

impl Axes {
    fn x(&self, figure: u64) -> f64 {
        self.left + (logarithm(figure) - self.x.0) / (self.x.1 - self.x.0) * PANEL.0
    }

    fn y(&self, figure: u64) -> f64 {
        self.top + PANEL.1 - (logarithm(figure) - self.y.0) / (self.y.1 - self.y.0) * PANEL.1
    }
}

fn plot(series: &[Series<'_>]) -> String {
    let times = || {
        let sizes = series.iter().flat_map(|series| &series.sizes);
        sizes.flat_map(|size| TIMES.iter().flat_map(|time| (time.of)(size)))
    };
    let lowest = times().min().copied().unwrap_or(1);
    let highest = times()
        .copied()
        .chain(series.iter().map(|series| linear(series).1));
    let highest = highest.max().unwrap_or(1);
    let y = (logarithm(lowest).floor(), logarithm(highest).ceil());
    let width = LEFT + 2.0 * (PANEL.0 + BETWEEN);
    let height = 2.0 * ROW;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"title desc\" \
         font-family=\"sans-serif\" font-size=\"12\">\n\
         <title id=\"title\">What a growing catalogue costs</title>\n\
         <desc id=\"desc\">{}</desc>\n\
         <rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n",
        description(series)
    );
    for (at, series) in series.iter().enumerate() {
        let [right, below] = [at % 2 == 1, at / 2 == 1];
        let ends = [series.sizes.first(), series.sizes.last()]
            .map(|size| size.map_or(1, |size| (series.grows)(size)));
        let axes = Axes {
            left: LEFT + if right { PANEL.0 + BETWEEN } else { 0.0 },
            top: TOP + if below { ROW } else { 0.0 },
            x: (logarithm(ends[0]), logarithm(ends[1])),
            y,
        };
        panel(&mut svg, series, &axes);
    }
    svg.push_str("</svg>\n");
    svg
}

/// What it shows, in words.
fn description(series: &[Series<'_>]) -> String {
    let mut words = String::from("Both axes are logarithmic; the dotted grey line is linear growth.");
    for series in series {
        let (Some(first), Some(last)) = (series.sizes.first(), series.sizes.last()) else {
            continue;
        };
        let _ = write!(
            words,
            " From {} to {} {}:",
            (series.grows)(first),
            (series.grows)(last),
            series.of
        );
        for time in series.times() {
            let [from, to] = [first, last].map(|size| spoken(quartiles((time.of)(size))[1]));
            let _ = write!(words, " {} {from} to {to};", time.column.replace('`', ""));
        }
    }
    words
}

fn panel(svg: &mut String, series: &Series<'_>, axes: &Axes) {
    let (bottom, right) = (axes.top + PANEL.1, axes.left + PANEL.0);
    let text = |svg: &mut String, x: f64, y: f64, anchor: &str, colour: &str, words: &str| {
        let _ = writeln!(
            svg,
            "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\" fill=\"{colour}\">{words}</text>"
        );
    };
    let line = |svg: &mut String, from: (f64, f64), to: (f64, f64), style: &str| {
        let _ = writeln!(
            svg,
            "<path d=\"M{:.1} {:.1}L{:.1} {:.1}\" fill=\"none\" {style}/>",
            from.0, from.1, to.0, to.1
        );
    };
    // Every power of ten, in nanoseconds.
    let mut power = 1_u64;
    while logarithm(power) <= axes.y.1 {
        if logarithm(power) >= axes.y.0 {
            let y = axes.y(power);
            line(svg, (axes.left, y), (right, y), "stroke=\"#ddd\"");
            text(svg, axes.left - 8.0, y + 4.0, "end", "#444", &power_of_ten(power));
        }
        power *= 10;
    }
    for size in &series.sizes {
        let grown = (series.grows)(size);
        let x = axes.x(grown);
        line(svg, (x, axes.top), (x, bottom), "stroke=\"#eee\"");
        text(svg, x, bottom + 18.0, "middle", "#444", &grown.to_string());
    }
    line(svg, (axes.left, bottom), (right, bottom), "stroke=\"#444\"");
    text(svg, axes.left, bottom + 42.0, "start", "#111", series.of);
    text(
        svg,
        axes.left,
        axes.top - 22.0,
        "start",
        "#111",
        "processor time, median and quartiles; grey dots: linear growth",
    );
    let (from, to) = linear(series);
    line(
        svg,
        (axes.left, axes.y(from)),
        (right, axes.y(to)),
        "stroke=\"#777\" stroke-dasharray=\"1 5\" stroke-linecap=\"round\" stroke-width=\"2\"",
    );
    let mut labels: Vec<(f64, &Time)> = Vec::new();
    for time in series.times() {
        let mut path = String::new();
        for (nth, size) in series.sizes.iter().enumerate() {
            let x = axes.x((series.grows)(size));
            let [low, median, high] = quartiles((time.of)(size)).map(|figure| axes.y(figure));
            let _ = write!(path, "{}{x:.1} {median:.1}", if nth == 0 { 'M' } else { 'L' });
            line(
                svg,
                (x, low),
                (x, high),
                &format!("stroke=\"{}\" stroke-width=\"3\" opacity=\"0.45\"", time.colour),
            );
            let _ = writeln!(
                svg,
                "<circle cx=\"{x:.1}\" cy=\"{median:.1}\" r=\"3\" fill=\"{}\"/>",
                time.colour
            );
            if nth + 1 == series.sizes.len() {
                labels.push((median, time));
            }
        }
        let _ = writeln!(
            svg,
            "<path d=\"{path}\" fill=\"none\" stroke=\"{}\" stroke-width=\"1.8\" stroke-dasharray=\"{}\"/>",
            time.colour, time.dash
        );
    }
    labels.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut next = axes.top;
    for (y, time) in labels {
        let y = y.max(next);
        next = y + LINE;
        text(svg, right + 10.0, y + 4.0, "start", time.colour, time.label);
    }
}

/// What the first time would be with linear growth, at both ends.
fn linear(series: &Series<'_>) -> (u64, u64) {
    let (Some(first), Some(last)) = (series.sizes.first(), series.sizes.last()) else {
        return (1, 1);
    };
    let from = quartiles((TIMES[1].of)(first))[1];
    (from, from * (series.grows)(last) / (series.grows)(first))
}

fn power_of_ten(time: u64) -> String {
    match time {
        0..1_000 => format!("{time} ns"),
        1_000..1_000_000 => format!("{} µs", time / 1_000),
        1_000_000..1_000_000_000 => format!("{} ms", time / 1_000_000),
        _ => format!("{} s", time / 1_000_000_000),
    }
}
