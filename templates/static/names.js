// The search over names and titles, without a page: what is spelled as asked, else what may be meant.
// search.js loads it when a reader first searches, and shows what it finds.
"use strict";
defectarchive((() => {
// Groups of letters that stand for one sound in some spelling, put in place one after the other.
const SOUNDS = ("shch s schtsch s sjtsj s chtch s szcz s tsch h tch h tsj h sch s sh s sj s sz s ch h cz h kh h " +
  "zh z zj z ph v ck k x ks c k q k w v f v ts z tz z z s j i y i ii i ie e io e ou u ue u oe o ae a").split(" ");
const APART = ";";
const NOTHING = {data: {facets: [], rows: []}, rows: [], alike: [], oneOff: [], whole: true, how: "none"};
// In the order of importance; titles are those of the last.
const KINDS = ["person", "group", "place", "organisation", "outlet", "type", "case", "tally", "article"];
const TITLES = new Set(KINDS.slice(6));
// What is not quite the word that was asked for costs so much, and each edit 1.
const BEGINS = 0.25;
const SOUNDS_SO = 0.5;
const UNLIKE = 0.05;
// Beside a name, not in it; up to here all is spelled as asked.
const BESIDE = 0.4;
const TITLE = 0.6;
// One edit, and of the whole word.
const ONE_OFF = 1.5;
// How much more than the best may cost what is shown behind it; how many words are looked up at once, and in all.
const MORE = 1.2;
const AT_ONCE = 4;
const LOOKED_UP = 12;
// Beyond so many words, each is taken as it is spelled: to compare them all takes long.
const MANY = 16;

const wordsOf = (index, text) => {
  const letters = [...text.normalize("NFKD").toLowerCase()].map((letter) =>
    index.letters[letter] ?? (/[\p{L}\p{N}]/u.test(letter) ? letter : /\p{M}/u.test(letter) ? "" : " "));
  const found = letters.join("").split(" ").filter(Boolean);
  return [...new Set(found.map((word) => [...word].slice(0, index.longest).join("")))];
};
// Behind an apostrophe a word can begin: l'État.
const apart = (text) => text.replace(/[\p{L}\p{N}]+['’ʼ‘`´](?=[\p{L}\p{N}]{3})/gu, " ");

// One word, or all of the list at once.
const soundOf = (text) => {
  for (let at = 0; at < SOUNDS.length; at += 2) text = text.replaceAll(SOUNDS[at], SOUNDS[at + 1]);
  return text.replaceAll("h", "").replace(/([^;])\1+/g, "$1");
};

// Which letters a word has, as bits.
const lettersOf = (word) => {
  let letters = 0;
  for (let at = 0; at < word.length; at++) letters |= 1 << (word.charCodeAt(at) & 31);
  return letters;
};
const missing = (letters, others) => {
  let count = 0;
  for (let bits = letters & ~others; bits; bits &= bits - 1) count++;
  return count;
};

// How many letters are left out, put in, changed, or have changed places with the next one: from a
// word to another, and to the beginning of it that is nearest. Infinity for more than `most`.
const rows = [new Uint8Array(64), new Uint8Array(64), new Uint8Array(64)];
const distances = (word, other, most) => {
  const wide = Math.min(other.length, word.length + most);
  let [before, above, here] = rows;
  for (let at = 0; at <= wide; at++) above[at] = at;
  for (let down = 1; down <= word.length; down++) {
    let least = here[0] = down;
    for (let at = 1; at <= wide; at++) {
      const same = word[down - 1] === other[at - 1];
      let edits = Math.min(above[at] + 1, here[at - 1] + 1, above[at - 1] + !same);
      if (!same && down > 1 && at > 1 && word[down - 1] === other[at - 2] && word[down - 2] === other[at - 1]) {
        edits = Math.min(edits, before[at - 2] + 1);
      }
      here[at] = edits;
      if (edits < least) least = edits;
    }
    if (least > most) return FAR;
    [before, above, here] = [above, here, before];
  }
  const nearest = Math.min(...above.subarray(0, wide + 1));
  return [other.length > wide || above[wide] > most ? Infinity : above[wide], nearest > most ? Infinity : nearest];
};

// The sounds that a word may stand for: French has other ones for ch and j.
const soundsOf = (word) => [...new Set([word, word.replaceAll("ch", "sh"), word.replaceAll("j", "zh")].map(soundOf))];
const FAR = [Infinity, Infinity];
// How many edits may part two words of so many letters, or two sounds, of which less is left.
const most = (size) => size <= 5 ? 1 : 2;
const mostBySound = (size) => size <= 3 ? 0 : most(size);

// All words of the archive that may be meant by this one, and what each costs.
const meantBy = (vocabulary, word) => {
  const before = vocabulary.meant.get(word);
  if (before) return before;
  const found = new Map();
  vocabulary.meant.set(word, found);
  const isNumber = /^\p{N}+$/u.test(word);
  const spelledSo = {text: word, letters: lettersOf(word)};
  const saidSo = soundsOf(word).map((text) => ({text, letters: lettersOf(text)}));
  const apartBy = ({text, letters}, other, others, limit) => {
    const edits = limit(Math.max(text.length, other.length));
    return missing(letters, others) > edits ? FAR : distances(text, other, edits);
  };
  for (let at = 0; at < vocabulary.words.length; at++) {
    const other = vocabulary.words[at];
    let cost = other === word ? 0 : other.startsWith(word) ? BEGINS : Infinity;
    if (cost && !isNumber) {
      const asSpelled = apartBy(spelledSo, other, vocabulary.letters[at], most);
      const asSaid = saidSo.map((sound) => apartBy(sound, vocabulary.sounds[at], vocabulary.soundLetters[at], mostBySound));
      const [whole, start] = [0, 1].map((which) => Math.min(...asSaid.map((far) => far[which])));
      const longer = other.length - word.length;
      const nearness = UNLIKE * (Math.min(3, asSpelled[0]) + Math.abs(longer) / LOOKED_UP);
      cost = Math.min(cost, Math.min(asSpelled[0], whole || SOUNDS_SO) + nearness);
      // Beginnings, of as many letters as can be told apart; with an edit, of most of the word.
      if (saidSo[0].text.length > 2 && !start) cost = Math.min(cost, SOUNDS_SO + BEGINS);
      if (longer > 0 && longer <= word.length / 3 && Math.min(asSpelled[1], start) < 2) cost = Math.min(cost, ONE_OFF + nearness);
    }
    if (cost < Infinity) found.set(other, cost);
  }
  return found;
};

// The smallest shard with all rows for one of the words; where there is none, the smallest.
const shardFor = (index, words) => {
  const found = words.map((word) => {
    const letters = [...word];
    for (let size = letters.length; size >= 0; size--) {
      const beginning = letters.slice(0, size).join("");
      const shard = Object.hasOwn(index.shards, beginning) && index.shards[beginning];
      // Of what is cut up, a longer beginning without a shard of its own has no rows.
      if (shard) return shard[0] || size === letters.length ? shard : null;
    }
    return null;
  });
  if (found.includes(null)) return null;
  return found.sort((a, b) => b[0] - a[0] || a[1] - b[1])[0];
};

const asSpelled = (word) => (own) => own === word ? 0 : own.startsWith(word) ? BEGINS : Infinity;
const isSpelled = ({most}) => most < SOUNDS_SO;

// What each word that is wanted costs in a name, which has a word of its own for each; longer ones choose first.
const paidFor = (wanted, costs, own) => {
  const left = new Set(own);
  const paid = [];
  for (const at of [...wanted.keys()].sort((a, b) => wanted[b].length - wanted[a].length)) {
    paid[at] = Infinity;
    let best;
    for (const word of left) {
      const cost = costs[at](word);
      if (cost < paid[at]) [paid[at], best] = [cost, word];
    }
    left.delete(best);
  }
  return paid;
};

// The rows that have all words, by what they cost. Who is called just that stands first, then names
// before titles, what begins so, cases before articles on them, what says little else; of several spellings, one is enough.
// `beside`: words may as well stand beside a name, if one stands in it.
const ranked = (index, rows, wanted, costs, title, beside = false) => {
  const found = [];
  for (const row of rows) {
    const [text, kind, , ...details] = row[1];
    const words = wordsOf(index, text);
    const own = [...words, ...wordsOf(index, apart(text))];
    const named = paidFor(wanted, costs, own);
    if (Math.min(...named) === Infinity) continue;
    const more = beside ? wordsOf(index, details.join(" ")) : [];
    const paid = named.map((cost, at) => more.some((word) => word.startsWith(wanted[at])) ? Math.min(cost, BESIDE) : cost);
    const sum = paid.reduce((a, b) => a + b, 0);
    if (sum === Infinity) continue;
    const isAll = sum === 0 && words.length === costs.length;
    const begins = costs[0](words[0]) < Infinity ? 0 : 1;
    found.push({row, most: Math.max(...paid), cost: isAll ? -1 : sum + (TITLES.has(kind) ? title : 0), begins, size: words.length});
  }
  const isArticle = ({row}) => Number(row[1][1] === "article");
  found.sort((a, b) => a.cost - b.cost || a.begins - b.begins || isArticle(a) - isArticle(b) || a.size - b.size);
  const once = new Map();
  for (const one of found) {
    const before = once.get(one.row[0]);
    if (!before) once.set(one.row[0], one);
    else if (before.row[1][2] && !one.row[1][2] && one.cost - before.cost < 1) before.row = one.row;
  }
  return [...once.values()];
};

// Rows of several files, as if of one.
const together = (sources) => {
  const facets = [];
  const rows = sources.flatMap((source) => {
    const before = facets.length;
    facets.push(...source.data.facets);
    return source.rows.map(([path, cells, own, ...more]) => [path, cells, own.map((at) => at + before), ...more]);
  });
  return {data: {facets, rows}, rows};
};

return (load, file) => {
  let vocabulary;
  const prepared = async (index) => {
    if (vocabulary) return vocabulary;
    const text = await load(index.words);
    const [words, sounds] = [text.split(APART), soundOf(text).split(APART)];
    return vocabulary = {words, known: new Set(words), sounds, letters: words.map(lettersOf), soundLetters: sounds.map(lettersOf), meant: new Map()};
  };

  const spelled = async (wanted) => {
    const index = await load(file);
    const shard = shardFor(index, wanted);
    if (!shard) return NOTHING;
    const data = await load(shard[2]);
    const found = ranked(index, data.rows, wanted, wanted.map(asSpelled), LOOKED_UP);
    return {data, rows: found.map(({row}) => row), whole: shard[0]};
  };

  // Where to look for a word or for what may be meant by it: shards and what their words cost, the cheapest first.
  const wayOf = (index, word, map) => {
    const byCost = [...map].sort((a, b) => a[1] - b[1]);
    const isOwn = byCost[0]?.[1] < SOUNDS_SO;
    const shards = new Map(isOwn ? [[shardFor(index, [word]), 0]] : []);
    for (const [other, cost] of byCost.filter(([other]) => !other.startsWith(word)).slice(0, LOOKED_UP)) {
      const shard = shardFor(index, [other]);
      if (!shards.has(shard)) shards.set(shard, cost);
    }
    shards.delete(null);
    const steps = [...shards];
    const first = isOwn ? 1 : AT_ONCE;
    const total = steps.slice(0, first).reduce((sum, [shard]) => sum + shard[1], 0);
    return {steps, first, isOwn, total, isSure: Number(isOwn && steps[0]?.[0][0])};
  };

  const meant = async (wanted) => {
    const index = await load(file);
    const all = await prepared(index);
    const maps = wanted.map((word) => meantBy(all, word));
    const costs = maps.map((map) => (own) => map.get(own) ?? Infinity);
    // Of several words, one that is spelled so, or else with few rows, finds those that have the others too.
    const ways = maps.map((map, at) => wayOf(index, wanted[at], map)).filter(({steps}) => steps.length);
    if (!ways.length) return NOTHING;
    const {steps, first, isOwn} = ways.sort((a, b) => b.isSure - a.isSure || a.total - b.total)[0];
    for (let to = first; ; to += AT_ONCE) {
      const some = steps.slice(0, to).map(([shard]) => shard);
      const files = await Promise.all(some.map((shard) => load(shard[2])));
      const {data, rows} = together(files.map((data) => ({data, rows: data.rows})));
      const found = ranked(index, rows, wanted, costs, TITLE, true);
      // Whatever else there is costs as much as the next word at the least.
      const next = steps[to]?.[1] ?? Infinity;
      const least = found[0]?.cost ?? Infinity;
      const enough = !isOwn || least > ONE_OFF ? least : wanted.length > 1 ? 1 - UNLIKE : 1 + UNLIKE;
      if (next < enough) continue;
      if (!found.length) return NOTHING;
      const asAsked = found.some(isSpelled);
      const near = found.filter((one) => asAsked ? isSpelled(one) : one.cost <= found[0].cost + MORE);
      const names = found.filter(({row, most}) => most < ONE_OFF && !TITLES.has(row[1][1]));
      return {
        data,
        rows: near.map(({row}) => row),
        alike: names.filter(({most}) => most < 1).map(({row}) => row),
        oneOff: names.filter(({most}) => most >= 1).map(({row}) => row),
        whole: some.every((shard) => shard[0]),
        how: asAsked ? "spelled" : "meant",
      };
    }
  };

  // Where a space is missing, or one too many.
  const respaced = async (wanted) => {
    const {known, words} = await prepared(await load(file));
    const ways = wanted.flatMap((word, at) => {
      const parted = [...word].map((_, cut) => [word.slice(0, cut), word.slice(cut)]).filter((parts) => parts.every((part) => known.has(part)));
      const joined = word + (wanted[at + 1] ?? "");
      const next = joined !== word && words.some((other) => other.startsWith(joined)) ? [[[joined], 2]] : [];
      return [...parted.map((parts) => [parts, 1]), ...next]
        .map(([parts, count]) => [...wanted.slice(0, at), ...parts, ...wanted.slice(at + count)]);
    });
    for (const way of ways) {
      const found = await spelled(way);
      if (found.rows.length) return {...found, how: "meant"};
    }
    return NOTHING;
  };

  // `how`: spelled; meant, where nothing is spelled so; both, where only titles are: names that sound so stand
  // before them and names at one edit behind, each of which says true behind its facets.
  const find = async (query) => {
    const wanted = wordsOf(await load(file), query);
    if (!wanted.length) return NOTHING;
    const found = await spelled(wanted);
    if (found.rows.some((row) => !TITLES.has(row[1][1]))) return {...found, how: "spelled"};
    const other = wanted.length > MANY ? NOTHING : await meant(wanted);
    if (!found.rows.length) return other.rows.length || wanted.length > MANY ? other : respaced(wanted);
    const [before, after] = [other.alike, other.oneOff].map((rows) => ({data: other.data, rows: rows.map((row) => [...row, true])}));
    return {...together([before, found, after]), whole: found.whole, how: "both"};
  };

  // What is found when one of several words is left out, besides those that nothing is called: the one
  // without which somebody, some place … is left, and the fewest of them.
  const findWithFewer = async (query) => {
    const index = await load(file);
    const all = await prepared(index);
    const parts = query.split(/[\s,;]+/).filter((part) => wordsOf(index, part).length);
    if (parts.length > MANY) return undefined;
    const unknown = parts.filter((part) => wordsOf(index, part).some((word) => !meantBy(all, word).size));
    const known = parts.filter((part) => !unknown.includes(part));
    const without = async (left) => {
      const rest = parts.filter((part) => !left.includes(part)).join(" ");
      return {...await find(rest), left: parts.filter((part) => left.includes(part)).join(", "), rest};
    };
    const ways = [];
    if (unknown.length) ways.push(await without(unknown));
    if (!ways[0]?.rows.length) for (const part of known) ways.push(await without([...unknown, part]));
    const order = ({how, rows}) => [Number(how === "meant"), KINDS.indexOf(rows[0][1][1]), rows.length];
    const first = (a, b) => order(a).map((value, at) => value - order(b)[at]).find(Boolean) ?? 0;
    return ways.filter(({rows}) => rows.length).sort(first)[0];
  };

  return {find, findWithFewer};
};
})());
