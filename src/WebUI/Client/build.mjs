// Bundles the client into the folder given as the first argument: app.css, theme.js, ui.js, api-browser.js with its stylesheet, fonts, the favicon and the icon sprite.
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = path.dirname(fileURLToPath(import.meta.url));
const out = process.argv[2];
if (!out) throw new Error("Usage: node build.mjs <output folder>");

await build({
  absWorkingDir: here,
  entryPoints: { app: "src/app.css", theme: "src/theme.js", ui: "src/ui.js", "api-browser": "src/api-browser.js" },
  outdir: out,
  bundle: true,
  format: "esm",
  minify: true,
  target: ["es2022"],
  assetNames: "fonts/[name]",
  loader: { ".woff2": "file", ".svg": "dataurl" },
  logLevel: "warning",
});

await mkdir(out, { recursive: true });
await copyFile(path.join(here, "src/favicon.svg"), path.join(out, "favicon.svg"));
await writeFile(path.join(out, "icons.svg"), await sprite());

/** One <symbol> per icon named in Components/Ui/Icons.cs; an unknown name stops the build. */
async function sprite() {
  const list = await readFile(path.join(here, "../Components/Ui/Icons.cs"), "utf8");
  const names = [...list.matchAll(/const string \w+ = "([a-z0-9-]+)"/g)].map(match => match[1]);
  const symbols = await Promise.all([...new Set(names)].sort().map(symbol));
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>`;
}

async function symbol(name) {
  const svg = await readFile(path.join(here, "node_modules/@tabler/icons/icons/outline", `${name}.svg`), "utf8");
  const shapes = svg.slice(svg.indexOf(">", svg.indexOf("<svg")) + 1, svg.lastIndexOf("</svg>")).replace(/\s*\n\s*/g, "");
  return `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">${shapes}</symbol>`;
}
