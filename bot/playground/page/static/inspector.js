// The inspector: the sides of an exchange as tabs, and copying.

import { afterSync } from "./sync.js";

const SIDE = "playground.side";

function choose(card, name) {
  const tabs = [...card.querySelectorAll("[role=tab]")];
  const wanted = tabs.find((tab) => tab.dataset.side === name) ?? tabs[0];
  for (const tab of tabs) {
    const isChosen = tab === wanted;
    tab.setAttribute("aria-selected", String(isChosen));
    tab.tabIndex = isChosen ? 0 : -1;
    document.getElementById(tab.getAttribute("aria-controls")).hidden = !isChosen;
  }
  return wanted;
}

async function copy(button) {
  const shown = button.closest(".sides").querySelector("[role=tabpanel]:not([hidden])");
  await navigator.clipboard.writeText(shown.textContent);
  button.textContent = "Copied";
  button.setAttribute("aria-live", "polite");
  setTimeout(() => {
    button.textContent = "Copy";
  }, 1500);
}

/** Take over the inspector. */
export function install() {
  document.addEventListener("click", (event) => {
    const tab = event.target.closest("[role=tab][data-side]");
    if (tab) {
      sessionStorage.setItem(SIDE, tab.dataset.side);
      choose(tab.closest(".sides"), tab.dataset.side);
    }
    const button = event.target.closest("[data-copy]");
    if (button) copy(button);
  });
  document.addEventListener("keydown", (event) => {
    const tab = event.target.closest?.("[role=tab][data-side]");
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!tab || !step) return;
    event.preventDefault();
    const tabs = [...tab.parentElement.querySelectorAll("[role=tab]")];
    const next = tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length];
    choose(tab.closest(".sides"), next.dataset.side).focus();
  });
  const known = new WeakSet();
  const look = () => {
    for (const card of document.querySelectorAll(".sides")) {
      if (known.has(card)) continue;
      known.add(card);
      choose(card, sessionStorage.getItem(SIDE) ?? "request");
    }
  };
  afterSync(look);
  look();
}
