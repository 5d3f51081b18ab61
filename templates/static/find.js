// Finding: the search over all names, and tables to filter and sort over lists. What a page offers
// stands in its <template>, words and all; without this script there is nothing of it to be seen.
// Data comes in classic scripts, which load from a disk as well as from a server.
"use strict";
{
const PAGE = 100;
const FEW = 6;
const template = document.querySelector("template[data-file]");
const {file, root, top, texts, end = ""} = template.dataset;
const parts = document.createElement("div");
parts.className = "find";
parts.append(template.content);
template.replaceWith(parts);
const one = (selector) => parts.querySelector(selector);
const form = one("form");
const status = one("[role=status]");
const rowsShown = one(".found");
const more = one(".more");
const selects = [...form.querySelectorAll("select")];
const words = status.dataset;
const address = new URLSearchParams(location.search);
// Where texts are searched as well, a few names stand before them.
const first = texts ? FEW : PAGE;
let shown = first;

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
  const link = element("a", {className: "h", href: root + row[0] + end}, element("bdi", {}, text));
  if (language) link.lang = language[1];
  return link;
};

// Draws all rows anew, or the next ones after a click on “more”, which then has the focus go on.
const draw = (data, rows, make) => {
  const drawn = shown > first ? rowsShown.childElementCount : 0;
  if (!drawn) rowsShown.replaceChildren();
  rowsShown.append(...rows.slice(drawn, shown).map((row) => make(data, row)));
  more.hidden = rows.length <= shown;
  if (drawn) rowsShown.children[drawn]?.querySelector("a").focus();
};

const failed = () => say(words.failed);

// --- the search -------------------------------------------------------------------------------

