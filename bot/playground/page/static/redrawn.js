// What outlives an element that the server draws anew: its focus, and the words of an option that came
// from the app, of which the server keeps the value only.

const CONTROL = "input:not([tabindex='-1']), select, textarea, button, a";
const words = new Map();

const keyOf = (element) =>
  [element.closest("[data-container]")?.dataset.container, element.dataset.blockId, element.dataset.actionId].join("\n");
const wordKey = (element, value) => [element.dataset.actionId, value].join("\n");

/** Remember what a chosen option is called. */
export function rememberWords(element, value, text) {
  words.set(wordKey(element, value), text);
}

function name(element) {
  const field = element.querySelector("[role=combobox]");
  const text = words.get(wordKey(element, element.dataset.value));
  if (text && field !== document.activeElement && field.value === element.dataset.value) field.value = text;
  for (const chip of element.querySelectorAll(".bk-chip")) {
    const label = words.get(wordKey(element, chip.dataset.value));
    if (!label || chip.firstElementChild.textContent === label) continue;
    chip.firstElementChild.textContent = label;
    chip.querySelector("button").setAttribute("aria-label", `Remove ${label}`);
  }
}

/** Watch a root for elements that are drawn anew. */
export function keepWhatIsDrawnAnew(root) {
  let focused = null;
  root.addEventListener("focusin", (event) => {
    const element = event.target.closest("[data-element]");
    focused = element ? { element, key: keyOf(element) } : null;
  });
  root.addEventListener("focusout", () => {
    // Removal takes the focus away as well, and that is what is to be undone.
    queueMicrotask(() => {
      if (focused?.element.isConnected && !focused.element.contains(document.activeElement)) focused = null;
    });
  });
  new MutationObserver(() => {
    if (words.size) root.querySelectorAll("[data-external]").forEach(name);
    if (!focused || focused.element.isConnected) return;
    const { key } = focused;
    focused = null;
    if (document.activeElement !== document.body) return;
    const again = [...root.querySelectorAll("[data-element]")].find((element) => keyOf(element) === key);
    (again?.matches(CONTROL) ? again : again?.querySelector(CONTROL))?.focus({ preventScroll: true });
  }).observe(root, { childList: true, subtree: true });
}
