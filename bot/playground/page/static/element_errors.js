// What is wrong with inputs, said below each of them.

const CONTROL = "[role=radiogroup], [role=group], [role=combobox], input, select, textarea, button";

let said = 0;

/** Say what is wrong: {block_id: message}. The first of these inputs gets the focus. */
export function showErrors(root, errors) {
  clearErrors(root);
  let first = null;
  for (const block of root.querySelectorAll("[data-input-block]")) {
    const message = errors[block.dataset.inputBlock];
    if (!message) continue;
    const note = document.createElement("p");
    note.id = `bk-error-${++said}`;
    note.className = "bk-error";
    note.dataset.local = "";
    note.setAttribute("role", "alert");
    note.textContent = message;
    block.append(note);
    const control = block.querySelector(CONTROL);
    control?.setAttribute("aria-invalid", "true");
    control?.setAttribute("aria-describedby", note.id);
    first ??= control;
  }
  if (!first) return;
  const field = first.matches("[role=radiogroup], [role=group]") ? first.querySelector("input, button") : first;
  field?.focus();
  first.scrollIntoView({ block: "nearest" });
}

/** Take back everything that was said. */
export function clearErrors(root) {
  for (const note of root.querySelectorAll(".bk-error")) note.remove();
  for (const control of root.querySelectorAll("[aria-invalid]")) {
    control.removeAttribute("aria-invalid");
    control.removeAttribute("aria-describedby");
  }
}

/** Take back what was said of one input, now that it changes. */
export function forgetError(element) {
  const block = element.closest("[data-input-block]");
  if (block) clearErrors(block);
}
