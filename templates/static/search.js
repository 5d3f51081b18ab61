// The search over all names. Texts are searched by texts.js, which it loads where there is an index
// of them; see also finding.js.
"use strict";
{
const {address, choose, element, failed, form, keep, linked, list, load, one, paged, parts, say, selects, words} = finding;
const {file, root, top = "", texts} = finding.options;
// Where texts are searched as well, a few names stand before them.
const FEW = 6;
const input = form.elements.q;
const kinds = Object.fromEntries([...form.elements.kind.options].map((o) => [o.value, o.text]));
const narrow = one("details");
const NOTHING = {data: {facets: [], rows: []}, rows: []};
let search;
const started = async () => search ??= (await load(`${top}static/names.js`))(load, file);
let turn = 0;
// The box in the header leads here.
document.querySelector(".top form")?.remove();

// What tells something from what is called alike.
const meta = (kind, details) => element("p", {className: "meta"}, element("span", {}, kind),
  ...details.flatMap((detail) => [" ", element("span", {}, element("bdi", {}, detail))]));

// A name, and what tells it from others. Among titles, a name that only sounds so is marked.
const result = (data, row) => {
  const [, [text, kind, of, ...details], , isMeant] = row;
  const spelled = of ? [" ", element("span", {}, `${words.spelled} `, element("bdi", {}, text))] : [];
  const line = meta(kinds[kind], details);
  line.append(...spelled);
  if (isMeant) line.prepend(element("span", {className: "flag"}, words.meant), " ");
  return element("li", {}, linked(data, row, of || text), " ", line);
};

const SAID = {spelled: "count", both: "count", meant: "asked"};

const show = (names, pages = NOTHING) => {
  const query = input.value.trim();
  const [inTexts, rows] = choose(pages, names);
  keep({q: query});
  page.draw(names.data, rows, result);
  // Where nothing is called that, the texts decide what there is to say.
  const none = !query ? "" : pages.rows.length ? words.only : texts && pages === NOTHING ? "" : words.none;
  const said = names.rows.length ? words[rows.length ? SAID[names.how] : "count"] : none;
  const parts = [names.left && words.without, said, !names.whole && words.more];
  say(parts.filter(Boolean).join(" "), {n: rows.filter(([, , , isMeant]) => !isMeant).length, left: names.left});
  return inTexts;
};

// Shows the pages with these words; whether one has all of them.
const lookInTexts = async (query, names, isOld) => {
  one("h2").hidden = !query;
  // One index for all languages of the site, beside what they share.
  const whole = root + top;
  const {searchTexts} = await import(new URL(`${whole}static/texts.js`, location));
  const isNarrowed = narrow.open || selects.some((select) => select.value);
  return searchTexts(new URL(whole + texts, location), query, isNarrowed, {
    parts, root: whole, kinds, element, meta, say, isOld,
    load: (name) => load(top + texts + name),
    choose: (found) => show(names, found),
  });
};

const run = async () => {
  const now = ++turn;
  const query = input.value.trim();
  const isOld = () => now !== turn;
  try {
    const {find, findWithFewer} = await started();
    const names = await find(query);
    if (isOld()) return;
    narrow.hidden = !query;
    list.hidden = Boolean(query);
    show(names);
    const isFound = texts && await lookInTexts(query, names, isOld);
    if (names.rows.length || isFound || isOld()) return;
    const fewer = await findWithFewer(query);
    if (!fewer || isOld()) return;
    show(fewer);
    if (texts) await lookInTexts(fewer.rest, fewer, isOld);
  } catch {
    if (!isOld()) failed();
  }
};

const page = paged(run, texts ? FEW : undefined);
input.value = address.get("q") ?? "";
narrow.open = selects.some((select) => address.has(select.name));
narrow.addEventListener("toggle", () => { if (input.value) run(); });
input.addEventListener("focus", () => Promise.all([started(), load(file)]).catch(failed), {once: true});
input.addEventListener("input", page.start);
form.addEventListener("change", (event) => { if (event.target !== input) page.start(); });
form.addEventListener("submit", (event) => { event.preventDefault(); run(); });
if (input.value) run();
}
