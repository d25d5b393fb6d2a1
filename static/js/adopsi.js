// Ticking all indicators of the page at once. Without scripts each is ticked by hand.
(function () {
  "use strict";

  const form = document.querySelector("[data-adopsi]");
  if (!form) return;
  const boxes = () => Array.from(form.querySelectorAll(".adopt-pick input"));
  const set = (checked) => () => boxes().forEach((box) => { box.checked = checked; });
  [["[data-adopsi-semua]", true], ["[data-adopsi-kosong]", false]].forEach(([selector, checked]) => {
    const button = form.querySelector(selector);
    if (button) button.addEventListener("click", set(checked));
  });
})();
