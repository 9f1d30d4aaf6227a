import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { SHAPES } from "../../handoff/web/console/shapes.js";
import { clock, conversation, item, KIM, message, offer, snapshot } from "./console_records.mjs";

const PAGES = new URL("../../handoff/web/console/", import.meta.url);
const TYPES = readFileSync(new URL("types.d.ts", PAGES), "utf8");

/** The fields of a record that are always sent, as the generated types have them. */
const fieldsOf = (name) => {
  const [, body] = TYPES.match(new RegExp(`^export interface ${name} \\{\\n([^}]*)^\\}`, "m"));
  return [...body.matchAll(/^ {2}(\w+): /gm)].map(([, field]) => field);
};

const same = (record, fields) => assert.deepEqual(Object.keys(record).sort(), [...fields].sort());

test("what is told in events has the fields that the desk declares", () => {
  same(item(), SHAPES["handoff.queued"].item);
  same(conversation(), SHAPES["conversation.changed"].conversation);
  same(message(), SHAPES["message.added"].message);
  same(offer(), SHAPES["offer.made"].offer);
  same(clock(), SHAPES["clock.changed"].clock);
  same(snapshot().agents[0], SHAPES["agent.changed"].agent);
});

test("so has what a console begins with", () => {
  same(snapshot(), fieldsOf("Snapshot"));
  same(KIM, fieldsOf("Agent"));
  same(snapshot().dispositions[0], fieldsOf("Disposition"));
});

test("so have the parts of records", () => {
  same(item().reason, fieldsOf("Reason"));
  same(message().author, fieldsOf("Author"));
  for (const due of clock().dues) same(due, fieldsOf("Due"));
});
