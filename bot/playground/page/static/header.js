// The bar at the top: clocks that tick, the theme, and a word when something was refused.

import { afterSync } from "./sync.js";
import { toast } from "./toast.js";

function tick() {
  for (const clock of document.querySelectorAll("time[data-ticks]")) {
    const { offset, zone, halfDays } = clock.dataset;
    const moment = Date.now() + Number(offset);
    const options = { timeZone: zone, minute: "2-digit" };
    const isTwelve = halfDays === "true";
    Object.assign(options, isTwelve ? { hour: "numeric", hour12: true } : { hour: "2-digit", hourCycle: "h23" });
    if ("withDay" in clock.dataset) Object.assign(options, { weekday: "short", day: "numeric", month: "short" });
    const words = new Intl.DateTimeFormat(isTwelve ? "en-US" : "en-GB", options).format(moment);
    if (clock.textContent !== words) clock.textContent = words;
  }
}

/** Change between light and dark. */
export function toggleTheme() {
  const root = document.documentElement;
  const isDark = root.dataset.theme
    ? root.dataset.theme === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = isDark ? "light" : "dark";
  localStorage.setItem("playground.theme", root.dataset.theme);
}

/** Begin to tick and to watch. */
export function install() {
  tick();
  setInterval(tick, 1000);
  afterSync(tick);
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-theme-toggle]")) toggleTheme();
  });
  let known = document.getElementById("problems").dataset.newest;
  afterSync(() => {
    const problems = document.getElementById("problems");
    const { newest, words } = problems.dataset;
    const isOpen = new URLSearchParams(location.search).get("inspect") === "problems";
    if (newest && newest !== known && !isOpen) {
      toast(words, { link: { href: problems.getAttribute("href"), label: "See why" } });
    }
    known = newest;
  });
}
