// The search in all texts, loaded when a reader first searches. Pagefind finds and shows the places;
// which of its pages is which, and what they can be narrowed down by, stands in two files of ours.
const FEW = 6;
const MORE = 20;
const PAUSE = 200;
const NONE = {data: {facets: [], rows: []}, rows: new Map()};
let pagefind;
let facets;

const start = async (folder) => {
  const found = await import(new URL("pagefind.js", folder));
  // Without its worker, which is as large as itself.
  await found.options({noWorker: true, baseUrl: "/", excerptLength: 24});
  return found;
};

const loadFacets = async (load) => {
  const language = document.documentElement.lang;
  const [ids, data] = await Promise.all([load(`ids-${language}.js`), load(`facets-${language}.js`)]);
  return {data, rows: new Map(ids.map((id, at) => [id, data.rows[at]]))};
};

const plain = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
const marked = (excerpt, element) => excerpt.split(/<\/?mark>/).map((piece, at) =>
  at % 2 ? element("mark", {}, plain(piece)) : plain(piece));

const row = (page, {element, kinds, meta, root}) => {
  const address = new URL(page.raw_url, location.origin);
  const link = element("a", {className: "title", href: root + address.pathname.slice(1)}, element("bdi", {}, page.meta.title));
  const language = address.searchParams.get("lang");
  if (language) link.lang = language;
  return element("li", {}, link, " ",
    meta(kinds[address.searchParams.get("kind")], address.searchParams.getAll("said")), " ",
    element("p", {className: "excerpt"}, "… ", ...marked(page.excerpt, element), " …"));
};

// Whether a place that Pagefind has found is of the word: it has the stem of it, or most. Where
// nothing is, Pagefind takes words that it begins with.
const letters = (text) => text.toLowerCase().normalize("NFD").replace(/[^\p{L}\p{N}]/gu, "");
const isOf = (word, mark) => {
  let same = 0;
  while (same < word.length && word[same] === mark[same]) same += 1;
  return same >= Math.max(Math.min(3, word.length), Math.ceil(word.length * 0.6));
};

// Pagefind passes over words that it does not know, and says nothing of it.
const hasAll = (words, text) => {
  const own = text.split(/\s+/).map(letters);
  return words.every((word) => own.some((other) => isOf(word, other)));
};

// `narrowed`: whether there is or may be a choice; `choose` gives the pages that fit it; `isOld`:
// whether the reader has gone on. Tells whether one of the first pages has all words of the query.
export const searchTexts = async (folder, query, narrowed, page) => {
  const {parts, load, isOld, choose, say} = page;
  const section = parts.querySelector(".texts");
  const [status, list, more] = ["p", "ol", "button"].map((name) => section.querySelector(`:scope > ${name}`));
  section.hidden = !query;
  if (!query) return false;
  await new Promise((done) => setTimeout(done, PAUSE));
  if (isOld()) return false;
  try {
    pagefind ??= start(folder);
    if (narrowed) facets ??= loadFacets(load);
    const {results} = await (await pagefind).search(query);
    const {data, rows} = narrowed ? await facets : NONE;
    if (isOld()) return false;
    const all = results.map((result) => [result, [], rows.get(result.id)?.[2] ?? []]);
    const chosen = choose({data, rows: all}).map(([result]) => result);
    const words = query.split(/\s+/).map(letters).filter(Boolean);
    const draw = async (from, to) => {
      const pages = await Promise.all(chosen.slice(from, to).map((result) => result.data()));
      if (isOld()) return [];
      if (!from) list.replaceChildren();
      list.append(...pages.map((found) => row(found, page)));
      more.hidden = chosen.length <= to;
      more.onclick = () => draw(to, to + MORE);
      if (from) list.children[from].querySelector("a").focus();
      return pages;
    };
    const first = await draw(0, FEW);
    const {none, count, chosen: fitting, some} = status.dataset;
    const isWhole = first.some((page) => hasAll(words, `${page.meta.title} ${page.content}`));
    const text = !all.length ? none : chosen.length < all.length ? fitting : isWhole || words.length < 2 ? count : some;
    if (!isOld()) say(text, {n: chosen.length, all: all.length}, status);
    const isFound = [...list.querySelectorAll("mark")].some((mark) =>
      words.some((word) => isOf(word, letters(mark.textContent))));
    if (all.length && !isFound && !isOld()) {
      list.replaceChildren();
      more.hidden = true;
      say(none, {}, status);
    }
    // What the choices leave out is found all the same.
    return isWhole || (all.length > 0 && !chosen.length);
  } catch {
    pagefind = facets = undefined;
    if (isOld()) return false;
    list.replaceChildren();
    more.hidden = true;
    say(status.dataset.failed, {}, status);
    return false;
  }
};
