// The dialog that asks before an act.

let asked = 0;

/** Whether the person agrees. Esc is a no; the focus goes back to where it was. */
export function confirmed({ title, text, confirm, deny, style }) {
  const dialog = make("dialog", "bk-confirm");
  dialog.dataset.local = "";
  const heading = make("h2", "", title);
  heading.id = `bk-confirm-${++asked}`;
  dialog.setAttribute("aria-labelledby", heading.id);
  const footer = make("footer", "");
  const no = make("button", "bk-button", deny);
  const yes = make("button", `bk-button bk-button-${style === "danger" ? "danger" : "primary"}`, confirm);
  for (const button of [no, yes]) button.type = "button";
  footer.append(no, yes);
  dialog.append(heading, make("p", "", text), footer);
  document.body.append(dialog);
  return new Promise((resolve) => {
    let answer = false;
    yes.addEventListener("click", () => {
      answer = true;
      dialog.close();
    });
    no.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(answer);
    });
    dialog.showModal();
    (style === "danger" ? no : yes).focus();
  });
}

function make(tag, className, text = "") {
  return Object.assign(document.createElement(tag), { className, textContent: text });
}
