// What a link or a saved page carries of its result, and what is said when it is opened later.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

const { changes } = JSON.parse(await readFile(join(dirname(process.env.PAGE), "catalogue.json"), "utf8"));

const answers = {
  facilityType: "hospital",
  beds: 250,
  onlineEligibility: true,
  ePrescription: "introduced",
  checkupSystem: true,
  sharedDocuments: 3,
  founder: "medical-corporation",
  employees: 200,
  cardIntegration: "both",
  receptionMachine: false,
  costs: { "ehr-sharing": 20_000_000, "card-integration": 400_000 },
};
const DAY = "2025-11-01";
const fragmentOf = (answers, on) => `#a=${encodeURIComponent(JSON.stringify(answers))}&on=${on}`;

/** Places of the fields in the figures that a link carries. */
const [VERSION, EDITION, ON] = [0, 2, 3];
const HEAD = 6;

/** As version 2025-10-21.3 made it, which had another floor: for this cost nothing came out. */
const EARLIER = {
  answers: "#a=%7B%22founder%22%3A%22medical-corporation%22%2C%22employees%22%3A20%2C%22itProcesses%22%3A4%2C%22costs%22%3A%7B%22it-introduction%22%3A2000000%7D%7D",
  on: "&on=2026-08-01",
  was: "&was=2025-10-21.3~2025-10-21~5pel5Yy755m656ysMTIwM-WPt--8iOaDheOCt--8iQ~2026-08-01~0~3x0e0~medical-assistance~b~~~outpatient-mobile~a~0~8t4o~home-visit-mobile~a~0~8t4o~online-care-mobile~a~0~8cxc~checkup-body-mobile~b~~~exempt-body-mobile~a~0~nx4~card-integration~a~0~cuyo~smartphone-reader~a~0~g7c~e-prescription~9~0~1h39k~ehr-sharing~9~0~3x0e0~productivity~a~0~-~it-introduction~1~0~",
};

/** The link's figures with some of their fields changed. */
function changed(link, change) {
  const [head, figures] = link.split("&was=");
  const fields = figures.split("~");
  const at = (id) => fields.indexOf(id);
  change(fields, at);
  return `${head}&was=${fields.join("~")}`;
}

