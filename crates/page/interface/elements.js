// Elements. Text is always set as text: nothing that a user or a file says can become markup.
function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "value" || name === "checked" || name === "disabled" || name === "open") element[name] = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children.flat(Infinity)) {
    if (child !== undefined && child !== null && child !== false) element.append(child);
  }
  return element;
}

const para = (...children) => h("p", {}, ...children);
const helping = (...children) => h("p", { class: "help" }, ...children);
const strong = (...children) => h("strong", {}, ...children);
const bullets = (...children) => h("ul", {}, ...children);
const bullet = (...children) => h("li", {}, ...children);
const tableRow = (...children) => h("tr", {}, ...children);
const rowHead = (...children) => h("th", { scope: "row" }, ...children);
const columnHead = (...children) => h("th", { scope: "col" }, ...children);
const section = (title, ...children) => h("section", {}, h("h3", {}, title), ...children);

/** What is wider than its place can be reached by those who use the keyboard. */
const SCROLLS = { tabindex: "0", role: "region" };

/** A button; it sends no form. */
const button = (attributes, ...children) => h("button", { type: "button", ...attributes }, ...children);

/** A button that looks like a link. */
const link = (name, onclick, ...more) => button({ class: "link", onclick }, name, more);

/** A link to the field of a place. */
const leads = (name, path, place, ...more) => link(name, () => goTo(path ?? [], place), more);

/** What is said to those who listen, and seen by nobody. */
const heard = (...children) => h("span", { class: "heard" }, ...children);

const $ = (id) => document.getElementById(id);

/** Puts new children in the place of old ones; the focus stays with the element of the same id. */
function fill(element, ...children) {
  const focused = element.contains(document.activeElement) ? document.activeElement : null;
  const [id, from, to] = [focused?.id, focused?.selectionStart, focused?.selectionEnd];
  const open = new Set([...element.querySelectorAll("details[open][id]")].map((details) => details.id));
  settle(element, children.flat(Infinity).filter((child) => child !== undefined && child !== null && child !== false));
  for (const opened of open) if ($(opened) && !$(opened).open) $(opened).open = true;
  if (!focused || document.activeElement === focused) return;
  const again = id && $(id);
  if (again) {
    again.focus({ preventScroll: true });
    if (typeof from === "number" && again.setSelectionRange && again.type !== "radio" && again.type !== "checkbox") {
      try { again.setSelectionRange(from, to); } catch { /* a field without a cursor */ }
    }
  } else {
    element.closest("main, aside, dialog")?.querySelector("h2")?.focus?.();
  }
}

/**
 * Puts children in the place of others. What carries a `data-key` and is the same as before stays as it stands, so that a browser has
 * only to lay out anew what changed; its handlers know no more than the key does.
 */
function settle(parent, children) {
  let at = parent.firstChild;
  const remove = (until) => { while (at !== until) { const next = at.nextSibling; at.remove(); at = next; } };
  for (const child of children) {
    const key = child.dataset?.key;
    let old = key ? at : null;
    while (old && old.dataset?.key !== key) old = old.nextSibling;
    if (!old) { parent.insertBefore(typeof child === "string" ? document.createTextNode(child) : child, at); continue; }
    remove(old);
    at = old.nextSibling;
    if (!isSame(old, child)) merge(old, child);
  }
  remove(null);
}

function merge(old, child) {
  for (const { name } of [...old.attributes]) if (!child.hasAttribute(name)) old.removeAttribute(name);
  for (const { name, value } of child.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  settle(old, [...child.childNodes]);
}

/** Whether two elements look alike and hold the same: what is ticked, chosen or written is no attribute. */
function isSame(one, other) {
  const held = (element) => JSON.stringify([...element.querySelectorAll("input, select, textarea")].map(({ checked, value }) => [checked, value]));
  return one.isEqualNode(other) && held(one) === held(other);
}

/** Says something to those who listen, once; and for a while to those who look. */
let saying;
function announce(text, shown) {
  clearTimeout(saying);
  const live = $("live");
  live.textContent = "";
  saying = setTimeout(() => {
    live.textContent = text;
    live.className = shown ? "toast" : "heard";
    saying = setTimeout(() => { live.className = "heard"; }, 8_000);
  }, 60);
}

/** HTML that the engine made: documents and texts of the catalog, in which every text is escaped by its type. */
function made(html, attributes = {}) {
  const element = h("div", attributes);
  element.innerHTML = html;
  return element;
}

/** A message that can be taken away. */
function notice(text, kind = "info", ...actions) {
  const box = h("div", { class: `notice ${kind}`, role: kind === "bad" ? "alert" : "status" },
    para(text), actions,
    button({ class: "plain", onclick: () => box.remove() }, "Luk beskeden"));
  $("notices").replaceChildren(box);
}

/** Gives a file to the user. */
function download(name, bytes, type = "application/octet-stream") {
  const address = URL.createObjectURL(new Blob([bytes], { type }));
  const link = h("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  announce(`${name} er hentet.`, true);
  handedOver();
}

/** Does something at once, and while it is being done only notes what it is to be done with next. */
function soon(work) {
  let busy = false;
  let next = null;
  const run = async (...args) => {
    if (busy) { next = args; return; }
    busy = true;
    try { await work(...args); } finally {
      busy = false;
      const again = next;
      next = null;
      if (again) run(...again);
    }
  };
  return run;
}

/** How much is under way whose outcome is not shown yet: for whoever must wait until it is. */
let underWay = 0;
function counting(step) {
  underWay += step;
  document.documentElement.dataset.underWay = String(underWay);
}

/** Does something once nobody has typed for a while. */
function later(work, wait) {
  let timer = null;
  const stop = () => { if (timer !== null) { clearTimeout(timer); counting(-1); } timer = null; };
  const run = (...args) => { stop(); counting(1); timer = setTimeout(() => { stop(); work(...args); }, wait); };
  run.now = (...args) => { stop(); return work(...args); };
  return run;
}
