/** The page that judges many institutions at once: keeps what is known, asks the desk, shows what it says. */

import { render } from "lit-html";
import { type Client, connect, Refused } from "./batch/client";
import type { Separator } from "./batch/csv";
import type { Encoding } from "./batch/encoding";
import { CARRIED, faultOf, usesOf } from "./batch/headings";
import type { Answer, Bytes, Call, Given, Started } from "./batch/protocol";
import { sample } from "./batch/sample";
import { judgedWords, openedWords } from "./batch/spoken";
import { type Actions, FIRST_VIEW, headingsIn, type State } from "./batch/state";
import { batchView } from "./batch/view";
import { handOver } from "./handover";
import { tellHeight } from "./height";
import { grouped } from "./words/format";

const place = document.getElementById("batch") as HTMLElement;
const status = document.getElementById("said") as HTMLElement;

/** What is read out; a person sees the same at its own place. */
function say(words: string): void {
  if (status.textContent !== words) status.textContent = words;
}

/** So many parts of a long work are announced. */
const PARTS = 4;

function run(first: Client, { catalogue, day }: Started): void {
  let client = first;
  let state: State = {
    catalogue,
    apart: client.apart,
    today: day.on,
    day,
    file: null,
    number: 0,
    encoding: null,
    separator: null,
    opened: null,
    header: 0,
    uses: [],
    busy: null,
    failure: null,
    judged: null,
    stale: false,
    view: FIRST_VIEW,
    page: null,
    forExcel: true,
  };

  const draw = (): void => void render(batchView(state, actions), place);
  const change = (part: Partial<State>): void => {
    state = { ...state, ...part };
    draw();
  };

  /** Asks the desk for something that takes its time; undefined where nothing comes of it, which was said. */
  const work = async <Name extends Call>(part: NonNullable<State["failure"]>["part"], what: string, call: Name, given: Given<Name>): Promise<Answer<Name> | undefined> => {
    let announced = 0;
    change({ busy: { what, progress: null }, failure: null });
    say(what);
    try {
      return await client.ask(call, given, (progress) => {
        if (!state.busy) return;
        change({ busy: { ...state.busy, progress } });
        const now = Math.floor((PARTS * progress.done) / progress.of);
        if (now > announced && now < PARTS) say(`${what} ${grouped(progress.done)}／${grouped(progress.of)}`);
        announced = Math.max(announced, now);
      });
    } catch (error) {
      const { name, message } = error as Refused;
      if (name === "Cancelled") say("中止しました。読み込んだファイルと列の使いみちは、そのまま残っています。");
      else {
        say(message);
        change({ failure: { part, message } });
      }
      return undefined;
    } finally {
      change({ busy: null });
    }
  };

  const read = async (file: File): Promise<Bytes | null> => {
    try {
      return new Uint8Array(await file.arrayBuffer());
    } catch {
      const message = "ファイルを読めませんでした。ほかのソフトで開いていれば閉じて、もう一度選んでください。";
      say(message);
      change({ failure: { part: "file", message } });
      return null;
    }
  };

  let last = 0;
  /** Has the desk read a file, or the same in another way; what was there before stands until that is done. */
  const open = async ({ file, ...way }: { file?: File; encoding?: Encoding | null; separator?: Separator | null }): Promise<void> => {
    const { encoding, separator } = { ...state, ...way };
    const bytes = file ? await read(file) : null;
    if (file && !bytes) return;
    if (file) last += 1;
    const number = file ? last : state.number;
    const before = headingsIn(state).join("\n");
    const opened = await work("file", "ファイルを読み込んでいます。", "open", { file: number, bytes, encoding, separator });
    if (!opened) return;
    const next = { ...state, ...(file && { file, number }), encoding, separator, opened, judged: null, page: null, stale: false };
    // A file that was mended has the same columns, and what the person chose for them holds on.
    const sameColumns = state.opened !== null && headingsIn(next).join("\n") === before;
    change(sameColumns ? next : headedBy(next, opened.header));
    say(openedWords(state));
  };

  let asked = 0;
  const look = async (view: State["view"]): Promise<void> => {
    change({ view });
    asked += 1;
    const mine = asked;
    try {
      const page = await client.ask("page", view);
      if (mine === asked) change({ page });
    } catch (error) {
      change({ failure: { part: "save", message: (error as Error).message } });
    }
  };

  /** The same with another row of headings, and what these say the columns are for. */
  const headedBy = (known: State, header: number): State => {
    const next = { ...known, header };
    return { ...next, uses: usesOf(headingsIn(next), catalogue.questions) };
  };

  const unheaded = (known: State): State => {
    const next = { ...known, header: null };
    return { ...next, uses: headingsIn(next).map((_, at) => known.uses[at] ?? CARRIED) };
  };

  const actions: Actions = {
    choose: (file) => {
      if (file && !state.busy) void open({ file, encoding: null, separator: null });
    },
    encode: (encoding) => void open({ encoding }),
    separate: (separator) => void open({ separator }),
    // Without headings the columns are the same, and so is what they are for.
    head: (header) => change({ ...(header === null ? unheaded(state) : headedBy(state, header)), stale: true }),
    use: (column, use) => change({ uses: state.uses.map((one, at) => (at === column ? use : one)), stale: true, failure: null }),
    day: async (on) => {
      try {
        change({ day: await client.ask("day", on), stale: true });
      } catch (error) {
        change({ failure: { part: "judge", message: (error as Error).message } });
      }
    },
    judge: async () => {
      if (state.busy) return;
      const fault = faultOf(state.uses, headingsIn(state), catalogue.questions);
      if (fault) {
        say(fault);
        change({ failure: { part: "judge", message: fault } });
        return;
      }
      const { number: file, encoding, separator, header, uses, day } = state;
      const judged = await work("judge", "判定しています。", "judge", { chosen: { file, encoding, separator }, header, uses, on: day.on });
      if (!judged) {
        document.getElementById("judge")?.focus();
        return;
      }
      change({ judged, stale: state.uses !== uses || state.header !== header || state.day !== day });
      await look({ ...FIRST_VIEW });
      document.getElementById("result-title")?.focus();
      say(judgedWords(judged));
    },
    cancel: () => client.cancel(),
    look: (part) => void look({ ...state.view, from: 0, ...part }),
    forExcel: (forExcel) => change({ forExcel }),
    save: async (what) => {
      if (state.busy) return;
      const parts = await work("save", "CSVを作っています。", what, { forExcel: state.forExcel });
      if (!parts) return;
      const name = (state.file?.name ?? "").replace(/\.[^.]*$/, "");
      handOver(new Blob(parts), "text/csv", `${name}-${what === "result" ? "判定結果" : "判定していない行"}.csv`);
      say("CSVを保存しました。");
    },
    sample: () => handOver(sample(catalogue.questions), "text/csv", "一括判定-見本.csv"),
  };

  // A file that misses the field must not take the place of the page.
  for (const name of ["dragover", "drop"] as const) {
    addEventListener(name, (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      if (name === "drop") actions.choose(event.dataTransfer.files[0]);
    });
  }
  renewed = (next) => {
    client = next;
    change({ apart: next.apart, judged: null, page: null });
    // The new desk knows nothing; what the person chose stays.
    const { file, failure } = state;
    if (file) void open({ file }).then(() => change({ failure }));
  };
  draw();
}

/** What happens where the worker ended on its own: another takes its place, and reads the file anew when it is asked. */
let renewed: (client: Client) => void = () => {};
const lost = (): void => void connect(lost).then(({ client }) => renewed(client), () => {});

connect(lost).then(
  ({ client, started }) => run(client, started),
  (error: Error) => {
    const reason = document.createElement("p");
    reason.className = "box";
    reason.append(error.message);
    if (error.name === "NoEngine") {
      const link = Object.assign(document.createElement("a"), { href: "iryo-dx-hojokin.nowasm.html", textContent: "iryo-dx-hojokin.nowasm.html" });
      reason.append(" 1施設ずつであれば、このページと同じ場所に WebAssembly を使わない版が置かれていると、そちらで計算できます：", link);
    }
    place.replaceChildren(reason);
  },
);
tellHeight(document.body);
