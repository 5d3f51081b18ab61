// The search over all names. Texts are searched by texts.js, which it loads where there is an index
// of them; see also finding.js.
"use strict";
{
const {address, choose, element, failed, form, keep, linked, list, load, one, paged, parts, say, selects, words} = finding;
const {file, root, top, texts} = finding.options;
// Where texts are searched as well, a few names stand before them.
const FEW = 6;
const input = form.elements.q;
const kinds = Object.fromEntries([...form.elements.kind.options].map((o) => [o.value, o.text]));
const narrow = one("details");
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
    element("p", {className: "meta"}, element("span", {}, kinds[kind]), ...spelled));
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
  page.draw(names.data, rows, result);
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

const page = paged(run, texts ? FEW : undefined);
input.value = address.get("q") ?? "";
narrow.open = selects.some((select) => address.has(select.name));
narrow.addEventListener("toggle", () => { if (input.value) run(); });
input.addEventListener("focus", () => load(file).catch(failed), {once: true});
input.addEventListener("input", page.start);
form.addEventListener("change", (event) => { if (event.target !== input) page.start(); });
form.addEventListener("submit", (event) => { event.preventDefault(); run(); });
if (input.value) run();
}
