// Cuts texts as the index of the search does it (src/search/text.rs; tests/search/terms.json holds both to one table): into runs of units, a
// character of Chinese or a word each, and into the terms that they are found by.
(() => {
  const SIGN = /[\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u30fa\u30fc-\u318f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\ua4cf\uac00-\ud7a3\uf900-\ufaff\u{20000}-\u{3fffd}]/u;
  const IN_WORD = /[\p{Alphabetic}\p{N}]/u;
  const DIGIT = /[0-9]/;
  const NUMBER = /^[0-9.]+$/;

  const last = (list) => list[list.length - 1];

  /** What a character is in a text: a sign, a part of a word, or what divides. */
  const kindOf = (c) => (c === undefined ? 0 : SIGN.test(c) ? 1 : IN_WORD.test(c) ? 2 : 0);

  /** The units of a text in runs; each knows where it stands in the text. A blank between a sign and a word, as in 12 家, divides nothing. */
  function runs(text) {
    const folded = [];
    let at = 0;
    for (const c of text) {
      // Documents have a circle for the nought of 二〇一六.
      for (const f of c === "○" ? "〇" : c.normalize("NFKC")) for (const lower of f.toLowerCase()) folded.push([lower, at, at + c.length]);
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
      else if (last(all).length > 0 && !(c === " " && kindOf(folded[index - 1]?.[0]) * kindOf(folded[index + 1]?.[0]) === 2)) all.push([]);
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

  /** The words that were typed, each in all the ways to write its numbers, each way in runs; its own way first. */
  function words(text) {
    const forms = globalThis.planpressNumbers?.forms ?? ((word) => [word]);
    return text.split(/\s+/).map((word) => forms(word).map(runs).filter((way) => way.length > 0)).filter((ways) => ways.length > 0);
  }

  /** All units of a text in one, as names are compared. */
  const joined = (all) => all.flat().map((unit) => unit.text).join("");

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

  /** Whether a text's runs have all runs of a way to write a word. */
  const hasAll = (way, text) => way.every((run) => places(run, text).length > 0);

  globalThis.planpressText = { runs, terms, wants, words, joined, places, hasAll };
})();
