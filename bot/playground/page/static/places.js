// Goes from place to place without loading the page anew.

import { act } from "./acts.js";
import { afterSync, refresh } from "./sync.js";

const isPlace = (link) => link.origin === location.origin && link.pathname === "/" && !link.target;

/** Go to a URL of this page, and put the focus where one goes on. */
export async function go(url) {
  const before = placeOf();
  if (url !== location.pathname + location.search) history.pushState(null, "", url);
  delete document.body.dataset.localDrawer;
  for (const menu of document.querySelectorAll(".menu:popover-open")) menu.hidePopover();
  await refresh();
  arrive(before, placeOf());
}

function placeOf() {
  const query = new URLSearchParams(location.search);
  const { viewer, at } = document.body.dataset;
  return { as: viewer, at, thread: query.get("thread") ?? "", inspect: query.get("inspect") ?? "" };
}

function arrive(before, now) {
  if (now.at !== before.at || now.as !== before.as) {
    visit();
    focus(".main .composer textarea") || focus("#main");
  } else if (now.thread && now.thread !== before.thread) {
    focus(".thread .composer textarea") || focus(".thread h2");
  } else if (now.inspect && now.inspect !== before.inspect) {
    focus(".inspector h2");
  } else if ((before.thread && !now.thread) || (before.inspect && !now.inspect)) {
    const ts = before.thread && !now.thread ? before.thread : before.inspect.split(":")[2];
    (ts && focus(`article[data-ts="${ts}"]`)) || focus(".main .composer textarea") || focus("#main");
  }
}

function focus(selector) {
  const found = document.querySelector(selector);
  // On a phone the keyboard would cover what one came to see.
  const isTyping = found?.tagName === "TEXTAREA" && matchMedia("(pointer: coarse)").matches;
  if (found && !isTyping) found.focus({ preventScroll: true });
  return Boolean(found);
}

/** Tell the app that one of its tabs is looked at. */
function visit() {
  const { at } = document.body.dataset;
  if (at === "home" || at === "messages") act("open_app", { tab: at });
}

/** Take over the links of the page. */
export function install() {
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const link = event.target.closest("a[href]");
    if (!link || !isPlace(link)) return;
    event.preventDefault();
    if (link.hash) return;
    go(link.pathname + link.search);
  });
  addEventListener("popstate", () => refresh());
  visit();
  installUnread();
}

// What has been seen is remembered for each person by each tab of the browser.
function installUnread() {
  const look = () => {
    const name = `seen:${document.body.dataset.viewer}`;
    const places = [...document.querySelectorAll("[data-place]")];
    const stored = sessionStorage.getItem(name);
    const seen = stored ? JSON.parse(stored) : {};
    for (const place of places) {
      const isHere = place.dataset.place === document.body.dataset.at && !document.hidden;
      if (!stored || isHere) seen[place.dataset.place] = place.dataset.latest;
      const isUnread = place.dataset.latest > (seen[place.dataset.place] ?? "");
      place.toggleAttribute("data-local-unread", isUnread);
    }
    sessionStorage.setItem(name, JSON.stringify(seen));
    const count = document.querySelectorAll("[data-local-unread]").length;
    document.title = (count ? "• " : "") + document.title.replace(/^• /, "");
  };
  document.addEventListener("visibilitychange", look);
  afterSync(look);
  look();
}
