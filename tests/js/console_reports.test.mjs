/** How the values of reports are written. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { csvOf, lastDays, shown, trend } from "../../handoff/web/console/reports.js";
import { zone } from "../../handoff/web/console/zone.js";

test("each kind of value is written in its own way", () => {
  assert.equal(shown(1234, "count"), "1,234");
  assert.equal(shown(0.615, "share"), "61.5%");
  assert.equal(shown(0.4, "seconds"), "0 s");
  assert.equal(shown(45, "seconds"), "45 s");
  assert.equal(shown(90, "seconds"), "1 min 30 s");
  assert.equal(shown(120, "seconds"), "2 min");
  assert.equal(shown(7_510, "seconds"), "2 h 5 min");
  assert.equal(shown(4.25, "score"), "4.25");
  assert.equal(shown("2026-03-02", "day"), "2 Mar");
  assert.equal(shown("customer_asked", "reason"), "Asked for a person");
  assert.equal(shown("order_missing", "topic"), "Order missing");
  assert.equal(shown("Northway", "text"), "Northway");
});

test("nothing to count is a dash, and no topic is said so", () => {
  assert.equal(shown(null, "share"), "–");
  assert.equal(shown(null, "topic"), "No topic understood");
});

test("whether it is better depends on what one wants", () => {
  const figure = (value, before, better, unit = "count") => ({ value, before, better, unit });
  assert.equal(trend(figure(0.7, 0.6, "more")), "better");
  assert.equal(trend(figure(70, 60, "less")), "worse");
  assert.equal(trend(figure(70, 60, null)), "");
  assert.equal(trend(figure(70, null, "more")), "");
  assert.equal(trend(figure(70, 70, "more")), "");
  assert.equal(trend(figure(0.70001, 0.7, "more", "share")), "");
});

test("the last days end today, and both ends count", () => {
  const now = new Date(2026, 2, 2, 15).getTime();
  const here = encodeURIComponent(zone());
  assert.deepEqual(lastDays(7, now), { since: "2026-02-24", until: "2026-03-02" });
  assert.equal(
    csvOf("skills", { since: "2026-02-24", until: "2026-03-02" }),
    `/api/console/reports/skills.csv?since=2026-02-24&until=2026-03-02&timezone=${here}`,
  );
});
