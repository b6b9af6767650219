// Two dialogs: where to go by name, and the list of keys.

import { go } from "./places.js";

const dialog = () => document.getElementById("switcher");
let choices = [];
let active = 0;

function placesAndPeople() {
  const places = [...document.querySelectorAll("[data-place]")].map((link) => ({
    label: link.dataset.name,
    detail: link.dataset.place.startsWith("C") ? "channel" : "app",
    href: link.getAttribute("href"),
  }));
  const people = [...document.querySelectorAll("#people-menu a:not([target])")].map((link) => ({
    label: `Act as ${link.querySelector("b").textContent}`,
    detail: "person",
    href: link.getAttribute("href"),
  }));
  return [...places, ...people];
}

function draw() {
  const wanted = dialog().querySelector("input").value.trim().toLowerCase().replace(/^#/, "");
  choices = placesAndPeople().filter((each) => each.label.toLowerCase().includes(wanted));
  active = 0;
  const items = choices.map((choice, position) => {
    const item = document.createElement("li");
    item.id = `switch-${position}`;
    item.setAttribute("role", "option");
    const detail = Object.assign(document.createElement("small"), { textContent: choice.detail });
    const name = Object.assign(document.createElement("b"), { textContent: choice.label });
    item.append(name, detail);
    item.addEventListener("click", () => take(choice));
    return item;
  });
  document.getElementById("switcher-list").replaceChildren(...items);
  mark();
}

function mark() {
  const input = dialog().querySelector("input");
  [...document.getElementById("switcher-list").children].forEach((item, position) => {
    item.setAttribute("aria-selected", String(position === active));
    if (position === active) input.setAttribute("aria-activedescendant", item.id);
  });
}

function take(choice) {
  dialog().close();
  if (choice) go(choice.href);
}

/** Ask where to go. */
export function openSwitcher() {
  const input = dialog().querySelector("input");
  input.value = "";
  dialog().showModal();
  draw();
  input.focus();
}

/** Show the list of keys. */
export function openHelp() {
  document.getElementById("help").showModal();
}

/** Take over the two dialogs. */
export function install() {
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-switcher]")) openSwitcher();
    if (event.target.closest("[data-help]")) openHelp();
    if (event.target.matches("dialog.small-dialog")) event.target.close(); // the backdrop
  });
  dialog().addEventListener("input", draw);
  dialog().addEventListener("keydown", (event) => {
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in moves && choices.length) {
      event.preventDefault();
      active = (active + moves[event.key] + choices.length) % choices.length;
      mark();
    } else if (event.key === "Enter") {
      event.preventDefault();
      take(choices[active]);
    }
  });
}
