// Small helpers on top of pages that work without them. No library, no inline handlers (strict CSP).
(function () {
  "use strict";

  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));

  // Menu of narrow screens: a button that shows the side bar's body.
  function menu(button) {
    const body = document.getElementById(button.getAttribute("aria-controls"));
    const set = (open) => {
      button.setAttribute("aria-expanded", String(open));
      body.classList.toggle("open", open);
    };
    button.addEventListener("click", () => set(button.getAttribute("aria-expanded") !== "true"));
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && button.getAttribute("aria-expanded") === "true") {
        set(false);
        button.focus();
      }
    });
  }

  // Text of a cell as it goes to a spreadsheet: no footnote letters, and nothing that would start a formula.
  function cellText(cell) {
    const copy = cell.cloneNode(true);
    all(".note-ref, .visually-hidden, svg", copy).forEach((node) => node.remove());
    all("br", copy).forEach((node) => node.replaceWith("\n"));
    let text = copy.textContent.split("\n").map((line) => line.replace(/\s+/g, " ").trim()).join("\n").trim();
    if (/^[=+@]/.test(text) || /^-\s*[^\s\d.,]/.test(text)) text = "'" + text;
    return /[\t\n"]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
  }

  // A table as lines of tab-separated cells; a merged cell keeps its text in its first place, the others stay empty.
  function tableText(table) {
    const grid = [];
    all("tr", table).forEach((row, y) => {
      grid[y] = grid[y] || [];
      let x = 0;
      Array.from(row.cells).forEach((cell) => {
        while (grid[y][x] !== undefined) x += 1;
        for (let dy = 0; dy < cell.rowSpan; dy += 1) {
          grid[y + dy] = grid[y + dy] || [];
          for (let dx = 0; dx < cell.colSpan; dx += 1) grid[y + dy][x + dx] = dy || dx ? "" : cellText(cell);
        }
      });
    });
    return grid.map((row) => row.join("\t")).join("\n");
  }

  // navigator.clipboard exists only on https and localhost; offices often use plain http on their LAN.
  function copyText(text) {
    if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
    const area = document.createElement("textarea");
    const focused = document.activeElement;
    area.value = text;
    area.className = "copy-area";
    area.setAttribute("readonly", "");
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    if (focused) focused.focus();
    return done ? Promise.resolve() : Promise.reject(new Error("copy refused"));
  }

  function copyButton(button) {
    const id = button.dataset.copyTable;
    const status = one(`[data-copy-status="${id}"]`);
    button.addEventListener("click", () => {
      status.textContent = "";
      // Looked up when it is asked for: a page may have replaced its table since.
      copyText(tableText(one("table", document.getElementById(id)))).then(
        () => { status.textContent = "Tabel disalin. Tempel di Excel atau Word."; },
        () => { status.textContent = "Tabel tidak dapat disalin. Pilih isinya lalu tekan Ctrl+C."; },
      );
    });
  }

  // The address of what is shown, as it can be sent to somebody.
  function copyLink(button) {
    const status = one("[data-copy-link-status]");
    button.addEventListener("click", () => {
      status.textContent = "";
      copyText(new URL(button.dataset.copyLink, location.href).href).then(
        () => { status.textContent = "Tautan disalin."; },
        () => { status.textContent = "Tautan tidak dapat disalin. Salin dari bilah alamat."; },
      );
    });
  }

  // A table that fits needs no scroll area of its own: then its heading sticks to the top of the window.
  function fitTables() {
    all(".report-scroll").forEach((region) => {
      const table = one("table", region);
      region.classList.remove("fits");
      const fits = table.offsetWidth <= region.clientWidth + 1;
      region.classList.toggle("fits", fits);
      if (fits) region.removeAttribute("tabindex");
      else region.setAttribute("tabindex", "0");
    });
  }

  // A browser is content when an edge of the focused link shows inside a scroll area; a reader is not.
  function showFocus(region) {
    region.addEventListener("focusin", (event) => {
      if (event.target !== region && event.target.matches(":focus-visible")) {
        event.target.scrollIntoView({ block: "nearest", inline: "nearest" });
      }
    });
  }

  // A menu or a row of years that is longer than its place opens where the reader is.
  function showCurrent(region) {
    const current = one("[aria-current]", region);
    if (!current) return;
    const item = current.getBoundingClientRect();
    const view = region.getBoundingClientRect();
    if (item.bottom > view.bottom) region.scrollTop += item.top - view.top - (view.height - item.height) / 2;
    if (item.right > view.right) region.scrollLeft += item.left - view.left - (view.width - item.width) / 2;
  }

  // Filter a list while typing; the form around it does the same on the server, whose answer is left as it is.
  function filter(input) {
    if (input.defaultValue) return;
    const list = document.getElementById(input.dataset.filter);
    const status = one(`[data-filter-status="${input.dataset.filter}"]`);
    const items = all("[data-filter-item]", list);
    const text = new Map(items.map((item) => [item, item.textContent.toLowerCase().replace(/\s+/g, " ")]));
    const update = () => {
      const typed = input.value.toLowerCase().trim();
      const words = typed.split(/\s+/).filter(Boolean);
      // A bare number means that very number, not every title in which a year contains it.
      const numbered = /^(tabel|diagram)?\s*(\d{1,3})\.?$/.exec(typed);
      const answers = (item) => (numbered && item.dataset.nomor
        ? item.dataset.nomor === String(Number(numbered[2])) && text.get(item).trim().startsWith(numbered[1] || "")
        : words.every((word) => text.get(item).includes(word)));
      let shown = 0;
      items.forEach((item) => {
        item.hidden = !answers(item);
        if (!item.hidden) shown += 1;
      });
      all("[data-filter-group]", list).forEach((group) => {
        group.hidden = !one("[data-filter-item]:not([hidden])", group);
      });
      status.textContent = shown ? `${shown} dari ${items.length} ditampilkan` : "Tidak ada yang cocok. Coba kata lain.";
    };
    input.addEventListener("input", update);
    input.form.addEventListener("submit", (event) => event.preventDefault());
  }

  all("[data-menu-button]").forEach(menu);
  all("[data-copy-table]").forEach(copyButton);
  all("[data-copy-link]").forEach(copyLink);
  all("[data-filter]").forEach(filter);
  all(".report-scroll, .list-scroll").forEach(showFocus);
  all("[data-print]").forEach((button) => button.addEventListener("click", () => window.print()));
  // A sample on the page of the design system tells of no error.
  const summary = one("[data-error-summary]:not([data-contoh] *)");
  if (summary) {
    // Who followed a link of the summary sends the form to an address that names the field; that would take the focus.
    if (location.hash) history.replaceState(history.state, "", location.pathname + location.search);
    // In the next frame: a field with autofocus takes the focus before that.
    requestAnimationFrame(() => summary.focus());
  }
  all(".side nav, .years").forEach(showCurrent);
  fitTables();
  window.addEventListener("resize", fitTables);
  if (document.fonts) document.fonts.ready.then(fitTables);
})();
