// Bundles our sources and the npm packages they use into the app's static folder. Deterministic: same input, same bytes.
import { build } from "esbuild";
import { readFileSync, readdirSync, rmSync, writeFileSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const out = join(root, "src/binhyen/foundation/ui/static/ui/dist");
const from = (name) => join(root, "frontend", name);

const common = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  charset: "utf8",
  target: ["es2020", "chrome111", "firefox114", "safari16.4"],
  loader: { ".woff2": "file" },
  assetNames: "fonts/[name]",
  legalComments: "none", // the licences stand together in licences.txt
  logLevel: "warning",
  metafile: true,
};

// The chart bundle of printed documents has a build of its own (build-ssr.mjs), since it is no web asset.
const entries = [
  { entryPoints: [from("app.js")], outfile: join(out, "app.js"), format: "esm" },
  { entryPoints: [from("charts.js")], outfile: join(out, "charts.js"), format: "esm" },
  { entryPoints: [from("entry/page.js")], outfile: join(out, "entry.js"), format: "esm" },
  { entryPoints: [from("css/app.css")], outfile: join(out, "app.css") },
  // Pages of a sitting are light: a weak line loads neither the site's kit nor its letters.
  { entryPoints: [from("conference/sitting.js")], outfile: join(out, "sitting.js"), format: "esm" },
  { entryPoints: [from("conference/media.js")], outfile: join(out, "media.js"), format: "esm" },
  { entryPoints: [from("css/sitting.css")], outfile: join(out, "sitting.css") },
  // The installed app stands alone: its page, its service worker, and the district's reader of codes.
  { entryPoints: [from("offline/main.js")], outfile: join(out, "offline.js"), format: "esm" },
  { entryPoints: [from("offline/worker.js")], outfile: join(out, "offline-worker.js"), format: "iife" },
  { entryPoints: [from("offline/codes.js")], outfile: join(out, "offline-codes.js"), format: "esm" },
  { entryPoints: [from("css/offline.css")], outfile: join(out, "offline.css") },
];

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const results = await Promise.all(entries.map((entry) => build({ ...common, ...entry })));
writeFileSync(join(out, "licences.txt"), licences(results));

/** The licence texts of every package that ended up in a bundle, sorted by name. */
function licences(built) {
  const used = new Set();
  for (const result of built) {
    for (const path of Object.keys(result.metafile.inputs)) {
      const match = path.match(/node_modules\/((?:@[^/]+\/)?[^/]+)\//);
      if (match) used.add(match[1]);
    }
  }
  return [...used].sort().map(licence).join("\n\n");
}

function licence(name) {
  const folder = join(root, "node_modules", name);
  const about = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).filter((entry) => /^licen[cs]e/i.test(entry)).sort()[0];
  const text = file ? readFileSync(join(folder, file), "utf8").trim() : "";
  return `${name} ${about.version} (${about.license})\n\n${text}`;
}