const search = () => {
  const input = form.elements.q;
  const kinds = Object.fromEntries([...form.elements.kind.options].map((o) => [o.value, o.text]));
  const narrow = one("details");
  const list = document.querySelector("[data-list]");
  const NOTHING = {data: {facets: [], rows: []}, rows: [], whole: true};
  let turn = 0;

  const wordsOf = (index, text) => {
    const letters = [...text.normalize("NFKD").toLowerCase()].map((letter) =>
      index.letters[letter] ?? (/[\p{L}\p{N}]/u.test(letter) ? letter : /\p{M}/u.test(letter) ? "" : " "));
    const found = letters.join("").split(" ").filter(Boolean);
    return [...new Set(found.map((word) => [...word].slice(0, index.longest).join("")))];
  };
  const soundOf = (index, word) => {
    for (const [letters, sound] of index.sounds) word = word.replaceAll(letters, sound);
    return [...word].filter((letter, at, all) => letter !== all[at - 1]).join("");
  };

  // The smallest shard with all rows for one of the words; where there is none, the smallest.
  const shardFor = (index, keys) => {
    const found = keys.map((key) => {
      const letters = [...key];
      for (let size = letters.length; size >= 0; size--) {
        const shard = index.shards[letters.slice(0, size).join("")];
        // Of what is cut up, a longer beginning without a shard of its own has no rows.
        if (shard) return shard[0] || size === letters.length ? shard : null;
      }
      return null;
    });
    if (found.includes(null)) return null;
    return found.sort((a, b) => b[0] - a[0] || a[1] - b[1])[0];
  };

  const look = async (index, wanted, bySound) => {
    const shard = shardFor(index, bySound ? wanted.map((word) => `~${word}`) : wanted);
    if (!shard) return NOTHING;
    const data = await load(shard[2]);
    const rows = data.rows.filter(([, [text]]) => {
      const own = wordsOf(index, text).map((word) => bySound ? soundOf(index, word) : word);
      return wanted.every((word) => own.some((other) => other.startsWith(word)));
    });
    // Who is called just that stands first, then what begins so, then what says little else; of
    // several spellings, one is enough.
    const whole = wanted.join(" ");
    const ranks = [];
    for (const row of rows) {
      const own = wordsOf(index, row[1][0]);
      const text = own.join(" ");
      (ranks[text === whole ? 0 : text.startsWith(whole) ? 1 : 1 + own.length] ??= []).push(row);
    }
    const once = new Map();
    for (const row of ranks.flat()) {
      const before = once.get(row[0]);
      if (!before || (before[1][2] && !row[1][2])) once.set(row[0], row);
    }
    return {data, rows: [...once.values()], whole: shard[0]};
  };

  const result = (data, row) => {
    const [, [text, kind, of]] = row;
    const spelled = of ? [" ", element("span", {}, `${words.spelled} `, element("bdi", {}, text))] : [];
    return element("li", {}, linked(data, row, of || text),
      element("p", {className: "m"}, element("span", {}, kinds[kind]), ...spelled));
  };

  const lookForNames = async (query) => {
    const index = await load(file);
    const wanted = wordsOf(index, query);
    const found = wanted.length ? await look(index, wanted, false) : NOTHING;
    return {...found, text: !wanted.length ? "" : found.rows.length ? words.count : words.none};
  };

  // Names that sound like what is spelled otherwise.
  const lookForSounds = async (query) => {
    const index = await load(file);
    const sounds = wordsOf(index, query).map((word) => soundOf(index, word));
    // So few letters are like too much.
    const isEnough = sounds.length && sounds.every((sound) => sound.length > 2);
    const found = isEnough ? await look(index, sounds, true) : NOTHING;
    return found.rows.length ? {...found, text: words.alike} : null;
  };

  const show = (query, names, pages = NOTHING) => {
    const [inTexts, rows] = choose(pages, names);
    keep({q: query});
    draw(names.data, rows, result);
    // Where nothing is called that, the texts decide what there is to say.
    const none = pages.rows.length ? words.only : texts && pages === NOTHING ? "" : words.none;
    const text = names.text === words.none ? none : names.text;
    say(names.whole ? text : `${text} ${words.more}`, {n: rows.length});
    return inTexts;
  };

  // Shows the pages with these words; whether one of them was found as it is spelled.
  const lookInTexts = async (query, names, isOld) => {
    one("h2").hidden = !query;
    // One index for all languages of the site, beside what they share.
    const whole = root + top;
    const {searchTexts} = await import(new URL(`${whole}static/texts.js`, location));
    const isNarrowed = narrow.open || selects.some((select) => select.value);
    return searchTexts(new URL(whole + texts, location), query, isNarrowed, {
      parts, root: whole, kinds, element, say, isOld,
      load: (name) => load(top + texts + name),
      choose: (found) => show(query, names, found),
    });
  };

  const run = async () => {
    const now = ++turn;
    const query = input.value.trim();
    const isOld = () => now !== turn;
    try {
      const names = await lookForNames(query);
      if (isOld()) return;
      narrow.hidden = !query;
      list.hidden = Boolean(query);
      show(query, names);
      const isFound = texts && await lookInTexts(query, names, isOld);
      if (names.rows.length || isFound || isOld()) return;
      const alike = await lookForSounds(query);
      if (alike && !isOld()) show(query, alike);
    } catch {
      if (!isOld()) failed();
    }
  };

  input.value = address.get("q") ?? "";
  narrow.open = selects.some((select) => address.has(select.name));
  narrow.addEventListener("toggle", () => { if (input.value) run(); });
  input.addEventListener("focus", () => load(file).catch(failed), {once: true});
  input.addEventListener("input", () => { shown = first; run(); });
  form.addEventListener("change", (event) => { if (event.target !== input) { shown = first; run(); } });
  form.addEventListener("submit", (event) => { event.preventDefault(); run(); });
  more.addEventListener("click", () => { shown += PAGE; run(); });
  if (input.value) run();
};

// --- tables over lists --------------------------------------------------------------------------

const table = () => {
  const opener = one(".opener");
  const body = one(".body");
  const list = document.querySelector("[data-list]");
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

  const run = async () => {
    try {
      const data = await load(file);
      const [rows] = choose({data, rows: data.rows});
      keep(state);
      draw(data, sorted(rows), line);
      say(words.count, {n: rows.length, all: data.rows.length});
    } catch {
      failed();
    }
  };

  const open = (opened) => {
    opener.setAttribute("aria-expanded", opened);
    body.hidden = !opened;
    list.hidden = opened;
    if (opened) run();
  };

  opener.addEventListener("click", () => open(body.hidden));
  form.addEventListener("change", () => { shown = first; run(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    for (const select of selects) select.value = "";
    Object.assign(state, {sort: "", down: ""});
    shown = first;
    run();
  });
  for (const head of heads) {
    head.querySelector("button").addEventListener("click", () => {
      const again = state.sort === head.dataset.name && !state.down;
      Object.assign(state, {sort: head.dataset.name, down: again ? "1" : ""});
      shown = first;
      run();
    });
  }
  more.addEventListener("click", () => { shown += PAGE; run(); });
  // Who follows a link into the list wants to see it.
  addEventListener("hashchange", () => open(false));
  if (location.search) open(true);
};

if (form.elements.q) search(); else table();
}
