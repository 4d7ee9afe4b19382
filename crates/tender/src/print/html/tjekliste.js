"use strict";
(() => {
  const key = "bilag:tjekliste:" + document.body.dataset.memory;
  const fields = [...document.querySelectorAll("input, textarea")];
  const note = document.getElementById("memory");
  const isTick = (field) => field.type === "checkbox" || field.type === "radio";
  const value = (field) => (isTick(field) ? field.checked : field.value);
  const printed = (field) => (isTick(field) ? field.defaultChecked : field.defaultValue);
  // Of the answers to one question each is remembered by itself.
  const name = (field) => (field.type === "radio" ? field.name + "=" + field.value : field.name);

  const remember = () => {
    // Only what differs from the printed page: a page made anew shows the buyer's newer choices.
    const kept = {};
    for (const field of fields) if (value(field) !== printed(field)) kept[name(field)] = value(field);
    try {
      localStorage.setItem(key, JSON.stringify(kept));
      note.textContent = note.dataset.remembered;
    } catch {
      note.textContent = note.dataset.forgetful;
    }
  };

  const recall = () => {
    let kept = {};
    try {
      kept = JSON.parse(localStorage.getItem(key)) ?? {};
      note.textContent = note.dataset.remembered;
    } catch {
      note.textContent = note.dataset.forgetful;
    }
    for (const field of fields) {
      const known = Object.hasOwn(kept, name(field)) ? kept[name(field)] : printed(field);
      if (isTick(field)) field.checked = known === true;
      else field.value = typeof known === "string" ? known : "";
    }
  };

  const count = () => {
    for (const place of document.querySelectorAll("[data-count]")) {
      // A question has several answers and is one point, and so is the choice of integrations: not all are to be chosen.
      const points = [...document.getElementById(place.dataset.count).querySelectorAll(".choices, .fact, fieldset:not(.choices) > .tick")];
      const done = points.filter((point) => point.querySelector("input:checked")).length;
      place.textContent = done + " " + place.dataset.of + " " + points.length;
    }
  };

  document.addEventListener("input", () => { remember(); count(); });
  // Two windows with the same list show the same.
  addEventListener("storage", (event) => { if (event.key === key) { recall(); count(); } });
  document.getElementById("print").addEventListener("click", () => print());
  // A page of its own with what was filled in: to be sent on, opened again, and read by `bilag init --from`.
  document.getElementById("save").addEventListener("click", () => {
    const copy = document.documentElement.cloneNode(true);
    for (const field of fields) {
      const there = copy.querySelector("#" + CSS.escape(field.id));
      if (isTick(field)) there.toggleAttribute("checked", field.checked);
      else there.textContent = field.value;
    }
    const page = new Blob(["<!DOCTYPE html>\n", copy.outerHTML], { type: "text/html" });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(page);
    link.download = "tjekliste-udfyldt.html";
    link.click();
    // Not before the browser has begun to save it.
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  });
  const clear = document.getElementById("clear");
  clear.addEventListener("click", () => {
    if (!confirm(clear.dataset.sure)) return;
    for (const field of fields) {
      if (isTick(field)) field.checked = field.defaultChecked;
      else field.value = field.defaultValue;
    }
    remember();
    count();
    note.textContent = clear.dataset.done;
  });
  recall();
  count();
})();
