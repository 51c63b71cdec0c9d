// Draws what a JSON file describes with Vega-Lite: its part of a benchmark.
//
//   node charts.mjs IN.json OUT
//
// Each specification is compiled and drawn as vega-cli's vl2svg does, but all
// in one process, so that the start of a program is not counted a thousand
// times.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as vega from "vega";
import * as vegaLite from "vega-lite";

const colors = ["#0f5499", "#d9601a", "#76b9c3", "#672406", "#97ae7e", "#443650", "#5d81c1", "#8f585d"];

function rows(c) {
  const n = c.numbers.value.length;
  return Array.from({ length: n }, (_, i) => {
    const row = {};
    for (const k in c.texts) row[k] = c.texts[k][i];
    for (const k in c.numbers) row[k] = c.numbers[k][i];
    return row;
  });
}

const value = { field: "value", type: "quantitative", title: null, axis: { format: "~s" } };
const label = { field: "label", type: "nominal", title: null, sort: "-x" };
const series = { field: "series", type: "nominal", title: null, scale: { range: colors } };
const year = { field: "date", type: "ordinal", title: null, axis: { labelAngle: 0, labelOverlap: true } };
const words = (encoding, mark = {}) => ({ mark: { type: "text", ...mark }, encoding: { ...encoding, text: { field: "value", format: "~s" } } });

const layers = {
  bar: () => [{ mark: "bar", encoding: { x: value, y: label } }, words({ x: value, y: label }, { align: "left", dx: 4 })],
  "grouped-bar": () => [
    { mark: "bar", encoding: { x: value, y: label, yOffset: { field: "series" }, color: series } },
    words({ x: value, y: label, yOffset: { field: "series" } }, { align: "left", dx: 4 }),
  ],
  "stacked-bar": () => [{ mark: "bar", encoding: { x: value, y: label, color: series } }],
  dot: () => [{ mark: { type: "circle", size: 90 }, encoding: { x: value, y: label } }, words({ x: value, y: label }, { align: "left", dx: 8 })],
  line: () => [
    { mark: { type: "line", point: true }, encoding: { x: year, y: value, color: series } },
    {
      transform: [{ joinaggregate: [{ op: "max", field: "date", as: "last" }] }, { filter: "datum.date === datum.last" }],
      mark: { type: "text", align: "left", dx: 8 },
      encoding: { x: year, y: value, color: series, text: { field: "series" } },
    },
  ],
  area: () => [{ mark: "area", encoding: { x: year, y: value, color: series } }],
  columns: () => [{ mark: "bar", encoding: { x: year, y: value } }, words({ x: year, y: value }, { dy: -6 })],
  scatter: () => {
    const x = { field: "x", type: "quantitative", title: null, axis: { format: "~s" } };
    return [
      { mark: { type: "circle", size: 80 }, encoding: { x, y: value } },
      { mark: { type: "text", align: "left", dx: 6, dy: -4 }, encoding: { x, y: value, text: { field: "label" } } },
    ];
  },
};

function specification(c) {
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v5.json",
    width: 900, height: 460, autosize: { type: "pad" },
    title: { text: c.title, subtitle: c.subtitle, anchor: "start", fontSize: 26, subtitleFontSize: 16 },
    config: { font: "Liberation Sans, Arial, sans-serif", view: { stroke: null } },
    data: { values: rows(c) },
    layer: layers[c.kind](),
  };
}

const all = JSON.parse(readFileSync(process.argv[2], "utf8"));
const start = performance.now();
for (const [i, c] of all.entries()) {
  const view = new vega.View(vega.parse(vegaLite.compile(specification(c)).spec), { renderer: "none" });
  writeFileSync(join(process.argv[3], String(i).padStart(4, "0") + ".svg"), await view.toSVG());
  view.finalize();
}
console.log(JSON.stringify({ charts: all.length, seconds: (performance.now() - start) / 1000 }));
