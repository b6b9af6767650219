// Short words at the edge of the page, which go away by themselves.

const SECONDS = 8;

/** Say something. `link` goes somewhere; `quiet` is for what is no failure. */
export function toast(words, { link = null, quiet = false } = {}) {
  const item = document.createElement("div");
  item.className = quiet ? "toast is-quiet" : "toast";
  item.setAttribute("role", quiet ? "status" : "alert");
  const text = document.createElement("span");
  text.textContent = words;
  item.append(text);
  if (link) {
    const anchor = document.createElement("a");
    anchor.href = link.href;
    anchor.textContent = link.label;
    item.append(anchor);
  }
  const close = document.createElement("button");
  close.type = "button";
  close.setAttribute("aria-label", "Dismiss");
  close.textContent = "×";
  close.addEventListener("click", () => item.remove());
  item.append(close);
  stack().append(item);
  setTimeout(() => item.remove(), SECONDS * 1000);
}

/** The stack stands in the open dialog, as all around a dialog is out of reach. */
function stack() {
  const host = document.querySelector("dialog[open]") ?? document.body;
  let found = document.getElementById("toasts");
  if (!found) {
    found = document.createElement("div");
    found.id = "toasts";
    found.className = "toasts";
    found.dataset.local = "";
  }
  if (found.parentElement !== host) host.append(found);
  return found;
}
