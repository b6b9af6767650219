// Where one writes: sends, keeps drafts, and suggests commands, people and channels.

import { act } from "./acts.js";
import { editLast } from "./messages.js";
import { createSuggestions } from "./suggest.js";
import { afterSync, toBottom } from "./sync.js";

const MOST_LINES_PX = 220;
const suggestionsOf = new WeakMap();

const draftName = (form) => `draft:${form.dataset.key}`;

/** Put text into a composer, as if it had been typed. */
export function fill(form, text) {
  const field = form.querySelector("textarea");
  field.value = text;
  fit(field);
  sessionStorage.setItem(draftName(form), text);
}

function fit(field) {
  field.style.height = "auto";
  field.style.height = `${Math.min(field.scrollHeight, MOST_LINES_PX)}px`;
}

async function send(form) {
  const field = form.querySelector("textarea");
  const text = field.value.trim();
  if (!text) return;
  const also = form.querySelector("[name=broadcast]");
  const fields = { channel: form.dataset.channel, text };
  if (form.dataset.thread) fields.thread_ts = form.dataset.thread;
  if (also?.checked) fields.broadcast = true;
  fill(form, "");
  if (also) also.checked = false;
  const list = form.parentElement.querySelector("[data-scroll]");
  if (list) toBottom(list);
  form.dataset.localSending = Number(form.dataset.localSending ?? 0) + 1;
  const answer = await act("post", fields);
  if (Number(form.dataset.localSending) > 1) form.dataset.localSending -= 1;
  else delete form.dataset.localSending;
  if (!answer.ok && !field.value) fill(form, text); // nothing that was written is lost
}

function pressed(event, form) {
  const field = event.target;
  const list = suggestionsOf.get(form);
  if (list?.pressed(event)) return;
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    send(form);
  } else if (event.key === "ArrowUp" && !field.value) {
    if (editLast(form.parentElement)) event.preventDefault();
  }
}

/** Take over all composers, those of places that are yet to come too. */
export function install() {
  const within = (event) => event.target.closest?.("form[data-composer]");
  document.addEventListener("input", (event) => {
    const form = within(event);
    if (!form || event.target.tagName !== "TEXTAREA") return;
    fit(event.target);
    sessionStorage.setItem(draftName(form), event.target.value);
    suggestionsOf.get(form)?.update();
  });
  document.addEventListener("keydown", (event) => {
    const form = within(event);
    if (form && event.target.tagName === "TEXTAREA") pressed(event, form);
  });
  document.addEventListener("submit", (event) => {
    const form = within(event);
    if (!form) return;
    event.preventDefault();
    send(form);
    form.querySelector("textarea").focus();
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-try]");
    if (button) act("post", { channel: button.dataset.channel, text: button.dataset.try });
  });
  const mount = () => {
    for (const form of document.querySelectorAll("form[data-composer]")) {
      if (suggestionsOf.has(form)) continue;
      suggestionsOf.set(form, createSuggestions(form, fill));
      fill(form, sessionStorage.getItem(draftName(form)) ?? "");
    }
  };
  afterSync(mount);
  mount();
}
