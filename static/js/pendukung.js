// After a button changed the table: show the place it is about, and put the focus there. The page works without this.
(function () {
  "use strict";

  const form = document.querySelector("[data-sup-fokus]");
  if (!form || document.querySelector("[data-error-summary]")) return;
  const place = document.getElementById(form.dataset.supFokus);
  if (!place) return;
  requestAnimationFrame(() => {
    const first = place.matches("tr") ? place.querySelector("input[type=text]") : place;
    first.focus();
    place.scrollIntoView({ block: "center" });
  });
})();
