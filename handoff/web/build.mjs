/**
 * Bundler: makes `dist/`, what browsers get of the pages, out of the modules beside this file.
 *
 * Every file keeps its place, so that addresses are the same with and without this step. What has
 * been read and what has been written goes into `dist/manifest.json`, by which a test knows whether
 * `dist/` is current. `node build.mjs FOLDER` writes to another folder.
 */

import { createHash } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { build } from "esbuild";

const home = import.meta.dirname;
const dist = join(home, "dist");

/** Modules that are asked for by their name. Each becomes one file; what it imports later, others. */
const MODULES = [
  "widget/main.js",
  "widget/socket.js",
  "widget/invitations.js",
  "console/main.js",
  "demo/demo.js",
];
/** The script that sites embed: a classic one, in ASCII, as their pages may be in any encoding. */
const LOADER = "widget/widget.js";
/** What no script imports. */
const OTHERS = [
  "home.html",
  "widget/chat.html",
  "widget/chat.css",
  "widget/launcher.css",
  "widget/icon.svg",
  "console/index.html",
  "console/style/index.css",
  "console/icon.svg",
  "demo/index.html",
  "demo/demo.css",
  "demo/icon.svg",
];
/** What decides besides about what comes out. */
const TOOLS = ["build.mjs", "package.json", "package-lock.json"];

/** Stands for the texts of a language, which the bridge puts in its place. */
const TEXTS = JSON.stringify("__TEXTS__");

/** @type {import("esbuild").Plugin} */
const texts = {
  name: "texts",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\/texts\/en\.json$/ }, () => ({ path: "texts", namespace: "bridge" }));
    onLoad({ filter: /.*/, namespace: "bridge" }, () => ({ contents: TEXTS, loader: "json" }));
  },
};

/** Keeps the licences that a library's first comment states, whichever way it is written.
 * @type {import("esbuild").Plugin} */
const licences = {
  name: "licences",
  setup({ onLoad }) {
    onLoad({ filter: /\/vendor\/[^/]+\.js$/ }, async ({ path }) => ({
      contents: (await readFile(path, "utf8")).replace(/^\/\*\*/, "/*!"),
    }));
  },
};

/** @type {import("esbuild").BuildOptions} */
const COMMON = {
  absWorkingDir: home,
  outbase: home,
  outdir: dist,
  bundle: true,
  minify: true,
  target: "es2022",
  tsconfigRaw: {}, // jsconfig.json is for the type check alone
  metafile: true,
  write: false,
  plugins: [texts, licences],
};

/** @param {string} entry */
const module = (entry) =>
  build({
    ...COMMON,
    entryPoints: [entry],
    format: "esm",
    charset: "utf8",
    splitting: true,
    // Without a digest: a page of before finds what it imports later. The bridge adds one of all.
    chunkNames: `${dirname(entry)}/[name]`,
  });

const loader = () => build({ ...COMMON, entryPoints: [LOADER], format: "iife" });

const others = () =>
  build({
    ...COMMON,
    entryPoints: OTHERS,
    charset: "utf8",
    loader: { ".html": "copy", ".svg": "copy" },
  });

/** The SHA-256 of each of these contents, by its path. @param {Map<string, Uint8Array>} contents */
const digests = (contents) =>
  Object.fromEntries(
    [...contents.keys()]
      .sort()
      .map((path) => [path, createHash("sha256").update(contents.get(path)).digest("hex")]),
  );

/** What has been read, but for the texts, which are in no bundle.
 * @param {import("esbuild").Metafile[]} metafiles */
async function sources(metafiles) {
  const read = metafiles.flatMap(({ inputs }) => Object.keys(inputs));
  const files = [...read.filter((path) => !path.startsWith("bridge:")), ...TOOLS];
  return new Map(
    await Promise.all(files.map(async (path) => [path, await readFile(join(home, path))])),
  );
}

/** @param {string} folder @param {Map<string, Uint8Array>} contents */
async function write(folder, contents) {
  for (const [path, content] of contents) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}

const built = await Promise.all([...MODULES.map(module), loader(), others()]);
const files = new Map(
  built.flatMap(({ outputFiles }) =>
    outputFiles.map(({ path, contents }) => [relative(dist, path), contents]),
  ),
);
const manifest = {
  sources: digests(await sources(built.map(({ metafile }) => metafile))),
  files: digests(files),
};
files.set("manifest.json", Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`));
// Not before all has been made: what cannot be bundled leaves the bundles of before.
if (!process.argv[2]) await rm(dist, { recursive: true, force: true });
await write(process.argv[2] ?? dist, files);
