// The search over names as it runs in a browser, without one: queries in, what is found first out.
// node names.mjs SCRIPT SITE INDEX < queries (JSON) > what is found for each (JSON)
import {readFileSync} from "node:fs";
import {join} from "node:path";
import {performance} from "node:perf_hooks";
import {runInThisContext} from "node:vm";

const [script, site, index] = process.argv.slice(2);
let namesIn;
globalThis.defectarchive = (given) => { namesIn = given; };
runInThisContext(readFileSync(script, "utf8"));
const loads = {};
const bytes = {};
const load = async (path) => {
  if (!(path in loads)) {
    const text = readFileSync(join(site, path), "utf8");
    bytes[path] = Buffer.byteLength(text);
    globalThis.defectarchive = (data) => { loads[path] = data; };
    runInThisContext(text);
  }
  return loads[path];
};

const answers = [];
for (const query of JSON.parse(readFileSync(0, "utf8"))) {
  const {find, findWithFewer} = namesIn(load, index);
  for (const path of Object.keys(loads)) delete loads[path];
  for (const path of Object.keys(bytes)) delete bytes[path];
  const start = performance.now();
  let found = await find(query);
  if (!found.rows.length) found = await findWithFewer(query) ?? found;
  answers.push({
    how: found.how,
    left: found.left ?? "",
    paths: found.rows.slice(0, 10).map((row) => row[0]),
    cells: found.rows.slice(0, 10).map((row) => row[1]),
    ms: Math.round((performance.now() - start) * 10) / 10,
    bytes: Object.values(bytes).reduce((a, b) => a + b, 0),
  });
}
process.stdout.write(JSON.stringify(answers));
