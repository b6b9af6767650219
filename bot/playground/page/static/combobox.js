// Menus one types into: the field says what is sought, the list box beside it what there is.

import { activate, ask, chipsOf, fieldOf, filter, isMany, isOpen, listOf, mark, named, shownOptions } from "./combobox_list.js";
import { float, sink } from "./floating.js";
import { rememberWords } from "./redrawn.js";

const comboboxOf = (target) => target.closest?.("[data-combobox]") ?? null;
const labelOf = (box) => box.dataset.localLabel ?? fieldOf(box).defaultValue;
const textOf = (option) => option.firstElementChild.textContent;

function open(box, tools, query = "") {
  const field = fieldOf(box);
  const list = listOf(box);
  field.setAttribute("aria-controls", named(list));
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
