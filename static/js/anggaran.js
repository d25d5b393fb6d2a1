// Sums of a sheet of months while somebody types. The page shows the same sums without this.
(function () {
  "use strict";

  const table = document.querySelector(".lembar");
  const form = table && table.closest("form");
  if (!form || !form.querySelector("[data-sel]")) return;
  const rows = Array.from(table.querySelectorAll("tbody tr, tfoot tr"), (row) => ({
    row,
    cells: Array.from(row.querySelectorAll("td"), (td) => ({ td, input: td.querySelector("[data-sel]") })),
  }));
  const whole = new Intl.NumberFormat("id-ID");

  // As the server reads rupiah: null is empty, NaN cannot be read.
  function read(text) {
    const bare = text.replace(/[\s\u00a0\u2007\u2009\u200b\u202f\ufeff]+/g, "").replace(/[\u2011\u2212\u2013]/g, "-")
      .replace(/^(-?)rp\.?/i, "$1").replace(/,-$/, "").replace(/,0{1,2}$/, "");
    if (!bare) return null;
    return /^-?(\d+|[1-9]\d{0,2}(\.\d{3})+)$/.test(bare) ? Number(bare.replace(/\./g, "")) : NaN;
  }

  const plus = (sum, value) => (value === null ? sum : (sum || 0) + value);
  const shown = (value) => (value === null ? "" : Number.isNaN(value) ? "?" : whole.format(value));

  // The amounts of a line by month; what came from a file says what was spent by then, so its cell is the rest.
  function amounts({ cells }) {
    let running = 0;
    return cells.slice(0, -1).map(({ td, input }) => {
      let value = input ? read(input.value) : read(td.textContent);
      if ("kumulatif" in td.dataset) {
        value = Number(td.dataset.kumulatif) - running;
        td.textContent = shown(value);
      }
      running = plus(running, value);
      return value;
    });
  }

  function write({ cells }, months, pagu, also) {
    if (also) months.forEach((value, index) => { cells[index].td.textContent = shown(value); });
    const total = months.reduce(plus, null);
    const left = pagu - (total || 0);
    const { td } = cells[cells.length - 1];
    td.classList.toggle("lembar-lebih", left < 0);
    td.querySelector("span").textContent = shown(total);
    td.querySelector("small").textContent = `${left < 0 ? "lebih " : ""}${shown(Math.abs(left))}`;
  }

  function sum() {
    const nothing = () => ({ months: Array(12).fill(null), pagu: 0 });
    let group = null;
    let head = null;
    const all = nothing();
    const close = () => head && write(head, group.months, group.pagu, true);
    rows.forEach((line) => {
      const data = line.row.dataset;
      if ("lembarKepala" in data) {
        close();
        [head, group] = [line, nothing()];
      } else if ("lembarSemua" in data) {
        close();
        write(line, all.months, all.pagu, true);
      } else {
        const months = amounts(line);
        const pagu = Number(data.pagu);
        write(line, months, pagu, false);
        [group, all].filter(Boolean).forEach((into) => {
          into.months = into.months.map((value, index) => plus(value, months[index]));
          into.pagu += pagu;
        });
      }
    });
  }

  form.addEventListener("grid-berubah", sum);
  sum();

  // Which month the zeros are for: that of the cell where somebody is, at first the one that waits.
  const zero = form.querySelector("[data-lembar-nol]");
  if (!zero) return;
  form.addEventListener("focusin", (event) => {
    if (!event.target.matches("[data-sel]")) return;
    zero.dataset.lembarNol = event.target.id.split("-")[2];
    zero.textContent = `Isi 0 pada sel kosong ${table.querySelector(`#kolom-${zero.dataset.lembarNol} span`).textContent}`;
  });
  zero.addEventListener("click", () => {
    const empty = Array.from(table.querySelectorAll(`[data-sel][id$="-${zero.dataset.lembarNol}"]`)).filter((input) => !input.value.trim());
    empty.forEach((input) => {
      input.value = "0";
      input.dispatchEvent(new Event("input", { bubbles: true }));
    });
    form.querySelector("[data-grid-status]").textContent = `${empty.length} sel diisi 0. Belum disimpan.`;
  });
})();
