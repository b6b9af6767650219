// What an element holds: a string, a list of strings, or null for nothing.

const PLAIN = new Set([
  "static_select",
  "datepicker",
  "timepicker",
  "datetimepicker",
  "plain_text_input",
  "email_text_input",
  "url_text_input",
  "number_input",
  "rich_text_input",
]);

const settled = new WeakMap(); // what natives held when it last counted

const boxesOf = (element) => [...element.querySelectorAll("[type=checkbox], [type=radio]")];

/** The raw value of an element; undefined for one that has none, such as a button. */
export function valueOf(element) {
  const { element: kind, combobox } = element.dataset;
  if (combobox === "many") return [...element.querySelectorAll("[data-value].bk-chip")].map((chip) => chip.dataset.value);
  if (combobox === "one") return element.dataset.value || null;
  if (PLAIN.has(kind)) return element.value || null;
  const checked = () => boxesOf(element).filter((box) => box.checked).map((box) => box.value);
  if (kind === "checkboxes") return checked();
  if (kind === "radio_buttons") return checked()[0] ?? null;
  return undefined;
}

/** What every element below has chosen or typed in it: {block_id: {action_id: raw}}. */
export function collectState(root) {
  const state = {};
  for (const element of root.querySelectorAll("[data-element]")) {
    const value = valueOf(element);
    if (value === undefined) continue;
    const { blockId, actionId } = element.dataset;
    (state[blockId] ??= {})[actionId] = value;
  }
  return state;
}

/** From now on, `restore` goes back to what the element holds now. */
export function settle(element) {
  settled.set(element, valueOf(element));
}

/** Undo a choice that was not confirmed. */
export function restore(element) {
  const before = settled.has(element) ? [settled.get(element)].flat() : drawn(element);
  const boxes = boxesOf(element);
  for (const box of boxes) {
    box.checked = before.includes(box.value);
    if (box.type === "radio") box.tabIndex = box.checked || (!before[0] && box === boxes[0]) ? 0 : -1;
  }
  if (!boxes.length) element.value = before[0] ?? "";
}

function drawn(element) {
  const boxes = boxesOf(element);
  if (boxes.length) return boxes.filter((box) => box.defaultChecked).map((box) => box.value);
  if (element.tagName !== "SELECT") return [element.defaultValue];
  return [...element.options].filter((option) => option.defaultSelected).map((option) => option.value);
}
