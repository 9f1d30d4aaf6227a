/** The widget's words. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { ENGLISH, fill, localeOf, merged } from "../../handoff/web/widget/texts.js";

test("what is filled in stands in its place, and what is missing stays visible", () => {
  assert.equal(fill("{count} of {limit}", { count: 3, limit: 5 }), "3 of 5");
  assert.equal(fill("Hello {name}", {}), "Hello {name}");
});

test("a translation replaces what it has, and the rest stays English", () => {
  const texts = merged({ send: "Senden", unknown: "x", title: 7 });
  assert.equal(texts.send, "Senden");
  assert.equal(texts.title, ENGLISH.title);
  assert.deepEqual(Object.keys(texts), Object.keys(ENGLISH));
});

test("a browser's language becomes one that the desk takes", () => {
  assert.equal(localeOf("de-AT"), "de-AT");
  assert.equal(localeOf("zh-Hant-TW"), "zh-TW");
  assert.equal(localeOf("en-US@posix"), "en");
});
