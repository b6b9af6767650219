// Menus one types into: the field says what is sought, the list box beside it what there is.

import { float, sink } from "./floating.js";
import { rememberWords } from "./redrawn.js";

const PAUSE = 200; // milliseconds before the app is asked for options
let made = 0;

const comboboxOf = (target) => target.closest?.("[data-combobox]") ?? null;
const fieldOf = (box) => box.querySelector("[role=combobox]");
const listOf = (box) => box.querySelector("[role=listbox]");
const chipsOf = (box) => [...box.querySelectorAll(".bk-chip")];
const shownOptions = (box) => [...listOf(box).querySelectorAll("[role=option]:not([aria-disabled=true])")].filter((each) => !each.hidden);
const isOpen = (box) => listOf(box).matches(":popover-open");
const isMany = (box) => box.dataset.combobox === "many";
const labelOf = (box) => box.dataset.localLabel ?? fieldOf(box).defaultValue;
const textOf = (option) => option.firstElementChild.textContent;
const chosenIn = (box) => (isMany(box) ? chipsOf(box).map((chip) => chip.dataset.value) : [box.dataset.value]);

function open(box, tools, query = "") {
  const field = fieldOf(box);
  const list = listOf(box);
  list.id ||= `bk-list-${++made}`;
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-expanded", "true");
  if ("external" in box.dataset) ask(box, query, tools);
  else filter(box, query);
  float(list, box, true);
}

function close(box) {
  sink(listOf(box));
  activate(box, null);
  fieldOf(box).setAttribute("aria-expanded", "false");
}

function filter(box, query) {
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
function mark(box) {
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

function ask(box, query, tools) {
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

function activate(box, option) {
  listOf(box).querySelector(".is-active")?.classList.remove("is-active");
  const field = fieldOf(box);
  if (!option) {
    field.removeAttribute("aria-activedescendant");
    return;
  }
  option.id ||= `bk-option-${++made}`;
  option.classList.add("is-active");
  field.setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}

function choose(box, option, tools) {
  const value = option.dataset.value;
  if (option.getAttribute("aria-disabled") === "true") return;
  if (isMany(box)) {
    const chip = chipsOf(box).find((each) => each.dataset.value === value);
    if (chip) unchoose(box, chip, tools);
    else tools.choose(box, () => addChip(box, value, textOf(option)));
    fieldOf(box).value = "";
    if (!("external" in box.dataset)) filter(box, "");
    return;
  }
  close(box);
  fieldOf(box).value = labelOf(box);
  if (value !== box.dataset.value) tools.choose(box, () => setOne(box, value, textOf(option)));
}

function setOne(box, value, text) {
  box.dataset.value = value;
  box.dataset.localLabel = text;
  fieldOf(box).value = text;
  rememberWords(box, value, text);
}

function addChip(box, value, text) {
  const chip = Object.assign(document.createElement("li"), { className: "bk-chip" });
  chip.dataset.value = value;
  const remove = Object.assign(document.createElement("button"), { type: "button", textContent: "×" });
  remove.dataset.unchoose = "";
  remove.setAttribute("aria-label", `Remove ${text}`);
  chip.append(Object.assign(document.createElement("span"), { textContent: text }), remove);
  box.querySelector(".bk-chips").append(chip);
  rememberWords(box, value, text);
  mark(box);
  if (isOpen(box)) float(listOf(box), box, true);
}

function unchoose(box, chip, tools) {
  tools.choose(box, () => {
    chip.remove();
    mark(box);
    if (isOpen(box)) float(listOf(box), box, true);
  });
}

/** An option is chosen without taking the focus from its field; a closed field is selected as a whole. */
export function pressCombobox(event) {
  const box = comboboxOf(event.target);
  if (!box) return;
  const field = fieldOf(box);
  if (event.target.closest("[role=listbox]")) event.preventDefault();
  else if (event.target === field && !isMany(box) && !isOpen(box)) {
    event.preventDefault();
    field.focus();
    field.select();
  }
}

/** Whether a click was meant for such a menu. */
export function clickCombobox(event, tools) {
  const box = comboboxOf(event.target);
  if (!box) return false;
  const option = event.target.closest("[role=option]");
  const remove = event.target.closest("[data-unchoose]");
  if (option) choose(box, option, tools);
  else if (remove) unchoose(box, remove.closest(".bk-chip"), tools);
  else if (!isOpen(box) && !event.target.closest("[role=listbox]")) open(box, tools);
  fieldOf(box).focus();
  return true;
}

/** Whether what was typed was meant for such a menu. */
export function typeInCombobox(event, tools) {
  const box = comboboxOf(event.target);
  if (!box) return false;
  open(box, tools, fieldOf(box).value);
  return true;
}

/** Whether a key was meant for such a menu. */
export function keyInCombobox(event, tools) {
  const box = comboboxOf(event.target);
  if (!box || event.target !== fieldOf(box) || event.isComposing) return false;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const active = listOf(box).querySelector(".is-active");
  if (step && !isOpen(box)) open(box, tools);
  else if (step) move(box, active, step);
  else if (event.key === "Enter" && isOpen(box)) active && choose(box, active, tools);
  else if (event.key === "Escape" && isOpen(box)) leave(box, tools);
  else if (event.key === "Backspace" && !event.target.value && chipsOf(box).length) unchoose(box, chipsOf(box).at(-1), tools);
  else return true;
  event.preventDefault();
  event.stopPropagation();
  return true;
}

function move(box, active, step) {
  const options = shownOptions(box);
  if (!options.length) return;
  const at = active ? options.indexOf(active) + step : step > 0 ? 0 : -1;
  activate(box, options.at(at % options.length));
}

/** What is in the field is what is chosen, whatever was sought; an emptied one is no choice. */
function leave(box, tools) {
  close(box);
  const field = fieldOf(box);
  const isEmptied = !isMany(box) && !field.value && box.dataset.value && "clearable" in box.dataset;
  if (isEmptied) tools.choose(box, () => setOne(box, "", ""));
  else field.value = isMany(box) ? "" : labelOf(box);
}

/** A field that is reached shows its words as chosen, so that typing replaces them. */
export function focusCombobox(event) {
  const box = comboboxOf(event.target);
  if (box && event.target === fieldOf(box) && !isMany(box)) event.target.select();
}

/** Close a menu that has lost the focus. */
export function blurCombobox(event, tools) {
  const box = comboboxOf(event.target);
  if (box && event.target === fieldOf(box) && !box.contains(event.relatedTarget)) leave(box, tools);
}
