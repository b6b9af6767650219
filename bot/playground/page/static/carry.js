// Lets a new piece of the page take over from an old one what somebody was doing in it.

const FIELDS = "a[href], button, input, select, textarea, [tabindex]";
const TYPED = "input:not([type=checkbox], [type=radio], [role=combobox]), textarea";

const fields = (root) => [...root.querySelectorAll(FIELDS)];
const nameOf = (field) => field.closest("[data-action-id]")?.dataset.actionId ?? field.name;

/** Put `fresh` where `old` is: the focus and what has been typed move over. */
export function replaceWhole(old, fresh) {
  const focused = old.contains(document.activeElement) ? fields(old).indexOf(document.activeElement) : -1;
  document.adoptNode(fresh);
  keepTyped(old, fresh);
  old.replaceWith(fresh);
  if (focused >= 0) fields(fresh)[focused]?.focus({ preventScroll: true });
}

// What the server says of a field wins only when it says something else than before.
function keepTyped(old, fresh) {
  const others = [...fresh.querySelectorAll(TYPED)];
  for (const field of old.querySelectorAll(TYPED)) {
    if (field.value === field.defaultValue) continue;
    const same = others.find((other) => nameOf(other) === nameOf(field) && other.type === field.type);
    if (same && same.defaultValue === field.defaultValue) same.value = field.value;
  }
}
