// The page of the search: a field, the results, the keyboard. Nothing that is typed is sent anywhere: the index is loaded piece
// by piece as scripts, and search-index.js finds in it.
(() => {
  const { Index, SHOWN, runs } = globalThis.planpressIndex;
  const waiting = new Map();
  globalThis.planpressSearch = (kind, number, content) => waiting.get(`${kind}-${number}`)?.(content);

  /** Loads a file of the index as a script, the only way that a page from disk has. */
  function load(kind, number, version) {
    const first = new URL(form.dataset.index, location.href).href;
    const name = kind === "index" ? "index" : `${kind}-${number}`;
    const script = document.createElement("script");
    script.src = `${first.replace(/index\.js$/, `${name}.js`)}?v=${version}`;
    return new Promise((resolve, reject) => {
      waiting.set(`${kind}-${number}`, resolve);
      script.addEventListener("error", () => reject(new Error(script.src)));
      document.head.append(script);
    }).finally(() => {
      waiting.delete(`${kind}-${number}`);
      script.remove();
    });
  }

  const get = (id) => document.getElementById(id);
  const form = get("_search");
  if (!form) return;
  const [field, year, body, status, list, more, browse] = ["_q", "_year", "_body", "_found", "_results", "_more", "_browse"].map(get);
  const { root, kinds, ...words } = form.dataset;
  const kindNames = kinds.split("|");
  const index = new Index(load);
  let current = 0;
  let found;

  /** A text with what was looked for marked in it. */
  function marked(element, text) {
    let at = 0;
    for (const [start, end] of found.marks(text)) {
      const mark = document.createElement("mark");
      mark.textContent = text.slice(start, end);
      element.append(text.slice(at, start), mark);
      at = end;
    }
    element.append(text.slice(at));
    return element;
  }

  function make(name, className, ...children) {
    const element = document.createElement(name);
    if (className) element.className = className;
    element.append(...children);
    return element;
  }

  function result(entry) {
    const link = marked(document.createElement("a"), entry.title || words.untitled);
    const disk = location.protocol === "file:" && (entry.path === "" || entry.path.endsWith("/"));
    link.href = root + entry.path + (disk ? "index.html" : "");
    const where = make("p", "result-where", make("span", "result-kind", kindNames[entry.kind]));
    if (entry.body) where.append(make("span", "result-body", entry.body));
    if (entry.year) {
      const others = [...entry.years].filter((other) => other !== entry.year).sort((a, b) => b - a).join(words.separator);
      where.append(make("span", "result-year", words.inYear.replace("{year}", entry.year)));
      if (entry.plan !== entry.title) where.append(make("span", "", entry.plan));
      if (others) where.append(make("span", "", words.others.replace("{years}", others)));
    }
    if (entry.draft) where.append(make("span", "badge", words.draft));
    const text = found.passage(entry);
    return make("li", "", link, where, ...(text ? [marked(make("p", "result-text"), text)] : []));
  }

  function say(count) {
    if (found.near) return count ? words.near : words.none.replace("{q}", () => field.value.trim());
    if (found.open) return words.foundMore.replace("{n}", count);
    return (count === 1 ? words.foundOne : words.found).replace("{n}", count);
  }

  function show(from) {
    const upTo = Math.min(found.shown.length, from + SHOWN);
    list.append(...found.shown.slice(from, upTo).map(result));
    list.hidden = list.childElementCount === 0;
    more.hidden = upTo === found.shown.length && !found.open;
    status.textContent = say(found.shown.length);
  }

  async function search() {
    const own = (current += 1);
    const text = field.value.trim();
    const address = new URL(location.href);
    const set = (name, value) => (value ? address.searchParams.set(name, value) : address.searchParams.delete(name));
    set("q", text);
    set("year", year.value);
    set("body", body?.value);
    try {
      history.replaceState(null, "", address);
    } catch {} // A browser may refuse it for a page from disk.
    if (!runs(text).length) {
      list.replaceChildren();
      [list.hidden, more.hidden, browse.hidden, status.textContent] = [true, true, false, ""];
      return;
    }
    try {
      await index.open(form.dataset.version);
      const result = await index.search(text, Number(year.value) || undefined, body?.value);
      if (own !== current) return; // The reader has typed on.
      found = result;
      list.replaceChildren();
      show(0);
      browse.hidden = found.shown.length > 0;
    } catch {
      if (own !== current) return;
      list.replaceChildren();
      [list.hidden, more.hidden, browse.hidden, status.textContent] = [true, true, false, words.failed];
    }
  }

  let timer;
  const soon = (event) => {
    // While an input method is composing, the field holds letters and not what they will become.
    if (event.isComposing) return;
    clearTimeout(timer);
    timer = setTimeout(search, 200);
  };
  field.addEventListener("input", soon);
  field.addEventListener("compositionend", soon);
  year.addEventListener("change", search);
  body?.addEventListener("change", search); // Only where there are several bodies.
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    search();
  });
  more.addEventListener("click", async () => {
    const [from, own] = [list.childElementCount, current];
    if (from + SHOWN > found.shown.length) await found.more();
    if (own !== current) return;
    show(from);
    list.children[from]?.querySelector("a").focus();
  });
  // Arrows lead from the field to the results and between them; Escape leads back.
  document.querySelector("main").addEventListener("keydown", (event) => {
    const links = [...list.querySelectorAll("li > a")];
    const at = links.indexOf(document.activeElement);
    if (at < 0 && document.activeElement !== field) return;
    if (event.key === "ArrowDown") (links[at + 1] ?? links[links.length - 1])?.focus();
    else if (event.key === "ArrowUp" && at >= 0) (links[at - 1] ?? field).focus();
    else if (event.key === "Escape" && at >= 0) field.focus();
    else return;
    event.preventDefault();
  });

  const given = new URLSearchParams(location.search);
  field.value = given.get("q") ?? "";
  for (const [name, choice] of Object.entries({ year, body })) {
    if ([...(choice?.options ?? [])].some((option) => option.value === given.get(name))) choice.value = given.get(name);
  }
  if (field.value) search();
})();
