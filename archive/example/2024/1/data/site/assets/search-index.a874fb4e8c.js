// Finds in the index what a reader types; knows nothing of the page (that is search.js). How texts are cut is told in
// search-text.js, how the index is written in src/search/files.rs.
(() => {
  const { runs, terms, wants, words, joined, places, hasAll } = globalThis.planpressText;
  const DIGITS = new Map([..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"].map((digit, value) => [digit, value]));
  const INDICATOR = 2;
  const [TITLE, TWICE, OFTEN] = [4, 1, 2];
  /** How many entries are looked at closely at a time, and how many are shown. */
  const [LOOKED_AT, SHOWN] = [40, 20];
  /** The most terms that one beginning of a word stands for. */
  const MOST_TERMS = 400;

  const last = (list) => list[list.length - 1];

  /** Where the last stands of those that fit, all of which are before all that do not; -1 where none does. */
  function lastIndex(list, fits) {
    let [low, high] = [0, list.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (fits(list[middle])) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** The order of the index: by code points, which that of JavaScript's strings is not. */
  function compare(a, b) {
    for (let at = 0; at < a.length && at < b.length; at += 1) {
      if (a[at] !== b[at]) return a.codePointAt(at) - b.codePointAt(at);
    }
    return a.length - b.length;
  }

  /** Written before the whole name of an entry, which is a term too; no unit has it. */
  const WHOLE = "=";

  /** The index. `load(kind, number, version)` gives the content of one of its files. */
  class Index {
    constructor(load) {
      this.load = load;
      this.files = new Map();
    }

    file(kind, number) {
      const name = `${kind}-${number}`;
      if (!this.files.has(name)) {
        const content = this.load(kind, number, this.meta.version).then((content) => (kind === "terms" ? read(content) : content));
        // What failed once may succeed when it is asked for again.
        content.catch(() => this.files.delete(name));
        this.files.set(name, content);
      }
      return this.files.get(name);
    }

    async open(version) {
      this.meta ??= await this.load("index", 0, version);
      return this.meta;
    }

    /** The group of an entry. */
    group(number) {
      const at = lastIndex(this.meta.groups, ([, , , first]) => first <= number);
      const [plan, year, draft] = this.meta.groups[at];
      return { plan, year, draft, body: this.meta.bodies?.[this.meta.of[at]] };
    }

    /** The entries that have a term: how much each speaks of it, and whether its name has it. */
    async postings({ term, begins }) {
      const starts = this.meta.terms;
      let from = lastIndex(starts, (start) => compare(start, term) <= 0);
      if (from < 0) from = 0;
      const past = term + "\u{10ffff}";
      const found = new Map();
      let count = 0;
      for (let number = from; number < starts.length; number += 1) {
        if (number > from && compare(starts[number], begins ? past : term) > 0) break;
        const { names, lists } = await this.file("terms", number);
        for (let at = lower(names, term); at < names.length; at += 1) {
          const exact = names[at] === term;
          if (!exact && !(begins && names[at].startsWith(term) && count < MOST_TERMS)) break;
          count += 1;
          let entry = 0;
          for (const value of numbers(lists[at])) {
            entry += value >> 3;
            const weight = (value & TITLE ? 3 : 0) + (value & OFTEN ? 1.9 : value & TWICE ? 1.5 : 1);
            const known = found.get(entry);
            const own = exact ? weight : weight * 0.8;
            found.set(entry, { weight: Math.max(known?.weight ?? 0, own), named: known?.named || (value & TITLE) !== 0 });
          }
        }
      }
      return found;
    }

    async entry(number) {
      const at = lastIndex(this.meta.texts, (first) => first <= number);
      const own = await this.file("texts", at);
      const [kind, title, path, lines] = own[number - this.meta.texts[at]];
      return { number, kind, title, path, lines, ...this.group(number) };
    }

    /** The entries that have terms of a way to write a word: how much of it, how rare that is, and how many terms are in their names. */
    async lookup(way) {
      const list = way.flatMap(wants);
      const entries = new Map();
      let whole = 0;
      for (const found of await Promise.all(list.map((want) => this.postings(want)))) {
        const rarity = Math.log(1 + this.meta.entries / (found.size || 1));
        whole += rarity;
        for (const [entry, { weight, named }] of found) {
          const known = entries.get(entry) ?? { sum: 0, share: 0, count: 0, named: 0 };
          entries.set(entry, { sum: known.sum + rarity * weight, share: known.share + rarity, count: known.count + 1, named: known.named + named });
        }
      }
      return { terms: list.length, whole, entries };
    }

    /** What is found for a text, in a year and of a body or in all: the best first. `near` where nothing has all of it. */
    async search(text, year, body) {
      const wanted = words(text);
      if (wanted.length === 0) return new Found(this, wanted, [], false);
      const names = wanted.length === 1 ? wanted[0].map(joined) : [joined(wanted.map(([own]) => own.flat()))];
      const exact = new Set();
      for (const found of await Promise.all(names.map((name) => this.postings({ term: WHOLE + name, begins: false })))) for (const entry of found.keys()) exact.add(entry);
      const each = await Promise.all(wanted.map((ways) => Promise.all(ways.map((way) => this.lookup(way)))));
      const isWanted = (entry) => {
        const group = this.group(entry);
        return (!year || group.year === year) && (!body || group.body === body);
      };

      // Whoever has all terms of each word, in one of its ways.
      let candidates;
      for (const ways of each) {
        const own = new Map();
        for (const { terms, entries } of ways) {
          for (const [entry, { sum, count, named }] of entries) {
            if (count < terms || (candidates && !candidates.has(entry))) continue;
            const known = own.get(entry);
            own.set(entry, { sum: Math.max(sum, known?.sum ?? 0), named: Boolean(known?.named) || named === terms });
          }
        }
        for (const [entry, one] of own) {
          const before = candidates?.get(entry) ?? { sum: 0, named: 0 };
          own.set(entry, { sum: before.sum + one.sum, named: before.named + one.named });
        }
        candidates = own;
      }
      const ranked = [...candidates].filter(([entry]) => isWanted(entry)).map(([entry, { sum, named }]) => {
        const level = exact.has(entry) ? EXACT : named === wanted.length ? NAMED : named > 0 ? PARTLY : 0;
        return { entry, level, year: rank(this.group(entry).year, level), sum };
      });
      const all = new Found(this, wanted, ranked.sort(order), false);
      await all.more();
      if (all.shown.length > 0) return all;

      const score = new Map();
      for (const [{ entries }] of each) {
        for (const [entry, { sum, share }] of entries) {
          const known = score.get(entry) ?? { sum: 0, share: 0 };
          score.set(entry, { sum: known.sum + sum, share: known.share + share });
        }
      }
      const whole = each.reduce((sum, [own]) => sum + own.whole, 0);
      const close = [...score].filter(([entry, own]) => own.share >= whole / 2 && isWanted(entry));
      const near = new Found(this, wanted, close.map(([entry, { sum }]) => ({ entry, level: 0, year: 0, sum })).sort(order).slice(0, SHOWN), true);
      await near.more();
      return near;
    }
  }

  /** How much of what was typed the name of an entry is: all and nothing else, all, one of several words. */
  const [EXACT, NAMED, PARTLY] = [3, 2, 1];

  /** The place of a year among entries of one level. What is of no year comes first where its name was meant, and last elsewhere. */
  const rank = (year, level) => year ?? (level >= NAMED ? Infinity : 0);

  /** The order of what is found: by names, the newest year first, then by how much is said. */
  function order(a, b) {
    return b.level - a.level || (a.year === b.year ? 0 : b.year - a.year) || b.sum - a.sum || a.entry - b.entry;
  }

  /** The terms of a file with their postings. */
  function read(content) {
    const [names, lists] = [[], []];
    for (const line of content.split("\n")) {
      const at = line.indexOf(" ");
      if (at < 0) continue;
      names.push(line.slice(0, at));
      lists.push(line.slice(at + 1));
    }
    return { names, lists };
  }

  function lower(names, term) {
    let [low, high] = [0, names.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compare(names[middle], term) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function* numbers(list) {
    let [value, shift] = [0, 0];
    for (const digit of list) {
      const own = DIGITS.get(digit);
      value += (own & 31) * 2 ** shift;
      shift += 5;
      if (own & 32) continue;
      yield value;
      [value, shift] = [0, 0];
    }
  }

  /** What was found, looked at closely as far as it is shown. */
  class Found {
    constructor(index, wanted, ranked, near) {
      Object.assign(this, { index, wanted, ranked, near, shown: [], pool: [], paths: new Map() });
    }

    /** Whether there may be more than what was looked at. */
    get open() {
      return this.ranked.length + this.pool.length > 0;
    }

    /** Looks at the next entries, until one more page of results is full. */
    async more() {
      const enough = this.shown.length + SHOWN;
      while (this.open && this.shown.length < enough) {
        const next = this.ranked.splice(0, LOOKED_AT);
        const entries = await Promise.all(next.map(({ entry }) => this.index.entry(entry)));
        for (const [at, entry] of entries.entries()) if (this.near || this.has(entry)) this.pool.push(this.placed(entry, next[at]));
        this.pool.sort(order);
        // What was promised more by its terms than it held waits for those that it now stands behind.
        const [first] = this.ranked;
        while (this.pool.length > 0 && !(first && (this.pool[0].level < first.level || (this.pool[0].level === first.level && this.pool[0].year < first.year)))) this.show(this.pool.shift().found);
      }
    }

    /** An entry with its place by what its text has, not by its terms alone. */
    placed(found, { entry, level, year, sum }) {
      const own = this.paths.get(found.path) ?? new Set();
      this.paths.set(found.path, own.add(found.year));
      if (this.near) return { found, entry, level, year, sum };
      const title = runs(found.title);
      const named = this.wanted.filter((ways) => ways.some((way) => hasAll(way, title))).length;
      const real = level === EXACT ? EXACT : named === this.wanted.length ? NAMED : named > 0 ? PARTLY : 0;
      return { found, entry, level: Math.min(level, real), year: rank(found.year, Math.min(level, real)), sum: sum + (found.kind === INDICATOR ? 2 : 0) };
    }

    /** An indicator has one page for all its years: the best comes first, the others are named there. */
    show(found) {
      const years = this.paths.get(found.path);
      if (years.shown) return;
      years.shown = true;
      this.shown.push(Object.assign(found, { years }));
    }

    /** Whether an entry has each word as it was typed, and not only its pairs of signs somewhere. */
    has(entry) {
      const texts = [entry.title, ...entry.lines].map(runs);
      return this.wanted.every((ways) => ways.some((way) => way.every((run) => texts.some((text) => places(run, text).length > 0))));
    }

    /** The ranges of a text that were looked for. */
    marks(text) {
      const own = runs(text);
      const typed = this.wanted.flat(2);
      let ranges = typed.flatMap((run) => places(run, own));
      if (ranges.length === 0 && this.near) {
        const pairs = typed.flatMap((run) => run.map((unit, at) => run.slice(at, at + 2)).filter((pair) => pair.length === 2));
        ranges = pairs.flatMap((pair) => places(pair, own));
      }
      ranges.sort(([a], [b]) => a - b);
      const joined = [];
      for (const [start, end] of ranges) {
        const before = last(joined);
        if (before && start <= before[1]) before[1] = Math.max(before[1], end);
        else joined.push([start, end]);
      }
      return joined;
    }

    /** The passage that tells best why an entry was found. */
    passage(entry) {
      if (entry.kind === INDICATOR) {
        // Its values, who answers for it, and whatever else has what was looked for.
        const lines = entry.lines.map((line, at) => [line, at < 4 ? 0 : this.marks(line)[0]?.[0]]);
        return lines.filter(([, place]) => place !== undefined).map(([line, place]) => excerpt(line, place)).join(" · ");
      }
      let best = { text: "", score: -1 };
      for (const text of entry.lines) {
        const own = runs(text);
        const hits = this.wanted.filter((ways) => ways.some((way) => hasAll(way, own))).length;
        const score = hits * 1000 + (this.near ? this.marks(text).length : 0);
        if (score > best.score) best = { text, score };
      }
      return excerpt(best.text, this.marks(best.text)[0]?.[0] ?? 0);
    }
  }

  /** A long text around a place in it. */
  function excerpt(text, place) {
    const [before, length] = [30, 110];
    if (text.length <= length) return text;
    let start = Math.max(0, Math.min(place - before, text.length - length));
    let end = Math.min(text.length, start + length);
    // Never half a sign, nor half a word of letters.
    const inside = (at) => /[\p{L}\p{N}\u{dc00}-\u{dfff}]/u.test(text[at] ?? "") && /[a-z0-9]/i.test((text[at - 1] ?? "") + (text[at] ?? ""));
    while (start > 0 && (inside(start) || /[\udc00-\udfff]/.test(text[start]))) start -= 1;
    while (end < text.length && (inside(end) || /[\udc00-\udfff]/.test(text[end]))) end += 1;
    return (start > 0 ? "…" : "") + text.slice(start, end) + (end < text.length ? "…" : "");
  }

  globalThis.planpressIndex = { Index, SHOWN, runs, terms };
})();
