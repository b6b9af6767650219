// Modals: the server says which one is on top, the page opens it as a dialog and sends it off.

import { act } from "./acts.js";
import { clearErrors, collectState, showErrors } from "./elements.js";
import { afterSync } from "./sync.js";

let before = null; // what had the focus before the first modal opened

const current = () => document.querySelector("dialog[data-modal]");

function show() {
  const dialog = current();
  if (!dialog) {
    if (before?.isConnected) before.focus();
    before = null;
    return;
  }
  if (!dialog.open) {
    before ??= document.activeElement;
    dialog.showModal();
    const wanted = ["[autofocus]", ".view-block :is(input, textarea, select, button)", "[data-modal-submit], [data-modal-close]"];
    wanted.map((each) => dialog.querySelector(each)).find(Boolean)?.focus();
  }
  tell(dialog, JSON.parse(dialog.dataset.errors));
}

/** Say what is wrong, once: again would take the focus from whoever is about to put it right. */
function tell(dialog, errors) {
  const told = JSON.stringify(Object.entries(errors).sort());
  if (told === dialog.dataset.localTold) return;
  dialog.dataset.localTold = told;
  showErrors(dialog, errors);
}

async function submit(dialog) {
  if ("localBusy" in dialog.dataset) return;
  dialog.dataset.localBusy = "";
  clearErrors(dialog);
  delete dialog.dataset.localTold;
  const answer = await act("submit", { view_id: dialog.dataset.view, values: collectState(dialog) });
  delete dialog.dataset.localBusy;
  if (answer.errors) tell(dialog, answer.errors);
}

function close(all = false) {
  const fields = { view_id: current().dataset.view };
  act("close", all ? { ...fields, all: true } : fields);
}

/** Take over the modals. */
export function install() {
  document.addEventListener("cancel", (event) => {
    if (!event.target.matches?.("dialog[data-modal]")) return;
    event.preventDefault();
    close();
  }, true);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-modal-close]");
    const isStacked = button && current().querySelector("[data-modal-close][aria-label^='Back']");
    if (button) close(button.dataset.modalClose === "all" && Boolean(isStacked));
  });
  document.addEventListener("submit", (event) => {
    if (event.target.id !== "modal-form") return;
    event.preventDefault();
    submit(current());
  });
  afterSync(show);
  show();
}
