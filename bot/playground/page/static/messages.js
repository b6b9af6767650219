// What one does to messages, and a word to screen readers when new ones arrive.

import { act, viewer } from "./acts.js";
import { collectState, install as installElements } from "./elements.js";
import { go } from "./places.js";
import { openBeside } from "./popovers.js";
import { afterSync } from "./sync.js";
import { toast } from "./toast.js";

const KEPT_ANNOUNCEMENTS = 20;
let chosen = null; // the message that an open menu belongs to

const where = (message) => ({ channel: message.dataset.channel, ts: message.dataset.ts });

/** Offer emoji beside a message. */
export function offerReactions(message, beside = message) {
  if ("private" in message.dataset) return;
  chosen = message;
  openBeside(document.getElementById("emoji-menu"), beside);
}

function offerMore(message, beside) {
  chosen = message;
  const menu = document.getElementById("message-menu");
  for (const item of menu.querySelectorAll("[data-for]")) {
    const isPrivate = "private" in message.dataset || "notice" in message.dataset;
    item.hidden = item.dataset.for === "own" ? !("own" in message.dataset) : isPrivate;
  }
  openBeside(menu, beside);
}

const more = {
  inspect: (message) => go(message.dataset.inspect),
  edit: (message) => edit(message),
  delete: (message) => act("delete", where(message)),
  shortcut: (message, item) => act("shortcut", { callback_id: item.dataset.callback, ...where(message) }),
  copy: async (message) => {
    await navigator.clipboard.writeText(message.dataset.ts);
    toast(`Copied ${message.dataset.ts}`, { quiet: true });
  },
};

/** Write a message of one's own anew, where it stands. */
export function edit(message) {
  if (!("own" in message.dataset) || message.querySelector("form.edit")) return;
  const form = document.createElement("form");
  form.className = "edit";
  form.dataset.local = "";
  const field = document.createElement("textarea");
  field.value = message.dataset.source;
  field.rows = Math.min(field.value.split("\n").length, 10);
  field.setAttribute("aria-label", "Edit the message");
  const save = Object.assign(document.createElement("button"), { className: "button primary", textContent: "Save" });
  const cancel = Object.assign(document.createElement("button"), { className: "button", textContent: "Cancel", type: "button" });
  form.append(field, save, cancel);
  const close = () => {
    form.remove();
    delete message.dataset.localEditing;
    message.focus();
  };
  cancel.addEventListener("click", close);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const text = field.value.trim();
    if (text && text !== message.dataset.source && !(await act("edit", { ...where(message), text })).ok) return;
    close();
  });
  form.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Escape") close();
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.target === field) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  message.dataset.localEditing = "";
  message.querySelector(".content").append(form);
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
}

/** Edit one's last message in a pane; whether there is one. */
export function editLast(pane) {
  const last = [...pane.querySelectorAll("article[data-own]")].at(-1);
  if (last) edit(last);
  return Boolean(last);
}

function clicked(event) {
  const target = event.target;
  const message = target.closest("article[data-ts]");
  const tool = target.closest("[data-tool]");
  if (tool?.dataset.tool === "react") offerReactions(message, tool);
  if (tool?.dataset.tool === "more") offerMore(message, tool);
  const reaction = target.closest("[data-react]");
  if (reaction) act("react", { ...where(message), name: reaction.dataset.react });
  const emoji = target.closest("[data-emoji]");
  const item = target.closest("[data-more]");
  if (!emoji && !item) return;
  (emoji ?? item).closest("[popover]").hidePopover();
  if (emoji) act("react", { ...where(chosen), name: emoji.dataset.emoji });
  else more[item.dataset.more](chosen, item);
}

/** Say who wrote what, once for each message that was not there before. */
function announcer() {
  const log = document.getElementById("announcer");
  let feeds = new Map();
  const look = (isFirst) => {
    const now = new Map();
    for (const feed of document.querySelectorAll("[data-feed]")) {
      const known = feeds.get(feed.dataset.key);
      const messages = new Map([...feed.querySelectorAll("article[data-ts]")].map((each) => [each.dataset.ts, each]));
      now.set(feed.dataset.key, new Set(messages.keys()));
      if (isFirst || !known) continue;
      for (const [ts, message] of messages) {
        if (!known.has(ts) && message.dataset.author !== viewer()) say(message);
      }
    }
    feeds = now;
  };
  const say = (message) => {
    const line = document.createElement("p");
    line.textContent = `${message.dataset.authorName}: ${message.dataset.plain}`;
    log.append(line);
    while (log.children.length > KEPT_ANNOUNCEMENTS) log.firstChild.remove();
  };
  look(true);
  afterSync(() => look(false));
}

/** Take over the messages of the page. */
export function install() {
  document.addEventListener("click", clicked);
  announcer();
  installElements(document.body, {
    act: (container, pressed, element) => {
      const view = element?.closest?.("[data-container]");
      const values = container.type === "view" && view ? { values: collectState(view) } : {};
      return act("press", { container, ...pressed, ...values });
    },
    suggest: async (container, asked) => {
      const answer = await act("suggest", { container, ...asked });
      return answer.option_groups ?? answer.options ?? [];
    },
  });
}
