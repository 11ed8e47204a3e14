// What can be measured of a page in any browser. Each function runs in the page, and knows nothing but it.

/** What of the page's text is not where it can be read: at its edges, over other text, or out of the page. */
export function layout() {
  const width = document.documentElement.clientWidth;
  const wrong = [];
  if (document.documentElement.scrollWidth > width) wrong.push(`scrolls sideways: ${document.documentElement.scrollWidth} px in ${width} px`);

  // Text that is meant to be out of sight lies above the page or in a box of one pixel.
  const unseen = new Map();
  const isUnseen = (element) => {
    if (!element || element === document.documentElement) return false;
    if (!unseen.has(element)) {
      const style = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      const cut = style.overflow !== "visible" && (box.width < 2 || box.height < 2);
      unseen.set(element, style.display === "none" || style.visibility === "hidden" || cut || isUnseen(element.parentElement));
    }
    return unseen.get(element);
  };
  const scrolls = (element) => {
    for (let at = element; at; at = at.parentElement) if (/auto|scroll|hidden/.test(getComputedStyle(at).overflowX)) return true;
    return false;
  };

  const boxes = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || /^(?:SCRIPT|STYLE|NOSCRIPT|OPTION)$/.test(element.tagName) || isUnseen(element)) continue;
    if (element.closest("details:not([open]) > :not(summary)")) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const { left, right, top, bottom } of range.getClientRects()) {
      if (right - left < 2 || bottom + scrollY <= 0) continue;
      // A face's box is higher than its characters, and lines may stand close.
      const inset = (bottom - top) / 4;
      boxes.push({ node, element, left, right, top: top + inset, bottom: bottom - inset });
    }
  }
  if (boxes.length === 0) wrong.push("shows no text");

  const EDGE = 8;
  const said = (box) => `“${box.node.data.trim().slice(0, 20)}” of <${box.element.tagName.toLowerCase()} class="${box.element.getAttribute("class") ?? ""}">`;
  for (const box of boxes) {
    if (scrolls(box.element)) continue;
    if (box.left < EDGE) wrong.push(`no margin left of ${said(box)}: at ${Math.round(box.left)} px`);
    if (box.right > width - EDGE) wrong.push(`no margin right of ${said(box)}: to ${Math.round(box.right)} of ${width} px`);
  }
  boxes.sort((a, b) => a.top - b.top);
  for (const [at, box] of boxes.entries()) {
    for (let next = at + 1; next < boxes.length && boxes[next].top < box.bottom; next += 1) {
      const other = boxes[next];
      if (other.node === box.node) continue;
      const across = Math.min(box.right, other.right) - Math.max(box.left, other.left);
      const down = Math.min(box.bottom, other.bottom) - other.top;
      if (across > 2 && down > 2 && !scrolls(box.element) && !scrolls(other.element)) wrong.push(`${said(box)} and ${said(other)} lie over each other`);
    }
  }
  return wrong.slice(0, 10);
}

/** Marks that tell something: bound figures and links are underlined, states and changes have their sign. */
export function marks() {
  const wrong = [];
  const underlined = (element) => {
    for (let at = element; at && at !== document.body; at = at.parentElement) if (getComputedStyle(at).textDecorationLine.includes("underline")) return true;
    return false;
  };
  for (const link of document.querySelectorAll(".prose a:not(.footnote-back)")) if (!underlined(link) && !link.closest("sup")) wrong.push(`a link in the text is not underlined: ${link.textContent}`);
  for (const element of document.querySelectorAll(".state, .breadcrumb li + li")) {
    if (!element.querySelector("svg") && /^(?:none|normal)?$/.test(getComputedStyle(element, "::before").content)) wrong.push(`no sign before “${element.textContent.trim().slice(0, 20)}”`);
  }
  return wrong.slice(0, 10);
}

/** The link past the navigation: out of sight until it has the focus. */
export function skipLink() {
  const link = document.querySelector(".skip");
  if (!link) return [];
  const wrong = [];
  if (link.getBoundingClientRect().bottom > 0) wrong.push("the skip link is in sight before it has the focus");
  link.focus();
  const box = link.getBoundingClientRect();
  if (box.top < 0 || box.left < 0) wrong.push("the skip link is out of sight with the focus");
  link.blur();
  return wrong;
}

/** What a reader gets to read: with and without scripts the same. */
export function reading() {
  return document.querySelector("main").innerText.replace(/\s+/g, "");
}
