// The preview's part in the browser: the page follows the files, findings lie over it, and a bar tells a writer what
// the page does not. It is served by `planpress serve` only and is in no built site.
//
// The server tells the id of each build. This script then asks whether its page is still the same (by its version), and
// puts the new content in the old one's place. Nothing depends on an event having been heard: the version decides.
"use strict";

(() => {
  const own = document.currentScript;
  const { base, lang } = own.dataset;
  const reserved = `${base}.planpress/`;
  const framed = window.top !== window;
  let version = own.dataset.version;
  let standIn = "standIn" in own.dataset;
  let served = document.body.outerHTML;
  let build = null;
  let facts = null;

  // ── words

  const chinese = lang !== "en";
  const words = chinese ? {
    bar: "预览工具栏", draft: "草稿", published: "已发布", noSource: "自动生成的页面",
    warnings: (n) => (n === 0 ? "无警告" : `${n} 处警告`), warningsHere: "本页的警告",
    print: "打印预览", screen: "返回屏幕样式", phone: "手机宽度", phoneTitle: "手机宽度预览", lost: "与预览服务的连接已断开，正在重试……",
    errors: (n) => `${n} 处错误，页面仍是上一次正确的内容`, errorsStandIn: (n) => `${n} 处错误，站点暂时无法生成`,
    still: (n) => `${n} 个部门有错误，保持上一次正确的内容`,
    hide: "收起", show: (n) => `显示 ${n} 处错误`, close: "关闭", more: (n) => `另有 ${n} 处，见终端`, help: "建议：", updated: "页面已更新",
    severity: { error: "错误", warning: "警告", note: "提示" }, colon: "：",
  } : {
    bar: "Preview", draft: "draft", published: "published", noSource: "made by Planpress",
    warnings: (n) => (n === 0 ? "no warnings" : n === 1 ? "1 warning" : `${n} warnings`), warningsHere: "Warnings on this page",
    print: "Print preview", screen: "Back to screen", phone: "Phone width", phoneTitle: "The page at phone width", lost: "The preview is not answering; trying again …",
    errors: (n) => `${n === 1 ? "1 error" : `${n} errors`}: this is still the last good page`, errorsStandIn: (n) => `${n === 1 ? "1 error" : `${n} errors`}: the site cannot be built yet`,
    still: (n) => (n === 1 ? "1 series has errors and stands as it last was good" : `${n} series have errors and stand as they last were good`),
    hide: "Hide", show: (n) => (n === 1 ? "Show the error" : `Show ${n} errors`), close: "Close", more: (n) => `and ${n} more, in the terminal`, help: "help: ", updated: "The page was updated",
    severity: { error: "error", warning: "warning", note: "note" }, colon: ": ",
  };

  /** An element with attributes and children; text is always text. */
  function element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
      else if (value === true) made.setAttribute(key, "");
      else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, value);
    }
    made.append(...children.filter((child) => child !== null && child !== undefined));
    return made;
  }

  // ── the place of everything that is not the page's: beside its body, out of reach of its styles

  const host = element("planpress-preview", { lang: chinese ? "zh-Hans" : "en" });
  const shadow = host.attachShadow({ mode: "open" });
  const bar = element("div", { class: "bar", role: "region", "aria-label": words.bar });
  const panel = element("div", { class: "place" });
  const live = element("div", { class: "unseen", role: "status" });
  // Styles come by link: the policy of the page allows no others. Until they are there nothing is shown.
  host.hidden = true;
  const styles = element("link", { rel: "stylesheet", href: `${reserved}preview.css`, onload: () => { host.hidden = false; } });
  shadow.append(styles, panel, bar, live);

  // ── following the build

  let syncing = null;
  let again = false;

  /** Brings page, bar and findings up to date; calls during a run lead to one more run. */
  function sync() {
    if (syncing) {
      again = true;
      return syncing;
    }
    syncing = (async () => {
      do {
        again = false;
        try {
          await update();
        } catch (error) {
          // The server is gone or going. The build is still the old one, so that the next event starts over.
          console.info("planpress preview:", error);
        }
      } while (again);
      syncing = null;
    })();
    return syncing;
  }

  async function update() {
    const answer = await fetch(`${reserved}state?path=${encodeURIComponent(decoded(location.pathname))}`, { cache: "no-store" });
    if (!answer.ok) throw new Error(`state ${answer.status}`);
    facts = await answer.json();
    if (!facts.broken) await refresh();
    build = facts.build;
    showFindings();
    showBar();
  }

  function decoded(path) {
    try {
      return decodeURIComponent(path);
    } catch {
      return path;
    }
  }

  /** Fetches the page if it is another than the one shown, and puts it in that one's place. */
  async function refresh() {
    const answer = await fetch(location.pathname + location.search, { cache: "no-store", headers: { "If-None-Match": `"${version}"` } });
    if (answer.status === 304) return;
    const kind = answer.headers.get("content-type") ?? "";
    if (!kind.startsWith("text/html")) return;
    const next = new DOMParser().parseFromString(await answer.text(), "text/html");
    const script = next.querySelector("script[data-version][data-base]");
    if (!script) return;
    if (standIn || "standIn" in script.dataset) {
      // Between a page and its stand-in everything differs; there is no place to keep.
      if (standIn !== "standIn" in script.dataset) location.reload();
      return;
    }
    // Addresses in a parsed document start from this page's, unless the page says otherwise.
    await replaceStyles(next);
    replaceHead(next);
    replaceBody(next);
    version = script.dataset.version;
    if (print.on) print.apply();
    document.dispatchEvent(new CustomEvent("planpress:update"));
  }

  const sheets = (where) => [...where.querySelectorAll('link[rel~="stylesheet"]')];

  /** Puts new style sheets beside the old ones, and takes those away once the new are there: the page is never bare. */
  async function replaceStyles(next) {
    const wanted = sheets(next).map((link) => link.getAttribute("href"));
    const old = sheets(document);
    const same = wanted.length === old.length && wanted.every((href, at) => href === old[at].getAttribute("href"));
    if (same) return;
    const loading = [];
    const fresh = sheets(next).map((link) => {
      const kept = old.find((one) => one.isEqualNode(link));
      if (kept) {
        old.splice(old.indexOf(kept), 1);
        return kept;
      }
      const copy = document.importNode(link, true);
      loading.push(new Promise((done) => {
        copy.addEventListener("load", done, { once: true });
        copy.addEventListener("error", done, { once: true });
        setTimeout(done, 2000);
      }));
      return copy;
    });
    let last = sheets(document).pop() ?? null;
    for (const link of fresh) {
      if (last) last.after(link);
      else document.head.append(link);
      last = link;
    }
    await Promise.all(loading);
    for (const link of old) link.remove();
  }

  function replaceHead(next) {
    if (document.title !== next.title) document.title = next.title;
    attributes(document.documentElement, next.documentElement);
    const movable = (head) => [...head.children].filter((child) => !["SCRIPT", "TITLE"].includes(child.tagName) && !(child.tagName === "LINK" && child.rel.includes("stylesheet")));
    const old = movable(document.head);
    const fresh = movable(next.head);
    if (old.length === fresh.length && old.every((child, at) => child.isEqualNode(fresh[at]))) return;
    for (const child of old) child.remove();
    document.head.prepend(...fresh.map((child) => document.importNode(child, true)));
  }

  function attributes(to, from) {
    for (const { name } of [...to.attributes]) if (!from.hasAttribute(name)) to.removeAttribute(name);
    for (const { name, value } of from.attributes) if (to.getAttribute(name) !== value) to.setAttribute(name, value);
  }

  /** Replaces the content and keeps what the reader had: the place, what is open, what has the focus, what was typed. */
  function replaceBody(next) {
    // Compared with what was served, not with what the reader has opened and typed since.
    const html = next.body.outerHTML;
    if (html === served) return;
    served = html;
    const anchor = anchorInView();
    const scroll = { left: window.scrollX, top: window.scrollY };
    const open = new Map([...document.querySelectorAll("details")].map((one, at) => [keyOf(one, at), one.open]));
    const focus = pathTo(document.activeElement);
    const typed = new Map([...document.querySelectorAll("input, textarea, select")].map((one, at) => [one.id || one.name || at, one.type === "checkbox" || one.type === "radio" ? one.checked : one.value]));

    attributes(document.body, next.body);
    document.body.replaceChildren(...[...next.body.childNodes].map((node) => document.importNode(node, true)));

    [...document.querySelectorAll("details")].forEach((one, at) => {
      const was = open.get(keyOf(one, at));
      if (was !== undefined) one.open = was;
    });
    [...document.querySelectorAll("input, textarea, select")].forEach((one, at) => {
      const was = typed.get(one.id || one.name || at);
      if (was === undefined || one.type === "file") return;
      if (typeof was === "boolean") one.checked = was;
      else one.value = was;
    });
    find(focus)?.focus({ preventScroll: true });
    const again = anchor && document.getElementById(anchor.id);
    const top = again ? window.scrollY + again.getBoundingClientRect().top - anchor.top : scroll.top;
    window.scrollTo({ left: scroll.left, top: scroll.top === 0 ? 0 : top, behavior: "instant" });
  }

  /** The last element with an id that begins above the upper part of the window: text above it may grow. */
  function anchorInView() {
    let found = null;
    for (const one of document.body.querySelectorAll("[id]")) {
      const { top, height } = one.getBoundingClientRect();
      if (height === 0) continue;
      if (top > window.innerHeight / 3) break;
      found = { id: one.id, top };
    }
    return found;
  }

  function keyOf(details, at) {
    return details.id || `${details.querySelector("summary")?.textContent ?? ""}\u0000${at}`;
  }

  /** The way to an element: its id, else its place among its parent's children. */
  function pathTo(one) {
    const path = [];
    while (one && one !== document.body && one !== document.documentElement) {
      if (one.id) return [one.id, ...path];
      if (!one.parentElement) return null;
      path.unshift([...one.parentElement.children].indexOf(one));
      one = one.parentElement;
    }
    return one === document.body && path.length > 0 ? [null, ...path] : null;
  }

  function find(path) {
    if (!path) return null;
    const [id, ...rest] = path;
    return rest.reduce((one, at) => one?.children[at], id === null ? document.body : document.getElementById(id));
  }

  // ── findings over the page

  let hidden = null;
  // One wrong line in a configuration may be a fault of ten thousand files.
  const MOST = 200;

  function showFindings() {
    if (framed) return;
    if (!isWrong()) {
      hidden = null;
      if (panel.dataset.shows === "errors") clear();
      if (panel.dataset.shows === "warnings") showWarnings();
      return;
    }
    // What was put aside stays aside until something else is wrong.
    const key = JSON.stringify([facts.still, facts.findings]);
    if (hidden === key) {
      if (panel.dataset.shows === "warnings") showWarnings();
      return;
    }
    hidden = null;
    const errors = facts.findings.filter((one) => one.severity === "error");
    const heading = standIn ? words.errorsStandIn(errors.length) : facts.broken ? words.errors(errors.length) : words.still(facts.still.length);
    // The errors first: it is they that the heading counts.
    show("errors", heading, [...errors, ...facts.findings.filter((one) => one.severity !== "error")], words.hide, () => {
      hidden = key;
      showBar();
    }, facts.still);
  }

  /** Whether there is more to be told than warnings: errors, or a series that stands still for its own. */
  function isWrong() {
    return facts.broken || facts.still.length > 0;
  }

  function warningsHere() {
    return facts.findings.filter((one) => one.severity === "warning" && facts.page.files.includes(one.file));
  }

  /** The warnings of this page; where there are none any more, none are shown. */
  function showWarnings() {
    const here = facts.page ? warningsHere() : [];
    if (here.length === 0) clear();
    else show("warnings", words.warningsHere, here, words.close, showFindings);
  }

  function clear() {
    panel.replaceChildren();
    delete panel.dataset.shows;
  }

  function show(what, heading, findings, closeWord, closed, lead = []) {
    const close = () => {
      const back = shadow.activeElement !== null;
      clear();
      closed();
      if (back) bar.querySelector("button, a")?.focus();
    };
    const title = element("h2", { id: "title" }, heading);
    const more = findings.length - MOST;
    const list = element("ol", {}, ...findings.slice(0, MOST).map(finding), more > 0 ? element("li", {}, words.more(more)) : null);
    const button = element("button", { type: "button", onclick: close }, closeWord);
    // Not modal: the page under it can still be read, and nothing takes the focus from who is reading.
    const dialog = element("div", {
      class: `findings ${what}`, role: what === "errors" ? "alertdialog" : "dialog", "aria-modal": "false", "aria-labelledby": "title",
      onkeydown: (event) => { if (event.key === "Escape") close(); },
    }, element("div", { class: "head" }, title, button), element("div", { class: "scroll", tabindex: "0", role: "group", "aria-labelledby": "title" }, ...lead.map((text) => element("p", { class: "lead" }, text)), list));
    const again = panel.dataset.shows === what;
    const old = again ? panel.querySelector(".scroll").scrollTop : 0;
    const focused = again && panel.contains(shadow.activeElement);
    panel.dataset.shows = what;
    panel.replaceChildren(dialog);
    dialog.querySelector(".scroll").scrollTop = old;
    if (what === "errors") say(heading);
    // What was asked for gets the focus; what is only brought up to date takes it from nobody.
    if (focused || (what === "warnings" && !again)) button.focus();
  }

  function finding(one) {
    return element("li", { class: one.severity },
      element("p", { class: "message" }, element("strong", {}, words.severity[one.severity] ?? one.severity), words.colon, one.message, one.code ? " " : null, one.code ? element("a", { class: "code", href: `${reserved}explain/${one.code}`, target: "_blank", rel: "noopener" }, one.code) : null),
      place(one),
      one.help ? element("p", { class: "help" }, words.help, one.help) : null,
      ...(one.related ?? []).map((other) => element("div", { class: "related" }, element("p", {}, other.message), place(other))));
  }

  function place(one) {
    if (!one.file) return null;
    const where = element("p", { class: "where" }, element("code", {}, `${one.file}:${one.line}:${one.column}`));
    if (!one.excerpt) return where;
    const lines = one.excerpt.split("\n").map((line, at) => {
      const number = one.line + at;
      const offset = at === 0 ? one.excerpt_column : 1;
      // Columns count characters, not the halves of which some are made in JavaScript.
      const characters = [...line];
      const from = number === one.line ? one.column - offset : 0;
      const to = number === one.end_line ? one.end_column - offset : characters.length;
      const marked = number <= one.end_line ? characters.slice(Math.max(from, 0), Math.max(to, from)).join("") : "";
      return element("span", { class: "line" }, element("span", { class: "number" }, String(number)), element("span", { class: "text" },
        characters.slice(0, Math.max(from, 0)).join(""), marked ? element("mark", {}, marked) : null, characters.slice(Math.max(to, from, 0)).join("")));
    });
    return element("div", {}, where, element("pre", {}, ...lines));
  }

  function say(text) {
    live.textContent = text;
  }

  // ── the bar

  const print = {
    on: new URLSearchParams(location.search).has("planpress-print"),
    /** Makes the rules for paper those of the screen. */
    apply() {
      for (const sheet of document.styleSheets) {
        try {
          print.rules(sheet.cssRules);
        } catch {
          // A sheet that cannot be read cannot be changed.
        }
      }
      // As wide as the text on A4, where the window is. Set this way, and not by a style attribute, the policy allows it.
      Object.assign(document.body.style, { maxWidth: "min(166mm, 100% - 2rem)", margin: "20mm auto" });
    },
    rules(rules) {
      for (const rule of rules) {
        if (rule instanceof CSSMediaRule) {
          const text = rule.media.mediaText;
          const turned = text.replace(/\b(only\s+)?(print|screen)\b/g, (_, only, medium) => (medium === "print" ? "all" : "not all"));
          if (turned !== text) rule.media.mediaText = turned;
        }
        if (rule.cssRules) print.rules(rule.cssRules);
      }
    },
    address() {
      const url = new URL(location.href);
      if (print.on) url.searchParams.delete("planpress-print");
      else url.searchParams.set("planpress-print", "");
      return url.pathname + url.search.replace("planpress-print=", "planpress-print") + url.hash;
    },
  };

  let source = null;

  function showBar() {
    if (framed || !facts) return;
    const focused = shadow.activeElement && bar.contains(shadow.activeElement) ? shadow.activeElement.dataset.what : null;
    const { page } = facts;
    const parts = [];
    if (page) {
      parts.push(element("span", { class: page.draft ? "state draft" : "state" }, page.draft ? words.draft : words.published));
      source = element("code", { class: "source" });
      parts.push(source);
      parts.push(page.warnings === 0 ? element("span", { class: "quiet" }, words.warnings(0))
        : element("button", { type: "button", class: "warnings", "data-what": "warnings", onclick: showWarnings }, words.warnings(page.warnings)));
    } else {
      source = null;
      parts.push(element("span", { class: "quiet" }, words.noSource));
    }
    if (isWrong() && hidden !== null) {
      const errors = facts.findings.filter((one) => one.severity === "error").length;
      parts.push(element("button", { type: "button", class: "errors", "data-what": "errors", onclick: () => { hidden = null; showFindings(); showBar(); } }, words.show(errors)));
    }
    parts.push(element("span", { class: "space" }));
    parts.push(element("a", { href: print.address(), "data-what": "print" }, print.on ? words.screen : words.print));
    parts.push(element("button", { type: "button", "data-what": "phone", "aria-pressed": String(phone !== null), onclick: togglePhone }, words.phone));
    bar.replaceChildren(...parts);
    if (focused) bar.querySelector(`[data-what="${focused}"]`)?.focus({ preventScroll: true });
    showSource();
  }

  /** The file and line of the heading that the reader is at. */
  function showSource() {
    if (!source || !facts?.page) return;
    const known = new Map(facts.page.headings.map((one) => [one.id, one]));
    let found = { file: facts.page.file, line: 1 };
    for (const one of document.body.querySelectorAll("[id]")) {
      const heading = known.get(one.id);
      if (!heading) continue;
      if (one.getBoundingClientRect().top > window.innerHeight / 3) break;
      found = heading;
    }
    const text = `${found.file}:${found.line}`;
    if (source.textContent !== text) source.textContent = text;
  }

  let waiting = false;
  function onMove() {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      showSource();
    });
  }

  // ── the page as a phone shows it

  let phone = null;

  function togglePhone() {
    if (phone) {
      phone.remove();
      phone = null;
    } else {
      const frame = element("iframe", { src: location.href, title: words.phoneTitle });
      phone = element("div", { class: "phone", onkeydown: (event) => { if (event.key === "Escape") togglePhone(); } }, frame);
      shadow.insertBefore(phone, bar);
    }
    showBar();
  }

  // ── the connection

  let wait = 250;
  const LONGEST = 10_000;
  let events = null;
  let timer = null;

  function connect() {
    // A page that nobody sees lets go: browsers allow six connections to a host, and a seventh open tab would get no page.
    if (events || document.hidden) return;
    clearTimeout(timer);
    events = new EventSource(`${reserved}events`);
    events.addEventListener("open", () => {
      wait = 250;
      bar.classList.remove("lost");
      showBar();
    });
    // The server tells its build at once; a page that missed some finds another than it knows.
    events.addEventListener("build", (event) => {
      if (event.data !== build) sync();
    });
    events.addEventListener("error", () => {
      // The browser would try again by itself, for ever at one pace; a server that is gone for the day is asked seldom.
      disconnect();
      bar.classList.add("lost");
      bar.replaceChildren(element("span", {}, words.lost));
      timer = setTimeout(connect, wait);
      wait = Math.min(wait * 2, LONGEST);
    });
  }

  function disconnect() {
    clearTimeout(timer);
    events?.close();
    events = null;
  }

  document.addEventListener("visibilitychange", () => {
    wait = 250;
    if (document.hidden) disconnect();
    else connect();
  });
  window.addEventListener("pagehide", disconnect);
  window.addEventListener("pageshow", (event) => { if (event.persisted) connect(); });

  function start() {
    document.documentElement.append(host);
    if (framed) host.classList.add("framed");
    if (print.on) print.apply();
    new ResizeObserver(() => host.style.setProperty("--bar", `${bar.offsetHeight}px`)).observe(bar);
    window.addEventListener("scroll", onMove, { passive: true });
    window.addEventListener("resize", onMove, { passive: true });
    connect();
  }

  start();
})();
