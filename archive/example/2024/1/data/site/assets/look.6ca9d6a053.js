// What a style sheet cannot do by itself: keep the reader's choice of large text from page to page, and mark in the contents
// the part that is being read, and tell style sheets that scripts run before anything is drawn. Without it the switch still works on its page, and the contents still lead.
const KEY = "planpress-large";
const root = document.documentElement;
const kept = () => {
  try {
    return localStorage.getItem(KEY) === "on";
  } catch {
    return false; // The browser keeps nothing: for a page from disk, or because its owner said so.
  }
};
root.toggleAttribute("data-scripts", true);
root.toggleAttribute("data-large", kept());
root.toggleAttribute("data-disk", location.protocol === "file:");

addEventListener("DOMContentLoaded", () => {
  const box = document.getElementById("_large");
  const show = () => {
    box.checked = kept();
    root.toggleAttribute("data-large", box.checked);
  };
  if (box) {
    show();
    box.addEventListener("change", () => {
      root.toggleAttribute("data-large", box.checked);
      try {
        if (box.checked) localStorage.setItem(KEY, "on");
        else localStorage.removeItem(KEY);
      } catch {}
    });
    // Another page may have changed it meanwhile.
    addEventListener("storage", show);
    addEventListener("pageshow", (event) => event.persisted && show());
  }
  follow();
});

/** Marks the link of the contents whose heading was passed last. */
function follow() {
  const side = document.querySelector(".contents-side");
  if (!side) return;
  const links = new Map();
  for (const link of side.querySelectorAll('a[href^="#"]:not([aria-current])')) {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (heading) links.set(heading, link);
  }
  const headings = [...links.keys()];
  let current;
  const mark = () => {
    const passed = headings.filter((heading) => heading.getBoundingClientRect().top < innerHeight / 4).pop();
    if (passed === current) return;
    links.get(current)?.removeAttribute("aria-current");
    const link = links.get((current = passed));
    link?.setAttribute("aria-current", "location");
    if (link && side.scrollHeight > side.clientHeight) side.scrollTop = link.offsetTop - side.clientHeight / 2;
  };
  let due = false;
  const later = () => {
    if (due) return;
    due = true;
    requestAnimationFrame(() => {
      due = false;
      mark();
    });
  };
  if (headings.length === 0) return;
  addEventListener("scroll", later, { passive: true });
  addEventListener("resize", later);
  mark();
}
