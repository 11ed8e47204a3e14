// Finds in the index what a reader types; knows nothing of the page (that is search.js). How texts are cut is told in
// src/search/text.rs, how the index is written in src/search/files.rs; tests/search/ holds both sides to the same tables.
(() => {
  const DIGITS = new Map([..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"].map((digit, value) => [digit, value]));
  const SIGN = /[\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u30fa\u30fc-\u318f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\ua4cf\uac00-\ud7a3\uf900-\ufaff\u{20000}-\u{3fffd}]/u;
  const IN_WORD = /[\p{Alphabetic}\p{N}]/u;
  const DIGIT = /[0-9]/;
  const NUMBER = /^[0-9.]+$/;
  const INDICATOR = 2;
  const [TITLE, TWICE, OFTEN] = [4, 1, 2];
  /** How many entries are looked at closely at a time, and how many are shown. */
  const [LOOKED_AT, SHOWN] = [40, 20];
  /** The most terms that one beginning of a word stands for. */
  const MOST_TERMS = 400;

  const last = (list) => list[list.length - 1];

  /** Where the last of a list that fits stands, or -1. */
  function lastIndex(list, fits) {
    let at = list.length - 1;
    while (at >= 0 && !fits(list[at])) at -= 1;
    return at;
  }

  /** The order of the index: by code points, which that of JavaScript's strings is not. */
  function compare(a, b) {
    for (let at = 0; at < a.length && at < b.length; at += 1) {
      if (a[at] !== b[at]) return a.codePointAt(at) - b.codePointAt(at);
    }
    return a.length - b.length;
  }

  /** The units of a text in runs; each knows where it stands in the text. */
  function runs(text) {
    const folded = [];
    let at = 0;
    for (const c of text) {
      for (const f of c.normalize("NFKC")) for (const lower of f.toLowerCase()) folded.push([lower, at, at + c.length]);
      at += c.length;
    }
    const all = [[]];
    let word;
    const digit = (index) => DIGIT.test(folded[index]?.[0] ?? "");
    const close = () => {
      if (word) last(all).push(word);
      word = undefined;
    };
    folded.forEach(([c, start, end], index) => {
      const before = word && digit(index - 1);
      if (c === "," && before && digit(index + 1) && digit(index + 2) && digit(index + 3) && !digit(index + 4)) return;
      const number = c === "." && before && digit(index + 1);
      const sign = SIGN.test(c);
      if (number || (!sign && IN_WORD.test(c))) {
        word ??= { text: "", start, sign: false };
        word.text += c;
        word.end = end;
        return;
      }
      close();
      if (sign) last(all).push({ text: c, start, end, sign: true });
      else if (last(all).length > 0) all.push([]);
    });
    close();
    return all.filter((run) => run.length > 0);
  }

  /** The terms that a run of the index's texts is found by. */
  function terms(run) {
    return run.map((unit, at) => (unit.sign && run[at + 1]?.sign ? unit.text + run[at + 1].text : unit.text));
  }

  /** What an entry must have for a run that a reader typed: a term, or a term that begins so. */
  function wants(run) {
    const list = [];
    run.forEach((unit, at) => {
      if (!unit.sign) {
        list.push({ term: stem(unit.text), begins: !NUMBER.test(unit.text) });
      } else if (run[at + 1]?.sign) list.push({ term: unit.text + run[at + 1].text, begins: false });
      else if (!run[at - 1]?.sign) list.push({ term: unit.text, begins: true });
    });
    return list;
  }

  /** An English word without the ending of the plural. */
  function stem(word) {
    if (!/^[a-z]{4,}$/.test(word)) return word;
    return word.replace(/ies$/, "i").replace(/([^siu])s$/, "$1");
  }

  function fits(wanted, unit) {
    if (wanted.sign || unit.sign || NUMBER.test(wanted.text)) return wanted.text === unit.text;
    return unit.text.startsWith(stem(wanted.text));
  }

  /** Where a run that was typed stands in a text's runs: ranges of the text. */
  function places(wanted, text) {
    const found = [];
    for (const run of text) {
      for (let at = 0; at + wanted.length <= run.length; at += 1) {
        if (wanted.every((unit, offset) => fits(unit, run[at + offset]))) {
          found.push([run[at].start, run[at + wanted.length - 1].end]);
        }
      }
    }
    return found;
  }

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

    /** The entries that have a term, with how much each speaks of it. */
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
            const known = found.get(entry) ?? 0;
            found.set(entry, Math.max(known, exact ? weight : weight * 0.8));
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

    /** What is found for a text, in a year and of a body or in all: the best first. `near` where nothing has all of it. */
    async search(text, year, body) {
      const wanted = runs(text);
      const list = wanted.flatMap(wants);
      if (list.length === 0) return new Found(this, wanted, [], false);
      const each = await Promise.all(list.map((want) => this.postings(want)));
      const score = new Map();
      for (const found of each) {
        const rarity = Math.log(1 + this.meta.entries / (found.size || 1));
        for (const [entry, weight] of found) {
          const known = score.get(entry) ?? { sum: 0, share: 0, count: 0 };
          score.set(entry, { sum: known.sum + rarity * weight, share: known.share + rarity, count: known.count + 1 });
        }
      }
      const whole = each.reduce((sum, found) => sum + Math.log(1 + this.meta.entries / (found.size || 1)), 0);
      const isWanted = (entry) => {
        const group = this.group(entry);
        return (!year || group.year === year) && (!body || group.body === body);
      };
      const ranked = (keep) =>
        [...score]
          .filter(([entry, own]) => keep(own) && isWanted(entry))
          .sort(([a, one], [b, other]) => other.sum - one.sum || a - b)
          .map(([entry, own]) => [entry, own.sum]);
      const all = new Found(this, wanted, ranked((own) => own.count === each.length), false);
      await all.more();
      if (all.shown.length > 0) return all;
      const near = new Found(this, wanted, ranked((own) => own.share >= whole / 2).slice(0, SHOWN), true);
      await near.more();
      return near;
    }
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
      Object.assign(this, { index, wanted, ranked, near, shown: [], seen: new Map() });
    }

    /** Whether there may be more than what was looked at. */
    get open() {
      return this.ranked.length > 0;
    }

    /** Looks at the next entries, until one more page of results is full. */
    async more() {
      const enough = this.shown.length + SHOWN;
      while (this.open && this.shown.length < enough) {
        const next = this.ranked.splice(0, LOOKED_AT);
        const entries = await Promise.all(next.map(([number]) => this.index.entry(number)));
        const scored = entries.map((entry, at) => [entry, next[at][1]]).filter(([entry]) => this.near || this.has(entry));
        scored.sort(([a, one], [b, other]) => other + this.bonus(b) - one - this.bonus(a) || a.number - b.number);
        for (const [entry] of scored) {
          // An indicator has one page for all its years: the best comes first, the others are named there.
          const known = this.seen.get(entry.path);
          if (known) known.years.add(entry.year);
          else {
            this.seen.set(entry.path, entry);
            this.shown.push(Object.assign(entry, { years: new Set([entry.year]) }));
          }
        }
      }
    }

    /** Whether an entry has each run as it was typed, and not only its pairs of signs somewhere. */
    has(entry) {
      const texts = [entry.title, ...entry.lines].map(runs);
      return this.wanted.every((run) => texts.some((text) => places(run, text).length > 0));
    }

    bonus(entry) {
      const title = runs(entry.title);
      const inTitle = this.wanted.every((run) => places(run, title).length > 0);
      const typed = this.wanted.flat().map((unit) => unit.text).join("");
      const exact = title.flat().map((unit) => unit.text).join("") === typed;
      return (inTitle ? 6 : 0) + (exact ? 10 : 0) + (entry.kind === INDICATOR ? 2 : 0);
    }

    /** The ranges of a text that were looked for. */
    marks(text) {
      const own = runs(text);
      let ranges = this.wanted.flatMap((run) => places(run, own));
      if (ranges.length === 0 && this.near) {
        const pairs = this.wanted.flatMap((run) => run.map((unit, at) => run.slice(at, at + 2)).filter((pair) => pair.length === 2));
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
        const hits = this.wanted.filter((run) => places(run, own).length > 0).length;
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
