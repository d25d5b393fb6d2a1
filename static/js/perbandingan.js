// The form of a comparison: a button ticks the boxes of its group at once; when all are ticked it clears them.
(function () {
  "use strict";

  document.querySelectorAll("[data-tick-all]").forEach((button) => {
    const boxes = Array.from(button.parentElement.querySelectorAll('input[type="checkbox"]'));
    const full = () => boxes.every((box) => box.checked);
    const name = () => { button.textContent = full() ? "Kosongkan" : "Pilih semua"; };
    button.addEventListener("click", () => {
      const tick = !full();
      boxes.forEach((box) => { box.checked = tick; });
      name();
    });
    boxes.forEach((box) => box.addEventListener("change", name));
    name();
  });
})();
