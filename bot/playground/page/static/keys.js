// The keyboard. Nothing here fires while somebody types, or while a dialog or a menu is open.

import { edit, offerReactions } from "./messages.js";
import { go } from "./places.js";
import { openHelp, openSwitcher } from "./switcher.js";
import { toggleTheme } from "./header.js";

let isGoing = false; // after a g

const isTyping = (target) => target.closest("input, textarea, select, [contenteditable=true], [role=listbox]");
const isCovered = () => document.querySelector("dialog[open], [popover]:popover-open");
const current = () => document.activeElement?.closest("article[data-ts]");

function step(by) {
  const pane = document.activeElement?.closest(".thread") ?? document.querySelector(".main");
  const messages = [...pane.querySelectorAll("article[data-ts]")];
  if (!messages.length) return;
  const at = messages.indexOf(current());
  const next = at < 0 ? messages.length - 1 : Math.max(0, Math.min(at + by, messages.length - 1));
  messages[next].focus();
  messages[next].scrollIntoView({ block: "nearest" });
}

function goNumber(key) {
  const link = document.querySelectorAll("[data-place]")[Number(key) - 1];
  if (link) go(link.getAttribute("href"));
}

function nextPerson() {
  const people = [...document.querySelectorAll("#people-menu a:not([target])")];
  const at = people.findIndex((each) => each.getAttribute("aria-current"));
  go(people[(at + 1) % people.length].getAttribute("href"));
}

function closeSomething() {
  if ("localDrawer" in document.body.dataset) delete document.body.dataset.localDrawer;
  else (document.querySelector("[data-close=inspector]") ?? document.querySelector("[data-close=thread]"))?.click();
}

const plain = {
  j: () => step(1),
  ArrowDown: () => current() && step(1),
  k: () => step(-1),
  ArrowUp: () => current() && step(-1),
  r: () => current() && !("private" in current().dataset) && go(current().dataset.thread),
  e: () => current() && edit(current()),
  i: () => current() && go(current().dataset.inspect),
  "+": () => current() && offerReactions(current()),
  "/": () => document.querySelector(".main .composer textarea")?.focus(),
  g: () => {
    isGoing = true;
  },
  p: nextPerson,
  t: toggleTheme,
  "?": openHelp,
  Escape: closeSomething,
};

function pressed(event) {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
    event.preventDefault();
    if (!isCovered()) openSwitcher();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isCovered()) return;
  if (event.key === "Escape" && isTyping(event.target)) {
    event.target.blur();
    return;
  }
  if (isTyping(event.target)) return;
  const wasGoing = isGoing;
  isGoing = false;
  if (wasGoing && /^[1-9]$/.test(event.key)) goNumber(event.key);
  else if (event.key in plain) {
    if (event.key.startsWith("Arrow") && !current()) return;
    event.preventDefault();
    plain[event.key]();
  }
}

/** Listen to the keyboard. */
export function install() {
  document.addEventListener("keydown", pressed);
}
