// The entry page: keeps what is typed while it is typed, adds rows. Without it everything still works by saving.
(function () {
  "use strict";

  const form = document.querySelector("form[data-isian]");
  if (!form) return;
  const status = form.querySelector("[data-otomatis]");
  const PAUSE = 2000;
  let dirty = false;
  let timer = 0;
  let saving = null;
  let leaving = false;

  // A tab that was open while somebody signed in again in another one holds an old token; the cookie has the new one.
  function freshToken(of = form) {
    const found = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie);
    const field = of.elements.csrfmiddlewaretoken;
    if (found && field) field.value = found[1];
  }

  // Files cannot be kept; everything else can.
  function typed() {
    freshToken();
    const body = new URLSearchParams();
    new FormData(form).forEach((value, name) => {
      if (typeof value === "string") body.append(name, value);
    });
    return body;
  }

  function say(text) {
    if (status.textContent !== text) status.textContent = text;
  }

  async function keep() {
    dirty = false;
    try {
      const answer = await fetch(form.dataset.isian, { method: "POST", body: typed(), redirect: "manual" });
      if (answer.type === "opaqueredirect") {
        say("Sesi Anda berakhir. Tekan Simpan draf lalu masuk lagi; ketikan ini tidak hilang.");
      } else if (answer.ok) {
        say(`Tersimpan otomatis pukul ${(await answer.json()).pukul}`);
      } else {
        dirty = true;
        say("Belum tersimpan otomatis. Tekan Simpan draf.");
      }
    } catch {
      dirty = true;
      say("Sambungan terputus. Ketikan belum tersimpan otomatis.");
    }
  }

  function soon() {
    if (leaving) return;
    dirty = true;
    clearTimeout(timer);
    timer = setTimeout(() => { saving = keep().finally(() => { saving = null; }); }, PAUSE);
  }

  form.addEventListener("input", (event) => { if (event.target.type !== "file") soon(); });
  form.addEventListener("change", (event) => { if (event.target.type !== "file") soon(); });
  window.addEventListener("pagehide", () => {
    if (dirty && !leaving) navigator.sendBeacon(form.dataset.isian, typed());
  });

  // A draft that arrives after the saving would come back to life, so the form waits for it.
  // So does the button that throws the typing away, which has a form of its own.
  document.addEventListener("submit", (event) => {
    clearTimeout(timer);
    leaving = true;
    freshToken(event.target);
    if (saving) {
      event.preventDefault();
      saving.finally(() => event.target.requestSubmit(event.submitter));
    }
  });

  document.querySelectorAll("[data-rencana]").forEach((section) => {
    const rows = section.querySelector("[data-baris]");
    section.querySelector("[data-tambah]").addEventListener("click", () => {
      const used = Array.from(rows.querySelectorAll("textarea"), (area) => Number(area.name.split("-")[1]));
      const next = Math.max(-1, ...used) + 1;
      const html = section.querySelector("template").innerHTML
        .replaceAll("__nomor__", String(next)).replaceAll("__urutan__", String(rows.children.length + 1));
      rows.insertAdjacentHTML("beforeend", html);
      rows.lastElementChild.querySelector("textarea").focus();
    });
  });
})();
