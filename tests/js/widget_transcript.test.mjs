/** The conversation as a file that the customer keeps. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { EMPTY } from "../../handoff/web/widget/conversation.js";
import { language } from "../../handoff/web/widget/texts.js";
import { transcript } from "../../handoff/web/widget/transcript.js";

const said = (/** @type {number} */ seq, /** @type {object} */ more) => ({
  conversation_id: "c",
  seq,
  time: "2026-01-02T03:04:05",
  kind: "text",
  author: { kind: "bot" },
  text: null,
  ...more,
});

test("every message is a line that says when, who and what, earlier conversations first", () => {
  language.value = "en-GB";
  const text = transcript(
    {
      ...EMPTY,
      earlier: [said(1, { author: { kind: "customer" }, text: "hello" })],
      messages: [
        said(1, { text: "look", image: "/x.png", attachments: [{ name: "label.pdf" }, {}] }),
        said(2, { custom: { only: "for programs" } }),
      ],
    },
    ({ kind }) => kind,
  );
  assert.equal(
    text,
    "[02/01/2026, 03:04:05] customer: hello\n" +
      "[02/01/2026, 03:04:05] bot: look [Picture] [label.pdf] [File]\n",
  );
});

test("a conversation without a word is an empty file", () => {
  assert.equal(transcript(EMPTY, () => ""), "");
});

test("words from right to left leave the line around them in order", () => {
  language.value = "en-GB";
  const messages = [said(1, { author: { kind: "customer" }, text: "שלום, 4711" })];
  assert.equal(
    transcript({ ...EMPTY, messages }, () => "ליאה"),
    "[02/01/2026, 03:04:05] \u2068ליאה\u2069: \u2068שלום, 4711\u2069\n",
  );
});
