// A sealed page never changes; that there is a newer plan is told by a file beside the sealed ones. Asked for from a
// server only: from disk, or where that file says nothing, the page keeps the words that it was sealed with.
// The same file tells where the site has its search, if it still has one.
const place = document.querySelector(".seal-newer");
if (place && location.protocol.startsWith("http")) {
  fetch(place.dataset.root + "archive.json")
    .then((answer) => (answer.ok ? answer.json() : null))
    .then((archive) => {
      if (archive) {
        for (const link of document.querySelectorAll(".find, .to-search")) {
          link.hidden = !archive.search;
          if (archive.search) (link.querySelector("a") ?? link).setAttribute(link.matches("form") ? "action" : "href", place.dataset.root + archive.search);
        }
      }
      const newer = archive?.plans?.[place.dataset.plan]?.notice;
      if (!newer) return;
      const beside = place.parentElement.querySelector("a");
      const link = document.createElement("a");
      link.href = place.dataset.root + newer.path;
      link.textContent = newer.title;
      link.className = beside.className;
      link.title = beside.title;
      place.replaceChildren(newer.text, link);
      place.classList.add("is-newer");
    })
    .catch(() => {});
}
