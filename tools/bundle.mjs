// Makes kg/views/assets/ of the explorer's own modules and of npm's libraries: `node tools/bundle.mjs`.
//
// explorer.js and explorer.css are what a page holds; sparql-engine.js is what its frame that answers queries holds; world.json.gz
// and oxigraph.wasm.gz go into it as data where a page needs them; LICENSES.txt.gz holds the licences of all of that and goes into every page. Nothing is fetched.
import { build } from "esbuild";
import { mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");
const SOURCES = join(ROOT, "kg", "views", "web", "explorer");
const OUT = join(ROOT, "kg", "views", "assets");
const MODULES = join(ROOT, "node_modules");
/** Packages that go into a page as data, which esbuild does not see. */
const AS_DATA = ["oxigraph", "world-atlas"];

const MIT = (holder) => `MIT License

Copyright (c) ${holder}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
`;
/** Packages whose archive holds no licence's text: whose it is, by their own documentation. */
const HOLDERS = { oxigraph: "2018 Oxigraph developers" };

/** The package that a bundled file belongs to. */
function packageOf(path) {
  const parts = path.split("/");
  const at = parts.lastIndexOf("node_modules");
  if (at < 0) return null;
  return parts[at + 1].startsWith("@") ? `${parts[at + 1]}/${parts[at + 2]}` : parts[at + 1];
}

function licence(name) {
  const folder = join(MODULES, name);
  const about = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (!file && !HOLDERS[name]) throw new Error(`${name} comes without its licence`);
  const text = file ? readFileSync(join(folder, file), "utf8") : MIT(HOLDERS[name]);
  return `${name} ${about.version} (${about.license})\n\n${text.trim()}\n`;
}

/** As a whole or not at all: another process may be reading. */
function write(name, content) {
  writeFileSync(join(OUT, `.${name}`), content);
  renameSync(join(OUT, `.${name}`), join(OUT, name));
}

const made = await build({
  absWorkingDir: ROOT,
  entryPoints: { explorer: join(SOURCES, "main.js"), "sparql-engine": join(SOURCES, "sparql-engine.js"), "explorer-style": join(SOURCES, "explorer.css") },
  bundle: true,
  minify: true,
  format: "iife",
  target: ["es2022"],
  charset: "utf8",
  legalComments: "none", // LICENSES.txt.gz holds them whole
  metafile: true,
  write: false,
  outdir: OUT,
  logLevel: "warning",
  // oxigraph's glue would look for its file there; a page gives it bytes
  define: { "import.meta.url": '"about:blank"' },
});
const output = (name) => made.outputFiles.find((file) => file.path.endsWith(`/${name}`)).text.trim();
// a page would take "<!--" of a string (what writes XML has one) for the beginning of a comment; in code esbuild writes "< !--"
const quoted = (text) => text.replaceAll("<!--", "\\x3C!--");
const [script, engine, style] = ["explorer.js", "sparql-engine.js", "explorer-style.css"].map(output).map(quoted);
// what would end a script or style element, or change how its rest is read
if ([script, engine].some((text) => /<\/script|<!--/i.test(text))) throw new Error("the script cannot stand in a page");
if (/<\/style/i.test(style)) throw new Error("the style cannot stand in a page");

mkdirSync(OUT, { recursive: true });
write("explorer.js", script);
write("explorer.css", style);
write("sparql-engine.js", engine);
write("world.json.gz", gzipSync(readFileSync(join(MODULES, "world-atlas", "countries-110m.json")), { level: 9 }));
write("oxigraph.wasm.gz", gzipSync(readFileSync(join(MODULES, "oxigraph", "web_bg.wasm")), { level: 9 }));
const bundled = new Set([...Object.keys(made.metafile.inputs).map(packageOf).filter(Boolean), ...AS_DATA]);
write("LICENSES.txt.gz", gzipSync([...bundled].sort().map(licence).join(`\n${"-".repeat(72)}\n\n`), { level: 9 }));
console.log(`${OUT}: ${readdirSync(OUT).sort().join(", ")}`);
