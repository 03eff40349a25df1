// Why something is refused, in sentences.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load, question } from "./sources.mjs";

const { refusalWords } = await load(["words/refusals"]);
const questions = new Map([["beds", question("beds", "病床数")]]);

test("refusals: the answer to a question is called by the question's name and its key", () => {
  const refused = { code: "fraction", key: "beds", place: null, what: "に小数は使えません。0から3000までの整数で答えてください。" };
  assert.equal(refusalWords(refused, questions), "「病床数」（beds）に小数は使えません。0から3000までの整数で答えてください。");
});

test("refusals: anything else is called as the calculator calls it", () => {
  const unknown = { code: "unknown-key", key: "bedz", place: "「bedz」", what: "という項目はありません。綴りを確かめるか、この項目を取り除いてください。" };
  assert.equal(refusalWords(unknown, questions), "「bedz」という項目はありません。綴りを確かめるか、この項目を取り除いてください。");
  const request = { code: "wrong-type", key: null, place: "入力", what: "に使えない種類の値が入っています。{ answers: { … } } の形で渡してください。" };
  assert.equal(refusalWords(request, questions), "入力に使えない種類の値が入っています。{ answers: { … } } の形で渡してください。");
  const amount = { code: "not-an-amount", key: null, place: "", what: "金額を読み取れません。" };
  assert.equal(refusalWords(amount, questions), "金額を読み取れません。");
});
