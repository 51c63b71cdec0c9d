// Compiles and draws the Vega-Lite specifications in a folder:
//
//   node check.mjs FOLDER
//
// It writes an SVG beside each and prints, as JSON, for each file the warnings
// of the compiler and the number of marks drawn. It fails where one cannot be
// compiled or drawn.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as vega from "vega";
import * as vegaLite from "vega-lite";

const folder = process.argv[2];
const said = {};
for (const name of readdirSync(folder).filter((f) => f.endsWith(".vl.json")).sort()) {
  const warnings = [];
  const note = (...words) => { warnings.push(words.join(" ")); return logger; };
  const logger = { level: () => logger, error: note, warn: note, info: () => logger, debug: () => logger };
  const { spec } = vegaLite.compile(JSON.parse(readFileSync(join(folder, name), "utf8")), { logger });
  const view = new vega.View(vega.parse(spec), { renderer: "none", logger });
  const svg = await view.toSVG();
  view.finalize();
  writeFileSync(join(folder, name.replace(".vl.json", ".svg")), svg);
  said[name] = { warnings, marks: (svg.match(/aria-roledescription="(bar|circle|point|line mark|area mark|rect mark|rule|text mark)[^"]*"/g) || []).length };
}
console.log(JSON.stringify(said));
