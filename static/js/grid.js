// A table of inputs that moves and pastes like a spreadsheet. The page works without this.
(function () {
  "use strict";

  const form = document.querySelector("[data-grid]");
  if (!form) return;
  const status = form.querySelector("[data-grid-status]");
  // The grid as it is seen: rows of inputs, with null where a cell is locked.
  const rows = Array.from(form.querySelectorAll("tbody tr:not([data-grid-lewat])"), (row) => Array.from(row.querySelectorAll("td"), (cell) => cell.querySelector("[data-sel]")));
  const cells = rows.flat().filter(Boolean);
  // What a cell showed stands in a field of its own, or in one for the whole row beside its data-awal.
  const basis = (input) => form.elements[input.name.replace("sel-", "dasar-")] || form.elements[input.name.replace(/^sel-(\d+)-\d+$/, "dasar-$1")];
  const before = (input) => input.dataset.awal ?? basis(input).value.replace(/^\d+ /, "");
  const mark = (input) => input.classList.toggle("berubah", input.value.trim() !== before(input));

  // Moving

  function go(input) {
    input.focus();
    input.select();
    input.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  function place(input) {
    const y = rows.findIndex((row) => row.includes(input));
    return [y, rows[y].indexOf(input)];
  }

  function move(input, dy, dx) {
    let [y, x] = place(input);
    do {
      y += dy;
      x += dx;
    } while (rows[y] && x >= 0 && x < rows[y].length && !rows[y][x]);
    if (rows[y] && rows[y][x]) go(rows[y][x]);
  }

  // Left and right leave a cell only from the edge of its text, or when all of it is selected.
  function atEdge(input, dx) {
    const { selectionStart: start, selectionEnd: end, value } = input;
    if (start === 0 && end === value.length) return true;
    return start === end && start === (dx < 0 ? 0 : value.length);
  }

  form.addEventListener("keydown", (event) => {
    const input = event.target;
    if (!input.matches("[data-sel]") || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], Enter: [event.shiftKey ? -1 : 1, 0] }[event.key];
    if (!step || (event.shiftKey && event.key !== "Enter")) return;
    if (step[1] && !atEdge(input, step[1])) return;
    event.preventDefault();
    move(input, ...step);
  });

  // Pasting

  // Tab-separated text as Excel copies it; a cell with a tab, a line break or quotes stands in quotes.
  function block(text) {
    const found = [[]];
    const pattern = /(?:"((?:[^"]|"")*)"(?=\t|\r?\n|$)|([^\t\r\n]*))(\t|\r\n|\n|\r|$)/g;
    for (const [, quoted, plain, end] of text.replace(/(\r\n|\n|\r)+$/, "").matchAll(pattern)) {
      const cell = quoted === undefined ? plain : quoted.replace(/""/g, '"');
      found[found.length - 1].push(cell.replace(/[\s\u00a0\u202f]+/g, " ").trim());
      if (end === "") break;
      if (end !== "\t") found.push([]);
    }
    return found;
  }

  function told(parts) {
    return parts.filter(([count]) => count).map(([count, words]) => `${count} ${words}`).join(", ");
  }

  function paste(input, values) {
    const [top, left] = place(input);
    let filled = 0;
    let empty = 0;
    let locked = 0;
    let outside = 0;
    values.forEach((line, dy) => line.forEach((value, dx) => {
      const row = rows[top + dy];
      const target = row && row[left + dx];
      if (!row || left + dx >= row.length) outside += 1;
      else if (!target) locked += 1;
      else if (!value) empty += 1;
      else {
        target.value = value;
        mark(target);
        filled += 1;
      }
    }));
    const rest = told([[outside, "di luar lembar"], [locked, "pada sel terkunci"], [empty, "kosong"]]);
    say(`${filled} sel diisi dari tempelan.${rest ? ` Tidak ditempel: ${rest}.` : ""} Belum disimpan.`);
    keep();
  }

  form.addEventListener("paste", (event) => {
    const input = event.target;
    if (!input.matches("[data-sel]")) return;
    const text = event.clipboardData.getData("text/plain");
    const values = block(text);
    const single = values.length === 1 && values[0].length === 1;
    // One plain value goes in where the caret stands, as everywhere else.
    if (single && text === values[0][0]) return;
    event.preventDefault();
    paste(input, values);
  });

  // Keeping what was typed, through a lost session or a page left by mistake, until it is saved

  const key = `lembar:${form.dataset.grid}:${location.pathname}`;

  function say(text) {
    status.textContent = text;
  }

  const changed = () => form.dispatchEvent(new Event("grid-berubah"));

  function keep() {
    changed();
    const typed = cells.filter((input) => input.value.trim() !== before(input)).map((input) => [input.name, input.value, basis(input).value]);
    try {
      if (typed.length) sessionStorage.setItem(key, JSON.stringify(typed));
      else sessionStorage.removeItem(key);
    } catch {
      // Without storage the page is as it would be without this.
    }
  }

  function restore() {
    let typed = [];
    try {
      typed = JSON.parse(sessionStorage.getItem(key) || "[]");
    } catch {
      typed = [];
    }
    const found = typed.filter(([name]) => form.elements[name]);
    found.forEach(([name, value, shown]) => {
      const input = form.elements[name];
      input.value = value;
      // What was shown while typing: the server then notices when somebody else saved in between.
      basis(input).value = shown;
    });
    if (!found.length) return;
    say(`${found.length} isian yang belum disimpan ditampilkan kembali.`);
    const away = document.createElement("button");
    away.type = "button";
    away.className = "btn btn-secondary btn-sm";
    away.textContent = "Buang yang belum disimpan";
    away.addEventListener("click", () => {
      sessionStorage.removeItem(key);
      location.assign(location.pathname);
    });
    status.append(away);
  }

  form.addEventListener("input", (event) => {
    if (!event.target.matches("[data-sel]")) return;
    mark(event.target);
    keep();
  });
  if ("gridTersimpan" in form.dataset) {
    sessionStorage.removeItem(key);
    history.replaceState(null, "", location.pathname);
  }
  if ("gridGalat" in form.dataset) keep();
  else restore();
  cells.forEach(mark);

  // A narrow window starts at the column that waits, or the first that can be typed in: locked ones would hide it.
  const box = form.querySelector(".grid-scroll");
  if (cells.length && !("gridGalat" in form.dataset)) {
    const name = form.querySelector("tbody th").offsetWidth;
    const waits = form.querySelector("[data-grid-mulai]");
    box.scrollLeft = (waits ? waits.offsetLeft : Math.min(...cells.map((input) => input.closest("td").offsetLeft))) - name;
  }
})();
