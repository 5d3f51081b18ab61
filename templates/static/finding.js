// What the search (search.js) and the tables over lists (tables.js) have in common: what a page
// offers stands in its <template>, words and all, so that without scripts there is nothing of it to
// be seen. Data comes in classic scripts, which load from a disk as well as from a server.
"use strict";
const finding = (() => {
const PAGE = 100;
const template = document.querySelector("template[data-file]");
const options = template.dataset;
const {root, end = ""} = options;
const parts = document.createElement("div");
parts.className = "find";
parts.append(template.content);
template.replaceWith(parts);
const one = (selector) => parts.querySelector(selector);
const form = one("form");
const status = one("[role=status]");
const selects = [...form.querySelectorAll("select")];
const words = status.dataset;
const address = new URLSearchParams(location.search);
// What gives way while something is looked for.
const list = document.querySelector("[data-list]");

// --- data -----------------------------------------------------------------------------------

const loads = {};
window.defectarchive = (data) => { document.currentScript.data = data; };
const load = (path) => loads[path] ??= new Promise((done, failed) => {
  const script = document.createElement("script");
  script.src = root + path;
  script.onload = () => done(script.data);
  script.onerror = () => { delete loads[path]; failed(new Error(path)); };
  document.head.append(script);
});

const say = (text, numbers = {}, place = status) => {
  const said = text.replace(/\{(\w+)\}/g, (_, name) => numbers[name].toLocaleString(document.documentElement.lang));
  if (place.textContent !== said) place.textContent = said;
};

// --- choosing by facets -----------------------------------------------------------------------

const facetsOf = (data, row) => row[2].map((number) => data.facets[number]);
// Two selects are about years: "until" makes of "year" the first of a span.
const groupOf = (select) => select.name === "until" ? "year" : select.name;
const isMeant = (select, value) => {
  const until = groupOf(select) === "year" && form.elements.until?.value;
  return until ? Number(form.elements.year.value) <= Number(value) && Number(value) <= Number(until) : value === select.value;
};
const fits = (data, row, select) =>
  !select.value || facetsOf(data, row).some(([group, value]) => group === groupOf(select) && isMeant(select, value));

// The rows of each source that fit all choices; each select offers what the other choices leave,
// with its count in the first source that has it. What has been chosen stays chosen, though nothing
// fits it.
const choose = (...sources) => {
  for (const select of selects) {
    select.names ??= Object.fromEntries([...select.options].map((option) => [option.value, option.text]));
    const asked = address.get(select.name);
    if (!asked) continue;
    select.add(new Option(asked, asked));
    select.value = asked;
    address.delete(select.name);
  }
  for (const select of selects) {
    const {names, value: chosen} = select;
    const name = groupOf(select);
    const others = selects.filter((other) => groupOf(other) !== name);
    const counts = new Map();
    // In the order of the facets; one that is not among them, last.
    const order = new Map();
    for (const {data, rows} of sources) {
      const own = new Map();
      for (const row of rows) {
        if (!others.every((other) => fits(data, row, other))) continue;
        for (const [group, value] of facetsOf(data, row)) {
          if (group === name) own.set(value, (own.get(value) ?? 0) + 1);
        }
      }
      for (const [value, count] of own) if (!counts.has(value)) counts.set(value, count);
      for (const [group, value, label] of data.facets) {
        if (group !== name) continue;
        if (!order.has(value)) order.set(value, order.size);
        if (label) names[value] = label;
      }
    }
    if (chosen && !counts.has(chosen)) counts.set(chosen, 0);
    const place = (value) => order.get(value) ?? order.size;
    const values = [...counts.keys()].sort((a, b) => place(a) - place(b));
    select.replaceChildren(new Option(names[""], ""), ...values.map((value) =>
      new Option(`${names[value] ?? value} (${counts.get(value)})`, value, false, value === chosen)));
    select.closest("label").hidden = values.length < 2 && !chosen;
  }
  return sources.map(({data, rows}) => rows.filter((row) => selects.every((select) => fits(data, row, select))));
};

// The state of the page goes into its address, so that it can be sent and gone back to.
const keep = (state) => {
  const chosen = selects.map((select) => [select.name, select.value]);
  const all = [...Object.entries(state), ...chosen].filter(([, value]) => value);
  const text = new URLSearchParams(all).toString();
  try {
    history.replaceState(null, "", text ? `?${text}` : location.pathname);
  } catch { /* some browsers forbid it on a disk */ }
};

const element = (name, attributes, ...children) => {
  const made = Object.assign(document.createElement(name), attributes);
  made.append(...children);
  return made;
};
const linked = (data, row, text) => {
  const language = facetsOf(data, row).find(([group]) => group === "language");
  const link = element("a", {className: "title", href: root + row[0] + end}, element("bdi", {}, text));
  if (language) link.lang = language[1];
  return link;
};

// Rows on the page: so many at first, and more with each click on “more”, which then has the focus
// go on. `run` finds the rows and has them drawn.
const paged = (run, first = PAGE) => {
  const found = one(".found");
  const more = one(".more");
  let shown = first;
  more.addEventListener("click", () => { shown += PAGE; run(); });
  return {
    start() { shown = first; run(); },
    draw(data, rows, make) {
      const drawn = shown > first ? found.childElementCount : 0;
      if (!drawn) found.replaceChildren();
      found.append(...rows.slice(drawn, shown).map((row) => make(data, row)));
      more.hidden = rows.length <= shown;
      if (drawn) found.children[drawn]?.querySelector("a").focus();
    },
  };
};

const failed = () => say(words.failed);

return {address, choose, element, failed, form, keep, linked, list, load, one, options, paged, parts, say, selects, words};
})();
