// What a composer suggests while one types: a list box that the text field controls.

import { act } from "./acts.js";

const MOST = 8;

const offered = () => JSON.parse(document.getElementById("suggestions").textContent);

/** What is being typed before the caret: a sign and the letters after it, or null. */
function tokenAt(field) {
  const before = field.value.slice(0, field.selectionStart);
  const command = /^\/\S*$/.exec(before);
  if (command) return { sign: "/", query: before.slice(1), start: 0 };
  const mention = /(?:^|\s)([@#])([\w.-]*)$/.exec(before);
  return mention ? { sign: mention[1], query: mention[2], start: before.length - mention[2].length - 1 } : null;
}

function found({ sign, query }) {
  const wanted = query.toLowerCase();
  const named = (each) => each.label.toLowerCase().replace(/^[/@#]/, "");
  const rank = (each) => (named(each).startsWith(wanted) ? 0 : 1);
  return offered()
    .filter((each) => each.sign === sign)
    .filter((each) => named(each).includes(wanted) || each.detail.toLowerCase().startsWith(wanted))
    .sort((one, other) => rank(one) - rank(other))
    .slice(0, MOST);
}

/** The suggestions of one composer. `fill(form, text)` puts text into it. */
export function createSuggestions(form, fill) {
  const field = form.querySelector("textarea");
  const list = form.querySelector("[role=listbox]");
  let choices = [];
  let active = 0;

  const close = () => {
    choices = [];
    list.hidden = true;
    list.replaceChildren();
    field.removeAttribute("aria-activedescendant");
  };

  const mark = (index) => {
    active = (index + choices.length) % choices.length;
    [...list.children].forEach((item, position) => {
      item.setAttribute("aria-selected", String(position === active));
      if (position !== active) return;
      field.setAttribute("aria-activedescendant", item.id);
      item.scrollIntoView({ block: "nearest" });
    });
  };

  const take = (choice) => {
    const token = tokenAt(field);
    close();
    field.focus();
    if (choice.callback_id) {
      fill(form, "");
      act("shortcut", { callback_id: choice.callback_id, channel: form.dataset.channel });
      return;
    }
    const start = token?.start ?? 0;
    const rest = field.value.slice(field.selectionStart);
    fill(form, field.value.slice(0, start) + choice.insert + rest.replace(/^ /, ""));
    const caret = start + choice.insert.length;
    field.setSelectionRange(caret, caret);
  };

  const item = (choice, position) => {
    const element = document.createElement("li");
    element.id = `${list.id}-${position}`;
    element.setAttribute("role", "option");
    const name = document.createElement("b");
    name.textContent = choice.label;
    const detail = document.createElement("small");
    detail.textContent = choice.detail;
    element.append(name, " ", detail);
    element.addEventListener("mousedown", (event) => event.preventDefault());
    element.addEventListener("click", () => take(choice));
    return element;
  };

  const update = () => {
    const token = tokenAt(field);
    choices = token ? found(token) : [];
    if (!choices.length) {
      close();
      return;
    }
    list.replaceChildren(...choices.map(item));
    list.hidden = false;
    mark(0);
  };

  /** Whether a key was meant for the list. */
  const pressed = (event) => {
    if (!choices.length || event.isComposing) return false;
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in moves) mark(active + moves[event.key]);
    else if (event.key === "Enter" || event.key === "Tab") take(choices[active]);
    else if (event.key === "Escape") close();
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };

  field.addEventListener("blur", close);
  return { update, pressed };
}
