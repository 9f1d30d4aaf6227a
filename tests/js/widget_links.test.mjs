/** Web addresses in a text. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { partsOf } from "../../handoff/web/widget/links.js";

const hrefs = (text) => partsOf(text).flatMap(({ href }) => href ?? []);

test("nothing of the text is lost or added", () => {
  const text = "See https://a.example/x?y=1#z, or (www.b.example).\nBye <b>you</b>";
  assert.equal(
    partsOf(text)
      .map((part) => part.text)
      .join(""),
    text,
  );
});

test("a sentence's punctuation is not part of the address", () => {
  assert.deepEqual(hrefs("Look at https://a.example/x."), ["https://a.example/x"]);
  assert.deepEqual(hrefs("(see https://a.example/x)!"), ["https://a.example/x"]);
});

test("a bracket that the address itself opened belongs to it", () => {
  assert.deepEqual(hrefs("https://a.example/x_(y)."), ["https://a.example/x_(y)"]);
});

test("an address without a scheme is taken as a secure one", () => {
  assert.deepEqual(hrefs("www.a.example"), ["https://www.a.example"]);
});

test("only web addresses become links", () => {
  assert.deepEqual(hrefs("javascript:alert(1) data:text/html,x ftp://a.example a@b.example"), []);
});

test("an address ends where markup would begin", () => {
  assert.deepEqual(hrefs('https://a.example/"><script>'), ["https://a.example/"]);
});
