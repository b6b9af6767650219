// Overflow menus: a button that opens a list of things to do.

import { float, sink } from "./floating.js";

const menuOf = (overflow) => overflow.querySelector("[role=menu]");
const buttonOf = (overflow) => overflow.querySelector("[data-menu]");
const itemsOf = (overflow) => [...overflow.querySelectorAll("[role=menuitem]")];

function open(overflow, index) {
  float(menuOf(overflow), buttonOf(overflow));
  buttonOf(overflow).setAttribute("aria-expanded", "true");
  itemsOf(overflow).at(index).focus();
}

function close(overflow, isFocusKept = true) {
  sink(menuOf(overflow));
  buttonOf(overflow).setAttribute("aria-expanded", "false");
  if (isFocusKept) buttonOf(overflow).focus();
}

const isOpen = (overflow) => menuOf(overflow).matches(":popover-open");

/** Whether a click was meant for such a menu. */
export function clickMenu(event, { pick }) {
  const overflow = event.target.closest(".bk-overflow");
  if (!overflow) return false;
  const item = event.target.closest("[role=menuitem]");
  if (item) {
    close(overflow);
    pick(overflow, item.dataset.value, item.dataset.url);
  } else if (event.target.closest("[data-menu]")) {
    if (isOpen(overflow)) close(overflow);
    else open(overflow, 0);
  }
  return true;
}

/** Whether a key was meant for such a menu. */
export function keyInMenu(event) {
  const overflow = event.target.closest?.(".bk-overflow");
  if (!overflow) return false;
  if (!isOpen(overflow)) {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return false;
    open(overflow, event.key === "ArrowDown" ? 0 : -1);
  } else if (!move(overflow, event.key)) {
    return false;
  }
  event.preventDefault();
  event.stopPropagation();
  return true;
}

function move(overflow, key) {
  const items = itemsOf(overflow);
  const at = items.indexOf(document.activeElement);
  const next = { ArrowDown: (at + 1) % items.length, ArrowUp: at - 1, Home: 0, End: -1 }[key];
  if (next !== undefined) items.at(next).focus();
  else if (key === "Escape") close(overflow);
  else if (key.length === 1 && key !== " ") {
    items.find((item) => item.textContent.trim().toLowerCase().startsWith(key.toLowerCase()))?.focus();
  } else return false;
  return true;
}

/** Close a menu that has lost the focus. */
export function blurMenu(event) {
  const overflow = event.target.closest?.(".bk-overflow");
  if (overflow && isOpen(overflow) && !overflow.contains(event.relatedTarget)) close(overflow, false);
}
