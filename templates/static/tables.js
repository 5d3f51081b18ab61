// Tables to filter and sort over lists; see also finding.js.
"use strict";
{
const {address, choose, element, failed, form, keep, linked, list, load, one, paged, parts, say, selects, words} = finding;
const {file, root, end = ""} = finding.options;
const opener = one(".opener");
const body = one(".body");
const heads = [...parts.querySelectorAll("th")];
const collator = new Intl.Collator(document.documentElement.lang, {numeric: true});
// A narrow screen shows the cells of a row beneath each other, which is then no table by itself.
const roles = {table: "table", "thead, tbody": "rowgroup", tr: "row", th: "columnheader"};
for (const [selector, role] of Object.entries(roles)) {
  for (const found of parts.querySelectorAll(selector)) found.setAttribute("role", role);
}
const state = {sort: address.get("sort") ?? "", down: address.get("down") ?? ""};

const compare = (column) => (a, b) => {
  const [one, other] = [a[1][column], b[1][column]];
  // What is unknown stands last, whichever way the others go.
  if (one === "" || other === "") return (one === "") - (other === "");
  const order = typeof one === "number" ? one - other : collator.compare(one, other);
  return state.down ? -order : order;
};

const sorted = (rows) => {
  const column = heads.findIndex((head) => head.dataset.name === state.sort);
  for (const [at, head] of heads.entries()) {
    const way = at === column ? (state.down ? "descending" : "ascending") : "none";
    head.setAttribute("aria-sort", way);
  }
  if (column < 0) return rows;
  // The order of the list itself is that of its dates, or the reverse.
  const {listed} = heads[column].dataset;
  if (listed) return (listed === "down") === Boolean(state.down) ? rows : [...rows].reverse();
  return [...rows].sort(compare(column));
};

const line = (data, row) => {
  const cells = row[1].map((cell, at) => {
    const main = heads[at].hasAttribute("data-main");
    const made = element(main ? "th" : "td", {}, main ? linked(data, row, cell) : String(cell));
    made.setAttribute("role", main ? "rowheader" : "cell");
    if (main) made.scope = "row";
    if (typeof cell === "number") made.dataset.label = heads[at].textContent.trim();
    return made;
  });
  const made = element("tr", {}, ...cells);
  made.setAttribute("role", "row");
  return made;
};

// All rows that fit, as they stand, with the address of each. No spreadsheet runs a cell as a
// formula: an apostrophe stands before what it would, as in the data files (render/data/tables.py).
const cellOf = (value) => {
  const suspect = typeof value === "string" && /^ *[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20]/.test(value);
  const text = (suspect ? `'${value}` : String(value)).replace(/([;\t\r\n])(?=[ "]*[=+@\uff1d\uff0b\uff0d\uff20-])/g, "$1'");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
const csvOf = (rows) => [
  [...heads.map((head) => head.textContent.trim()), words.address],
  ...rows.map((row) => [...row[1], new URL(root + row[0] + end, location).href]),
].map((cells) => `${cells.map(cellOf).join(",")}\n`).join("");

let shown = [];
const download = () => {
  const [name] = file.split("/");
  const href = URL.createObjectURL(new Blob([csvOf(shown)], {type: "text/csv;charset=utf-8"}));
  element("a", {href, download: `${name}.csv`}).click();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
};

const run = async () => {
  try {
    const data = await load(file);
    const [rows] = choose({data, rows: data.rows});
    keep(state);
    shown = sorted(rows);
    page.draw(data, shown, line);
    say(words.count, {n: rows.length, all: data.rows.length});
  } catch {
    failed();
  }
};

const page = paged(run);

const open = (opened) => {
  opener.setAttribute("aria-expanded", opened);
  body.hidden = !opened;
  list.hidden = opened;
  if (opened) run();
};

one(".csv").addEventListener("click", download);
opener.addEventListener("click", () => open(body.hidden));
form.addEventListener("change", page.start);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", (event) => {
  event.preventDefault();
  for (const select of selects) select.value = "";
  Object.assign(state, {sort: "", down: ""});
  page.start();
});
for (const head of heads) {
  head.querySelector("button").addEventListener("click", () => {
    const again = state.sort === head.dataset.name && !state.down;
    Object.assign(state, {sort: head.dataset.name, down: again ? "1" : ""});
    page.start();
  });
}
// Who follows a link into the list wants to see it.
addEventListener("hashchange", () => open(false));
if (location.search) open(true);
}
