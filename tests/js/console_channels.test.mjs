/** What the console makes of the channels that the desk tells it of. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { channelOf, proofOf } from "../../handoff/web/console/channels.js";
import { snapshot } from "./console_records.mjs";

const PIGEON = {
  name: "pigeon",
  label: "Carrier pigeon",
  marked: true,
  linkable: false,
  templates_only: true,
  templates: [],
  proofs: { pigeon_ring: "wears our ring" },
};
const told = { ...snapshot(), channels: [PIGEON] };

test("a channel is what the snapshot says of it", () => {
  assert.equal(channelOf(told, "pigeon"), PIGEON);
});

test("a channel that the desk no longer has is called by its name and promises nothing", () => {
  const { label, marked, linkable, templates_only: only } = channelOf(told, "fax_line");
  assert.deepEqual({ label, marked, linkable, only }, {
    label: "Fax line", marked: true, linkable: false, only: false,
  });
  assert.equal(channelOf(null, "pigeon").label, "Pigeon");
});

test("a proof of one channel is told in that channel's words, any other one in ours", () => {
  assert.equal(proofOf(told, "pigeon_ring"), "wears our ring");
  assert.equal(proofOf(told, "order_challenge"), "order number and postcode");
  assert.equal(proofOf(told, "some_other_way"), "some other way");
  assert.equal(proofOf(told, null), null);
});
