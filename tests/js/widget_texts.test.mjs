/** The widget's words. */

import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { test } from "node:test";

import { fill, localeOf } from "../../handoff/web/widget/texts.js";

test("what is filled in stands in its place, and what is missing stays visible", () => {
  assert.equal(fill("{count} of {limit}", { count: 3, limit: 5 }), "3 of 5");
  assert.equal(fill("Hello {name}", {}), "Hello {name}");
});

test("a browser's language becomes one that the desk takes", () => {
  assert.equal(localeOf("de-AT"), "de-AT");
  assert.equal(localeOf("zh-Hant-TW"), "zh-TW");
  assert.equal(localeOf("en-US@posix"), "en");
});

const folder = new URL("../../handoff/web/widget/texts/", import.meta.url);
const english = JSON.parse(await readFile(new URL("en.json", folder), "utf-8"));
const holes = (/** @type {string} */ text) => (text.match(/\{\w+\}/g) ?? []).sort();

for (const file of await readdir(folder)) {
  test(`${file} says everything that the widget says, with the same holes to fill`, async () => {
    const own = JSON.parse(await readFile(new URL(file, folder), "utf-8"));
    assert.deepEqual(Object.keys(own), Object.keys(english));
    Object.keys(english).forEach((key) => assert.deepEqual(holes(own[key]), holes(english[key]), key));
  });
}
