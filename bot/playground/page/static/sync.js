// Keeps the page like the server's: fetches it anew whenever something changed, and takes over what differs.

import { morph } from "./morph.js";

const CLOSE_TO_BOTTOM = 48;
const watchers = [];
let running = null;
let again = false;

/** Have something called after each time the page has taken over changes. */
export function afterSync(watcher) {
  watchers.push(watcher);
}

/** Look at the current URL again. Many calls at once are one or two. */
export function refresh() {
  if (running) {
    again = true;
    return running;
  }
  running = run().finally(() => {
    running = null;
  });
  return running;
}

async function run() {
  do {
    again = false;
    const url = location.pathname + location.search;
    let text;
    try {
      const answer = await fetch(url, { cache: "no-store" });
      if (!answer.ok) return;
      text = await answer.text();
    } catch {
      return; // the stream of changes says so when the server is gone, and calls again when it is back
    }
    if (url === location.pathname + location.search) apply(text);
    else again = true;
  } while (again);
}

function apply(text) {
  const fresh = new DOMParser().parseFromString(text, "text/html");
  const scrolls = new Map();
  for (const each of document.querySelectorAll("[data-scroll]")) scrolls.set(each, isAtBottom(each));
  morph(document.body, fresh.body);
  document.title = fresh.title;
  for (const each of document.querySelectorAll("[data-scroll]")) {
    if (scrolls.get(each) ?? true) toBottom(each);
  }
  for (const watcher of watchers) watcher();
}

function isAtBottom(element) {
  return element.scrollHeight - element.scrollTop - element.clientHeight < CLOSE_TO_BOTTOM;
}

/** Show the end of a list. */
export function toBottom(element) {
  element.scrollTop = element.scrollHeight;
}

/** Hear of each change, for as long as the page is looked at. */
export function listen() {
  let source = null;
  let wasLost = false;
  const lost = document.getElementById("lost");
  const open = () => {
    source?.close();
    source = new EventSource(`/live?after=${document.body.dataset.versionNow}`);
    source.onopen = () => {
      lost.hidden = true;
      if (wasLost) refresh();
      wasLost = false;
    };
    source.onmessage = () => refresh();
    source.onerror = () => {
      lost.hidden = false;
      wasLost = true;
      if (source.readyState === EventSource.CLOSED) setTimeout(open, 1000);
    };
  };
  // A browser opens few connections to one server: tabs that nobody sees must not hold them.
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) source?.close();
    else open();
  });
  addEventListener("pagehide", () => source?.close());
  addEventListener("pageshow", (event) => event.persisted && open());
  open();
}
