// The ways to write a number: 1,200 is 1200, １２００ and 一千二百; 2016 is 二〇一六; 50% is 百分之五十. What a reader types in one way is looked
// for in all of them; texts stay as they are, so that 一体化 and 十三五 are words.
(() => {
  const SIGNS = "〇一二三四五六七八九";
  const VALUES = new Map([...[...SIGNS].map((sign, value) => [sign, value]), ["零", 0], ["两", 2], ["○", 0]]);
  const NOUGHTS = ["〇", "零"];
  const SMALL = { 十: 1, 百: 2, 千: 3 };
  const LARGE = { 万: 4, 亿: 8 };
  const NUMERAL = "[〇零○一二三四五六七八九十百千万亿两]+(?:点[〇零○一二三四五六七八九]+)?";
  const SPAN = new RegExp(`百分之(${NUMERAL})|(?<![0-9.])([0-9]+(?:,[0-9]{3})*(?:\\.[0-9]+)?)(?!\\.?[0-9])(%|[万亿](?![0-9〇零一二三四五六七八九十百千万亿]))?|(${NUMERAL})`, "g");
  /** No query has more ways than that: each is looked up. */
  const MOST_WAYS = 8;
  /** Beyond this a number is not exact in a script. */
  const LARGEST = 1e15;

  /** The value of a Chinese numeral below ten thousand: 一千二百, 十二, 一百零五; undefined where it is none. */
  function small(text) {
    let [sum, digit, before] = [0, undefined, 4];
    for (const sign of text) {
      if (sign in SMALL) {
        if (SMALL[sign] >= before || digit === 0) return undefined;
        // 十 may stand alone at the beginning.
        if (digit === undefined && !(sign === "十" && sum === 0)) return undefined;
        sum += (digit ?? 1) * 10 ** SMALL[sign];
        [digit, before] = [undefined, SMALL[sign]];
      } else {
        if (digit !== undefined && digit !== 0) return undefined;
        digit = VALUES.get(sign);
        if (digit === undefined) return undefined;
      }
    }
    return sum + (digit ?? 0);
  }

  /** The value of a Chinese numeral, by its places or digit by digit; undefined where it is none. */
  function read(text) {
    const [whole, decimals] = text.split("点");
    let value;
    if (/^[^十百千万亿]+$/.test(whole)) {
      // Digit by digit: a year, a number of a document; one digit is a numeral too.
      value = Number([...whole].map((sign) => VALUES.get(sign)).join(""));
    } else {
      value = 0;
      let rest = whole;
      for (const [sign, zeros] of [["亿", LARGE.亿], ["万", LARGE.万]]) {
        const at = rest.indexOf(sign);
        if (at < 0) continue;
        const part = at === 0 ? undefined : small(rest.slice(0, at));
        if (!part) return undefined;
        value += part * 10 ** zeros;
        rest = rest.slice(at + 1);
      }
      const part = small(rest);
      if (part === undefined) return undefined;
      value += part;
    }
    if (decimals) value = Number(`${value}.${[...decimals].map((sign) => VALUES.get(sign)).join("")}`);
    return value <= LARGEST ? value : undefined;
  }

  /** A whole number below ten thousand in Chinese; `first` is the sign of two that it may begin with. */
  function below(value, first) {
    let text = "";
    let gap = false;
    for (const [place, sign] of [[1000, "千"], [100, "百"], [10, "十"], [1, ""]]) {
      const digit = Math.floor(value / place) % 10;
      if (digit === 0) gap = text !== "";
      else {
        text += (gap ? "零" : "") + (digit === 2 && place > 10 && text === "" ? first : SIGNS[digit]) + sign;
        gap = false;
      }
    }
    return text;
  }

  /** A number in Chinese, in the ways that are written. */
  function chinese(value) {
    const [whole, decimals] = String(value).split(".");
    const number = Number(whole);
    const write = (first) => {
      if (number === 0) return "零";
      let text = "";
      for (const [sign, zeros] of [["亿", LARGE.亿], ["万", LARGE.万], ["", 0]]) {
        const part = Math.floor(number / 10 ** zeros) % 10_000;
        if (part === 0) continue;
        // A place that is left out within a number is said.
        text += (text !== "" && part < 1000 ? "零" : "") + below(part, first) + sign;
      }
      return text;
    };
    const ways = number < 10 ** 12 ? [write("二"), write("两")] : [];
    return ways.map((text) => (text.startsWith("一十") ? text.slice(1) : text)).map((text) => (decimals ? `${text}点${[...decimals].map((digit) => SIGNS[digit]).join("")}` : text));
  }

  /** All ways to write what one match of SPAN says, its own first. */
  function ways(own, percent, digits, unit, numeral) {
    const value = digits ? Number(digits.replace(/,/g, "")) : read(percent ?? numeral);
    if (value === undefined || value > LARGEST) return [own];
    if (percent || unit === "%") return [own, `${value}%`, ...chinese(value).map((text) => `百分之${text}`)];
    // 3.5万 is 35000, without what scripts make of decimals.
    const number = unit ? Math.round(value * 10 ** LARGE[unit] * 100) / 100 : value;
    if (number > LARGEST) return [own];
    const all = [own, String(number), ...chinese(number)];
    for (const [sign, zeros] of Object.entries(LARGE)) if (number >= 10 ** zeros && number % 10 ** (zeros - 2) === 0) all.push(`${number / 10 ** zeros}${sign}`);
    if (Number.isInteger(number) && (number >= 1900 && number < 2100)) for (const zero of NOUGHTS) all.push([...String(number)].map((digit) => (digit === "0" ? zero : SIGNS[digit])).join(""));
    return all;
  }

  /** A word that was typed, in all the ways to write its numbers; as it was typed first. */
  function forms(word) {
    // Some write the nought of 二〇二六 as a digit.
    const text = word.normalize("NFKC").replace(/(?<=[〇一二三四五六七八九]0*)0/g, "〇");
    let all = [""];
    let at = 0;
    for (const match of text.matchAll(SPAN)) {
      const between = text.slice(at, match.index);
      const after = match.index + match[0].length;
      // A digit by itself, as in 5G, is no number that is written otherwise.
      const alone = match[0].length === 1 && !/\p{Script=Han}/u.test(text[after] ?? "");
      const own = alone ? [match[0]] : [...new Set(ways(...match))];
      all = all.flatMap((before) => own.map((way) => before + between + way)).slice(0, MOST_WAYS);
      at = after;
    }
    return all.map((before) => before + text.slice(at));
  }

  globalThis.planpressNumbers = { forms };
})();
