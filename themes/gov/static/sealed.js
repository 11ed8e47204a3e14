// A sealed page never changes; that there is a newer plan is told by a file beside the sealed ones. Read from a server
// only: from disk the page says what it said on the day it was sealed.
const place = document.querySelector(".seal-newer");
if (place && location.protocol.startsWith("http")) {
  fetch(place.dataset.root + "archive.json")
    .then((answer) => (answer.ok ? answer.json() : null))
    .then((archive) => {
      const newer = archive?.plans?.[place.dataset.plan]?.notice;
      if (!newer) return;
      const link = document.createElement("a");
      link.href = place.dataset.root + newer.path;
      link.textContent = newer.title;
      place.append(newer.text, link);
      place.hidden = false;
    })
    .catch(() => {});
}
