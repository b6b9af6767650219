// Asks the playground to do something in the name of whoever looks.

import { toast } from "./toast.js";

/** Who looks. */
export const viewer = () => document.body.dataset.viewer;

/** Do something. The answer has `ok`; why it failed has been shown already, except errors of a modal's inputs. */
export async function act(name, fields = {}) {
  let answer;
  try {
    const response = await fetch("/act", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ ...fields, as: viewer(), do: name }),
    });
    answer = await response.json();
  } catch {
    answer = { ok: false, error: "no_answer", message: "The playground did not answer." };
  }
  if (!answer.ok && !answer.errors) toast(answer.message || answer.error || "That did not work.");
  return answer;
}

/** Buttons and forms that say by themselves what they ask for. */
export function install() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-do]");
    if (button) act(button.dataset.do, JSON.parse(button.dataset.request));
  });
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-do]");
    if (!form) return;
    event.preventDefault();
    act(form.dataset.do, fieldsOf(form));
  });
}

function fieldsOf(form) {
  const fields = {};
  for (const input of form.querySelectorAll("input[name]")) {
    if (input.value === "") continue;
    fields[input.name] = input.hasAttribute("data-number") ? Number(input.value) : input.value;
  }
  return fields;
}
