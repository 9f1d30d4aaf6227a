import assert from "node:assert/strict";
import { test } from "node:test";

globalThis.localStorage = { getItem: () => null, setItem: () => {} };
globalThis.addEventListener = () => {};

const { Looking } = await import("../../handoff/web/console/views/looking.js");
const { Attachment } = await import("../../handoff/web/console/views/attachment.js");

/** Every link of a tree, with its words. */
function links(node) {
  if (Array.isArray(node)) return node.flatMap(links);
  if (!node || typeof node !== "object") return [];
  if (typeof node.type === "function") return links(node.type(node.props));
  const below = links(node.props?.children);
  return node.type === "a" ? [{ href: node.props.href, words: words(node) }, ...below] : below;
}

/** What is read of a tree. */
function words(node) {
  if (Array.isArray(node)) return node.map(words).join("");
  if (!node || typeof node !== "object") return typeof node === "string" ? node : "";
  if (typeof node.type === "function") return words(node.type(node.props));
  return words(node.props?.children);
}

test("the title of a page stands beside its address, and never leads there by itself", () => {
  const page = { url: "https://evil.example/login", title: "https://desk.example/console" };
  const shown = Looking({ page });
  assert.deepEqual(links(shown), [{ href: page.url, words: page.url }]);
  assert.match(words(shown), /desk\.example/);
});

test("a page without an address has no link", () => {
  assert.deepEqual(links(Looking({ page: { title: "https://desk.example" } })), []);
});

test("the name of a place is no link's text either", () => {
  const attachment = { kind: "location", name: "https://desk.example", latitude: 1, longitude: 2 };
  const [link] = links(Attachment({ attachment }));
  assert.equal(link.words, "1.00000, 2.00000");
});
