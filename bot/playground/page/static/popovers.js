// Menus beside what opened them. The browser itself closes them, on Escape or a click elsewhere.

const GAP = 6;
let invoker = null;

/** Open a menu beside a part of a message, which stays marked until the menu closes. */
export function openBeside(menu, element) {
  invoker = element;
  const message = element.closest("article");
  message.dataset.localOpen = "";
  const done = (event) => {
    if (event.newState !== "closed") return;
    delete message.dataset.localOpen;
    menu.removeEventListener("toggle", done);
  };
  menu.addEventListener("toggle", done);
  menu.showPopover();
  menu.querySelector("button:not([hidden])")?.focus();
}

/** Place each menu as it opens. */
export function install() {
  const remember = (event) => {
    const button = event.target.closest?.("[popovertarget]");
    if (button) invoker = button;
  };
  document.addEventListener("click", remember, true);
  document.addEventListener("toggle", (event) => event.newState === "open" && place(event.target), true);
  addEventListener("resize", () => {
    for (const menu of document.querySelectorAll(".menu:popover-open")) menu.hidePopover();
  });
  document.addEventListener("click", (event) => {
    const drawer = event.target.closest("[data-drawer]");
    const isOpen = "localDrawer" in document.body.dataset;
    if (drawer && !isOpen) document.body.dataset.localDrawer = "";
    else if (isOpen && (drawer || !event.target.closest("#sidebar"))) delete document.body.dataset.localDrawer;
    document.querySelector("[data-drawer]").setAttribute("aria-expanded", "localDrawer" in document.body.dataset);
  });
}

function place(menu) {
  if (!invoker || !menu.matches(".menu")) return; // what blocks open, they place themselves
  const anchor = invoker.getBoundingClientRect();
  const size = menu.getBoundingClientRect();
  const width = document.documentElement.clientWidth;
  const left = anchor.left + size.width > width - GAP ? anchor.right - size.width : anchor.left;
  const hasRoomBelow = anchor.bottom + GAP + size.height <= innerHeight;
  const top = hasRoomBelow ? anchor.bottom + GAP : anchor.top - GAP - size.height;
  menu.style.left = `${Math.max(GAP, Math.min(left, width - size.width - GAP))}px`;
  menu.style.top = `${Math.max(GAP, Math.min(top, innerHeight - size.height - GAP))}px`;
}
