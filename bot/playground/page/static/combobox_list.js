// The list box of a menu one types into: what is in it, what of it is shown, and which option is active.

import { float } from "./floating.js";

const PAUSE = 200; // milliseconds before the app is asked for options
let made = 0;

export const fieldOf = (box) => box.querySelector("[role=combobox]");
export const listOf = (box) => box.querySelector("[role=listbox]");
export const chipsOf = (box) => [...box.querySelectorAll(".bk-chip")];
export const isOpen = (box) => listOf(box).matches(":popover-open");
export const isMany = (box) => box.dataset.combobox === "many";

/** The options that can be chosen now. */
export const shownOptions = (box) => [...listOf(box).querySelectorAll("[role=option]:not([aria-disabled=true])")].filter((each) => !each.hidden);

const chosenIn = (box) => (isMany(box) ? chipsOf(box).map((chip) => chip.dataset.value) : [box.dataset.value]);

/** A name for an element that has none, for ARIA to refer to. */
export function named(element) {
  element.id ||= `bk-list-${++made}`;
  return element.id;
}

/** Show only the options with these words. */
export function filter(box, query) {
  const sought = query.trim().toLowerCase();
  for (const option of listOf(box).querySelectorAll("[role=option]")) {
    option.hidden = !option.textContent.toLowerCase().includes(sought);
  }
  for (const group of listOf(box).querySelectorAll("[role=group]")) {
    group.hidden = !group.querySelector("[role=option]:not([hidden])");
  }
  mark(box);
  note(box, shownOptions(box).length ? "" : "Nothing found");
  activate(box, sought ? (shownOptions(box)[0] ?? null) : null);
}

/** Show which options are chosen, and that no more can be. */
export function mark(box) {
  const chosen = chosenIn(box);
  const isFull = isMany(box) && chosen.length >= Number(box.dataset.max ?? Infinity);
  for (const option of listOf(box).querySelectorAll("[role=option]")) {
    const isChosen = chosen.includes(option.dataset.value);
    option.setAttribute("aria-selected", String(isChosen));
    option.setAttribute("aria-disabled", String(isFull && !isChosen));
  }
}

function note(box, text) {
  let line = listOf(box).querySelector(".bk-listbox-note");
  if (!text) {
    line?.remove();
    return;
  }
  if (!line) {
    line = Object.assign(document.createElement("div"), { className: "bk-listbox-note" });
    line.setAttribute("role", "status");
    listOf(box).append(line);
  }
  line.textContent = text;
}

const waits = new WeakMap();

/** Ask the app for options, once enough has been typed, and it has been for a moment. */
export function ask(box, query, tools) {
  clearTimeout(waits.get(box));
  const least = Number(box.dataset.external);
  if (query.trim().length < least) {
    listOf(box).replaceChildren();
    note(box, `Type at least ${least} character${least === 1 ? "" : "s"}`);
    return;
  }
  note(box, "Searching…");
  const wait = setTimeout(async () => {
    let found = null;
    try {
      found = await tools.suggest(box, query);
    } catch {
      // said below
    }
    if (waits.get(box) !== wait || !box.isConnected) return;
    fill(box, found);
  }, PAUSE);
  waits.set(box, wait);
}

/** Take over options from the app: {options}, {option_groups}, or either of these lists. */
function fill(box, found) {
  const all = Array.isArray(found) ? found : (found?.option_groups ?? found?.options ?? []);
  listOf(box).replaceChildren(...all.map((each) => (each.options ? groupElement(each) : optionElement(each))));
  mark(box);
  note(box, shownOptions(box).length ? "" : "Nothing found");
  activate(box, shownOptions(box)[0] ?? null);
  if (isOpen(box)) float(listOf(box), box, true);
}

function groupElement({ label, options }) {
  const group = document.createElement("div");
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", label);
  const title = Object.assign(document.createElement("div"), { className: "bk-group-label", textContent: label });
  title.setAttribute("role", "presentation");
  group.append(title, ...options.map(optionElement));
  return group;
}

function optionElement({ text, value, description }) {
  const option = Object.assign(document.createElement("div"), { className: "bk-option" });
  option.setAttribute("role", "option");
  option.dataset.value = value;
  option.append(Object.assign(document.createElement("span"), { textContent: text }));
  if (description) option.append(Object.assign(document.createElement("small"), { textContent: description }));
  return option;
}

/** Mark an option as the one that Enter chooses; none for null. */
export function activate(box, option) {
  listOf(box).querySelector(".is-active")?.classList.remove("is-active");
  const field = fieldOf(box);
  if (!option) {
    field.removeAttribute("aria-activedescendant");
    return;
  }
  option.classList.add("is-active");
  field.setAttribute("aria-activedescendant", named(option));
  option.scrollIntoView({ block: "nearest" });
}
