// A meeting: one package a screen, in large letters; what the room answers is the tender.

const room = { at: 0 };

steps.moede = () => {
  const packages = state.guide.packages;
  room.at = Math.max(0, Math.min(room.at, packages.length - 1));
  const pack = packages[room.at];
  const ids = chosenOf(pack);
  const put = (chosen) => change([chosen.length
    ? { do: "set", path: ["packages", pack.id], value: chosen.length === pack.integrations.length && chosen.length > 1 ? "all" : chosen }
    : { do: "unset", path: ["packages", pack.id] }], { what: `Valget af ${pack.id}` });
  const facts = follows().facts.filter((fact) => fact.packages.includes(pack.id));
  return [
    helping(`Pakke ${room.at + 1} af ${packages.length}`),
    h("h2", { tabindex: "-1", id: "step-title" }, `${pack.id} ${pack.title}`),
    made(pack.purpose, { class: "prose" }),
    h("details", { id: "room-more" }, h("summary", {}, "Hvornår skal den vælges?"), made(pack.guidance, { class: "prose" })),
    h("fieldset", { class: "checks" }, h("legend", {}, pack.integrations.length > 1 ? "Hvad skal løsningen kunne?" : "Skal løsningen bruge den?"),
      pack.integrations.map((one) => h("div", { class: "radio" },
        tick(`room-${one.id}`, Boolean(ids?.includes(one.id)), (on) => put(withOr(pack, ids, one, on)), strong(`${one.id} ${one.name}`), h("span", { class: "help" }, one.meaning))))),
    ids && facts.map((fact) => question(fact)),
    h("p", { class: "onward" },
      button({ id: "room-before", disabled: room.at === 0, onclick: () => turn(-1) }, "Forrige pakke"),
      button({ onclick: () => go("pakker") }, "Slut på mødet"),
      button({ class: "main", id: "room-next", disabled: room.at === packages.length - 1, onclick: () => turn(1) }, "Næste pakke")),
  ];
};

function turn(by) {
  room.at += by;
  show();
  $("step-title")?.focus();
  scrollTo(0, 0);
}

addEventListener("keydown", (event) => {
  if (state.step !== "moede" || event.altKey || event.ctrlKey || event.metaKey || event.target.closest?.("input, textarea, select, dialog")) return;
  const by = { PageDown: 1, ArrowRight: 1, PageUp: -1, ArrowLeft: -1 }[event.key];
  if (by && state.guide.packages[room.at + by]) { event.preventDefault(); turn(by); }
});