/** @param page what the suite gives: `go` to any address, `open` the page with a fragment, `evaluate` */
export function links(engine, { go, open, evaluate }) {
  /** The fragment that the button copies. */
  const copied = () =>
    evaluate(async () => {
      const copied = new Promise((resolve) => {
        Object.defineProperty(navigator, "clipboard", { configurable: true, value: { writeText: async (text) => resolve(text) } });
      });
      document.querySelector("[data-does=link]").click();
      return new URL(await copied).hash;
    });
  const made = async (answers, on) => {
    await open(fragmentOf(answers, on));
    return copied();
  };
  const seen = () =>
    evaluate(async () => {
      // The comparison follows the first report, in a later turn.
      await new Promise((resolve) => setTimeout(resolve, 0));
      const since = document.getElementById("since");
      const text = (part) => part.textContent.replace(/\s+/g, "");
      return {
        said: text(since.querySelector("[role=status]")),
        sections: since.querySelectorAll("section").length,
        rows: Object.fromEntries([...since.querySelectorAll("li:has(b)")].map((row) => [text(row.querySelector("b")), text(row)])),
        text: text(since),
        notice: [...document.querySelectorAll("#notice li")].map(text),
        elements: [...since.querySelectorAll("*")].map(({ localName }) => localName),
        address: location.hash,
        kept: document.querySelector('meta[name="iryo-dx-hojokin-answers"]').content,
        answers: document.querySelector("iryo-dx-hojokin").answers,
        on: document.querySelector("iryo-dx-hojokin").on,
      };
    });
  const after = async (fragment) => {
    await open(fragment);
    return seen();
  };
  const INTEGRATION = "受給者証・診察券の一体化";
  const SHARING = "電子カルテ情報共有サービス";

  test(`${engine}: a link carries its figures, shortly, and the address bar goes without`, async () => {
    const plain = fragmentOf(answers, DAY);
    const link = await made(answers, DAY);
    const figures = link.slice(link.indexOf("&was="));
    assert.ok(link.startsWith(`${plain}&was=`));
    assert.match(figures, /^&was=[\w.~-]+$/);
    assert.ok(figures.length <= 450, `${figures.length} letters`);
    // Of the twelve alone.
    assert.equal(figures.slice("&was=".length).split("~").length, HEAD + 4 * 12);
    const page = await after(link);
    assert.deepEqual(page.answers, answers);
    assert.deepEqual([page.on, page.text, page.notice, page.address], [DAY, "", [], plain]);
    assert.equal(page.kept, link);
    // What that page would pass on is the same again.
    assert.equal(await copied(), link);
  });

  test(`${engine}: a change of the list is told with the reason that is recorded`, async () => {
    const link = await made(answers, DAY);
    const none = changed(link, (fields, at) => {
      fields[VERSION] = "2025-10-21.1";
      fields.splice(at("card-integration") + 2, 2, "", "");
    });
    const page = await after(none);
    assert.deepEqual(Object.keys(page.rows), [INTEGRATION]);
    const row = page.rows[INTEGRATION];
    assert.match(row, /：受付中、金額の記載なし→受付中、20万円理由：一覧の変更（2025-10-21\.2、2026年11月23日）：公表資料にある金額を計算するようにしました。/);
    assert.match(row, /（出典：医療費助成オンライン資格確認システムの助成の、施設と内容ごとの表（2025年度）、/);
    assert.doesNotMatch(row, /期限|記録されていません/);
    assert.match(page.said, /^一覧が新しい版になりました（前回2025-10-21\.1、今回2025-10-21\.\d+）。前回の結果と1件が違います。$/);
    assert.match(page.text, /前回：基準日2025年11月1日、日医発第1203号（情シ）（2025年10月21日現在）、データ2025-10-21\.1、補助額の合計657万9,000円〜/);
    assert.equal(page.address, fragmentOf(answers, DAY));

    // Of this programme nothing is recorded since that version.
    const unrecorded = await after(changed(link, (fields, at) => {
      fields[VERSION] = "2025-10-21.2";
      fields[at("card-integration") + 2] = "1000";
    }));
    assert.match(unrecorded.rows[INTEGRATION], /：受付中、4万6,656円→受付中、20万円理由：一覧が変わりましたが、理由は記録されていません。.*0800-080-4583/);
    const same = await after(changed(link, (fields) => (fields[VERSION] = "2025-10-21.1")));
    assert.match(same.said, /^一覧が新しい版になりました（.*）。この回答での結果は変わっていません。$/);
    assert.equal(same.sections, 0);
  });

  test(`${engine}: a link of an earlier version opens, with what changed since and every reason that is recorded`, async () => {
    const page = await after(EARLIER.answers + EARLIER.on + EARLIER.was);
    assert.deepEqual(page.answers, JSON.parse(decodeURIComponent(EARLIER.answers.slice("#a=".length))));
    assert.deepEqual([page.on, page.notice, page.address], ["2026-08-01", [], EARLIER.answers + EARLIER.on]);
    assert.match(page.said, /^一覧が新しい版になりました（前回2025-10-21\.3、今回\d{4}-\d\d-\d\d\.\d+）。前回の結果と1件が違います。$/);
    assert.match(page.text, /前回：.*補助額の合計0円〜657万9,000円今回：.*補助額の合計100万円〜/);
    assert.deepEqual(Object.keys(page.rows), ["IT導入補助金"]);
    const row = page.rows["IT導入補助金"];
    assert.match(row, /：受付中、0円→受付中、100万円〜133万3,333円理由：一覧の変更（2025-10-21\.4、2026年11月29日）：/);
    assert.match(row, /：4種類以上の場合の下限額を、150万円から5万円に直しました。.*（出典：中小企業デジタル化・AI導入支援事業費補助金交付規程通常枠）/);
    const recorded = changes.filter(({ version, programmes }) => !/^2025-10-21\.[1-3]$/.test(version) && programmes.includes("it-introduction"));
    assert.ok(recorded.length > 0);
    const reasons = row.slice(row.indexOf("理由：") + "理由：".length).split(/(?=一覧の変更（)/);
    for (const [at, { version, text }] of recorded.entries()) assert.ok(reasons[at].startsWith(`一覧の変更（${version}、`) && reasons[at].includes(text.replace(/\s+/g, "")), text);
    assert.equal(reasons.length, recorded.length);
  });

  test(`${engine}: what the passing of days changed is told with its date`, async () => {
    const link = (await made(answers, DAY)).replace(`&on=${DAY}`, "&on=2026-12-01");
    const page = await after(link);
    assert.equal(page.rows[INTEGRATION], `${INTEGRATION}：受付中→受付終了理由：申請の期限（2026年1月15日）を過ぎました。`);
    assert.equal(page.rows["IT導入補助金"].match(/申請の期限（2025年12月2日）/g).length, 1);
    assert.ok(!(SHARING in page.rows));
    assert.doesNotMatch(page.text, /一覧の変更|出てきません|記録されていません/);
    const early = (await made(answers, "2025-06-05")).replace("&on=2025-06-05", "&on=2025-06-06");
    assert.match((await after(early)).rows[INTEGRATION], /：これから→受付中理由：開始日（2025年6月6日）になりました。$/);
    // Where the state does not say whether applications are taken, that is told too.
    for (const [cardIntegration, state] of [[undefined, "要確認"], ["none", "対象外"]]) {
      const link = (await made({ ...answers, cardIntegration }, DAY)).replace(`&on=${DAY}`, "&on=2026-12-01");
      assert.match((await after(link)).rows[INTEGRATION], new RegExp(`：${state}、期限の前→受付終了理由：申請の期限（2026年1月15日）を過ぎました。$`));
    }
    // Both the list and the days.
    const both = await after(changed(link, (fields, at) => {
      fields[VERSION] = "2025-10-21.1";
      fields.splice(at("card-integration") + 2, 2, "", "");
    }));
    assert.match(both.rows[INTEGRATION], /金額の記載なし→受付終了、20万円理由：一覧の変更（.*）申請の期限（2026年1月15日）を過ぎました。$/);
  });

  test(`${engine}: figures that do not come from the list, and those of a later one`, async () => {
    const link = await made(answers, DAY);
    const other = (fields, at) => (fields[at("ehr-sharing") + 2] = "1000");
    assert.match((await after(changed(link, other))).rows[SHARING], /理由：前回の数字は、この一覧とこの回答からは出てきません。/);
    const later = await after(changed(link, (fields, at) => {
      fields[VERSION] = "2099-01-01.1";
      other(fields, at);
    }));
    assert.match(later.said, /^このページの一覧は、前回より古い版です（前回2099-01-01\.1、/);
    assert.match(later.rows[SHARING], /理由：このページの一覧が、前回より古い版のためです。$/);
    const total = await after(changed(link, (fields) => fields.splice(4, 2, "1", "2")));
    assert.match(total.rows["補助額の合計"], /1円〜2円→657万9,000円〜/);
    assert.equal(Object.keys(total.rows).length, 1);
  });

  test(`${engine}: an amount without an end is carried as one`, async () => {
    const link = await made({ facilityType: "hospital" }, DAY);
    assert.match(link, /~productivity~b~0~-~/);
    const page = await after(changed(link, (fields, at) => fields.splice(at("productivity") + 2, 2, "0", "5yc1s")));
    assert.match(page.rows["生産性向上・職場環境整備等事業"], /：要確認、0円〜1,000万円→要確認、0円から（上限は、病床数などの回答で決まります）/);
  });

  test(`${engine}: unknown keys are named beside the figures, and the rest is kept`, async () => {
    const link = await made(answers, DAY);
    const more = { ...answers, cardIntegration: "gone", formerKey: 1 };
    const page = await after(link.replace(encodeURIComponent(JSON.stringify(answers)), encodeURIComponent(JSON.stringify(more))));
    const { cardIntegration: _, ...rest } = answers;
    assert.deepEqual(page.answers, rest);
    assert.equal(page.notice.length, 2);
    assert.match(page.rows[INTEGRATION], /：受付中、20万円→要確認、0円〜20万円理由：/);
    assert.match(page.text, /使えないものを除いたことも、違いの理由になり得ます。/);
  });

  test(`${engine}: figures that nobody wrote are dropped, and are never markup`, async () => {
    const link = await made(answers, DAY);
    const [head, figures] = link.split("&was=");
    const fields = figures.split("~");
    const put = (at, text) => fields.with?.(at, text).join("~") ?? fields.map((field, here) => (here === at ? text : field)).join("~");
    for (const broken of [
      "",
      "1",
      "%",
      "%00~%ff",
      figures.slice(0, -1).replace(/~[^~]*$/, ""),
      figures.slice(0, 100),
      `${figures}~`,
      put(VERSION, "2025-10-21"),
      put(VERSION, "9999999999.1"),
      put(1, "2025-02-30"),
      put(ON, "0000-01-01"),
      put(EDITION, "@@"),
      put(EDITION, "_w"),
      put(EDITION, btoa("x".repeat(60))),
      put(4, "zzzzzzzz"),
      put(5, "-1"),
      put(5, "1"),
      put(HEAD + 1, "c"),
      put(HEAD + 1, "constructor"),
      put(HEAD + 2, "1_9"),
      put(HEAD + 3, "NaN."),
    ]) {
      const page = await after(`${head}&was=${broken}`);
      assert.deepEqual(page.notice, ["前回の結果の部分（途中で切れているか、書き換えられています）"], broken);
      assert.deepEqual([page.text, page.on], ["", DAY], broken);
      assert.deepEqual(page.answers, answers, broken);
    }
    const markup = '<img src=x onerror="x()">';
    const strange = await after(changed(link, (fields, at) => {
      fields[EDITION] = btoa(markup).replace(/=/g, "");
      fields[at("ehr-sharing") + 2] = "1000";
      fields.push("__proto__", "1", "", "", "constructor", "1", "1", "", encodeURIComponent(markup), "1", "", "", "care-information", "1", "", "");
    }));
    assert.deepEqual(strange.notice.map((fault) => /「(.*)」/.exec(fault)[1]), ["__proto__", "constructor", markup.replace(/\s/g, ""), "care-information"]);
    assert.ok(strange.text.includes(`、${markup.replace(/\s/g, "")}（2025年10月21日現在）`));
    assert.deepEqual([...new Set(strange.elements)].sort(), ["b", "br", "div", "h2", "li", "p", "section", "ul"]);
    assert.deepEqual(Object.keys(strange.rows), [SHARING]);
    const many = Array.from({ length: 2000 }, (_, index) => `x${index}~1~~`).join("~");
    assert.equal((await after(`${link}~${many}`)).notice.length, 11);
  });

  test(`${engine}: the comparison stays with one's own answers and goes with another's link`, async () => {
    const old = changed(await made(answers, DAY), (fields, at) => {
      fields[VERSION] = "2025-10-21.1";
      fields.splice(at("card-integration") + 2, 2, "", "");
    });
    const { text } = await after(old);
    const step = async (act) => {
      await evaluate(act);
      await evaluate(() => new Promise((resolve) => setTimeout(resolve, 100)));
      return seen();
    };
    const typed = await step(() => {
      const { shadowRoot } = document.querySelector("iryo-dx-hojokin");
      const field = shadowRoot.getElementById("in-beds");
      field.value = "100";
      field.dispatchEvent(new Event("change"));
    });
    assert.equal(typed.text, text);
    assert.match(typed.address, /^#a=[^&]+&on=2025-11-01$/);
    assert.deepEqual(typed.answers, { ...answers, beds: 100 });
    assert.ok(typed.kept.startsWith(`${typed.address}&was=`));
    const back = await step(() => history.back());
    assert.deepEqual([back.text, back.address], [text, fragmentOf(answers, DAY)]);
    const forth = await step(() => history.forward());
    assert.deepEqual([forth.text, forth.answers.beds], [text, 100]);
    const other = fragmentOf({ beds: 20 }, DAY);
    await evaluate((other) => (location.hash = other), other);
    const gone = await step(() => {});
    assert.deepEqual([gone.text, gone.answers, gone.address], ["", { beds: 20 }, other]);
    assert.ok(gone.kept.startsWith(`${other}&was=`));
    await evaluate((old) => (location.hash = old), old);
    assert.equal((await step(() => {})).text, text);
  });

  test(`${engine}: a saved page keeps the figures, and opens with what has changed since`, async () => {
    const folder = await mkdtemp(join(tmpdir(), "links-"));
    try {
      const old = changed(await made(answers, DAY), (fields, at) => {
        fields[VERSION] = "2025-10-21.1";
        fields.splice(at("card-integration") + 2, 2, "", "");
      });
      const { text } = await after(old);
      const { ours, browsers } = await evaluate(async () => {
        const create = URL.createObjectURL;
        let file;
        URL.createObjectURL = (blob) => create.call(URL, (file = blob));
        document.querySelector("[data-does=save]").click();
        URL.createObjectURL = create;
        return { ours: await file.text(), browsers: `<!DOCTYPE html>${document.documentElement.outerHTML}` };
      });
      assert.doesNotMatch(ours.slice(ours.indexOf("<body")), /前回の結果と\d/);
      const opened = async (name, html) => {
        const path = join(folder, name);
        await writeFile(path, html);
        await go(pathToFileURL(path).href);
        await evaluate(() => document.querySelector("iryo-dx-hojokin").ready.then(() => true));
        return seen();
      };
      // Saved with today's figures: nothing differs, even where the page showed an older link's.
      for (const [name, html] of Object.entries({ ours, browsers })) {
        const page = await opened(`${name}.html`, html);
        assert.deepEqual([page.text, page.answers, page.on, page.address], ["", answers, DAY, ""], name);
      }
      const older = ours.replace(/(name="iryo-dx-hojokin-answers" content=")[^"]*/, (_, head) => head + old.replaceAll("&", "&amp;"));
      const page = await opened("older.html", older);
      assert.deepEqual([page.text, page.sections, page.answers, page.address], [text, 1, answers, ""]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
}
