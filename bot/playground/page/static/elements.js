// The elements of blocks: presses and choices become acts, values become state. One set of listeners on a
// root serves every message and view below it, whenever they are drawn.
//
// An element's root says what it is: data-element, data-block-id, data-action-id; data-confirm when it asks
// first; data-input in an input block, whose changes are acts only with data-dispatch, as data-trigger says.

import { blurCombobox, clickCombobox, focusCombobox, keyInCombobox, pressCombobox, typeInCombobox } from "./combobox.js";
import { confirmed } from "./confirm.js";
import { forgetError } from "./element_errors.js";
import { restore, settle, valueOf } from "./element_values.js";
import { blurMenu, clickMenu, keyInMenu } from "./overflow.js";
import { keepWhatIsDrawnAnew } from "./redrawn.js";

export { clearErrors, showErrors } from "./element_errors.js";
export { collectState } from "./element_values.js";

const PRESSED = new Set(["button", "icon_button", "workflow_button"]);
const TYPED = new Set(["plain_text_input", "email_text_input", "url_text_input", "number_input", "rich_text_input"]);
const PAUSE = 300; // milliseconds after which what is typed counts as entered

const elementOf = (target) => target.closest?.("[data-element]") ?? null;
const triggers = (element) => (element.dataset.trigger ?? "").split(" ");
const isSilent = (element) => "input" in element.dataset && !("dispatch" in element.dataset);

/** Listen to everything below `root`; `act` and `suggest` carry out what is asked for. */
export function install(root, { act, suggest }) {
  const tell = (element, value) => send(element, value, act);
  const tools = {
    suggest: (element, value) => suggest(containerOf(element), { ...idsOf(element), value }),
    // A choice that must be confirmed is made only then; `apply` makes it.
    choose: async (element, apply) => {
      if (!isSilent(element) && !(await isAgreed(element))) return;
      apply();
      forgetError(element);
      if (!isSilent(element)) tell(element, valueOf(element));
    },
    pick: (element, value, url) => press(element, value, url, tell),
  };
  root.addEventListener("click", (event) => {
    if (clickCombobox(event, tools) || clickMenu(event, tools) || turnPage(event) || focusLabelled(event)) return;
    clicked(event, tell);
  });
  root.addEventListener("change", (event) => changed(event, tell));
  root.addEventListener("input", (event) => typeInCombobox(event, tools) || typed(event, tell));
  root.addEventListener("keydown", (event) => {
    if (keyInCombobox(event, tools) || keyInMenu(event) || keyInRadios(event)) return;
    if (event.key === "Enter" && !event.isComposing) entered(event, tell);
  });
  root.addEventListener("focusin", (event) => focusCombobox(event, tools));
  root.addEventListener("focusout", (event) => {
    blurCombobox(event, tools);
    blurMenu(event);
  });
  root.addEventListener("mousedown", pressCombobox);
  keepWhatIsDrawnAnew(root);
}

function containerOf(element) {
  const holder = element.closest("[data-container]");
  return holder ? JSON.parse(holder.dataset.container) : null;
}

const idsOf = (element) => ({ block_id: element.dataset.blockId, action_id: element.dataset.actionId });

const isAgreed = (element) => {
  const asked = element.dataset.confirm;
  return asked ? confirmed(JSON.parse(asked)) : Promise.resolve(true);
};

async function send(element, value, act) {
  const container = containerOf(element);
  if (!container) return;
  element.dataset.localBusy = "";
  try {
    await act(container, { ...idsOf(element), type: element.dataset.element, value }, element);
  } finally {
    delete element.dataset.localBusy;
  }
}

async function press(element, value, url, tell) {
  if (!(await isAgreed(element))) return;
  if (url) window.open(url, "_blank", "noopener,noreferrer");
  tell(element, value);
}

function clicked(event, tell) {
  const element = elementOf(event.target);
  if (!element) return;
  const kind = element.dataset.element;
  if (kind === "feedback_buttons") {
    const button = event.target.closest("[data-value]");
    if (button) press(element, button.dataset.value, "", tell);
  } else if (PRESSED.has(kind)) {
    const mustAsk = "confirm" in element.dataset;
    if (mustAsk) event.preventDefault();
    press(element, null, mustAsk ? element.href : "", tell);
  }
}

async function changed(event, tell) {
  const element = elementOf(event.target);
  if (!element || "combobox" in element.dataset) return;
  if (event.target.type === "radio") chooseRadio(element, event.target);
  const isTyped = TYPED.has(element.dataset.element); // its change comes late, when the focus goes
  if (!isTyped) forgetError(element);
  if (isSilent(element) || (isTyped && "input" in element.dataset)) return;
  if (!(await isAgreed(element))) {
    restore(element);
    return;
  }
  settle(element);
  tell(element, valueOf(element));
}

const pauses = new WeakMap();

function typed(event, tell) {
  const element = elementOf(event.target);
  if (!element) return;
  forgetError(element);
  if (!TYPED.has(element.dataset.element) || isSilent(element)) return;
  if (!triggers(element).includes("on_character_entered")) return;
  clearTimeout(pauses.get(element));
  pauses.set(element, setTimeout(() => element.isConnected && tell(element, valueOf(element)), PAUSE));
}

function entered(event, tell) {
  const element = elementOf(event.target);
  if (!element || event.target.tagName === "TEXTAREA" || !TYPED.has(element.dataset.element)) return;
  if (isSilent(element) || !triggers(element).includes("on_enter_pressed")) return;
  event.preventDefault(); // it is an act, and sends off no form
  tell(element, valueOf(element));
}

// Radio buttons have no name: the same block may be on the page twice, and names would join the two.

const radiosOf = (element) => [...element.querySelectorAll("input[type=radio]")];

function chooseRadio(element, chosen) {
  for (const each of radiosOf(element)) {
    each.checked = each === chosen;
    each.tabIndex = each === chosen ? 0 : -1;
  }
}

function keyInRadios(event) {
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  if (!step || event.target.type !== "radio") return false;
  const radios = radiosOf(elementOf(event.target));
  const next = radios[(radios.indexOf(event.target) + step + radios.length) % radios.length];
  event.preventDefault();
  next.focus();
  next.click();
  return true;
}

function focusLabelled(event) {
  const label = event.target.closest("[data-label]");
  if (!label || event.target.closest("a")) return false;
  label.parentElement.querySelector("input, select, textarea, button")?.focus();
  return true;
}

function turnPage(event) {
  const button = event.target.closest("[data-turn]");
  if (!button) return false;
  const table = button.closest("[data-pages]");
  const last = Number(table.dataset.pages) - 1;
  const page = Math.min(Math.max(Number(table.dataset.page) + Number(button.dataset.turn), 0), last);
  table.dataset.page = page;
  for (const row of table.querySelectorAll("[data-row-page]")) row.hidden = Number(row.dataset.rowPage) !== page;
  table.querySelector("[data-page-now]").textContent = page + 1;
  for (const each of table.querySelectorAll("[data-turn]")) {
    each.disabled = page === (each.dataset.turn === "1" ? last : 0);
  }
  return true;
}
