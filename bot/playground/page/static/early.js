// Runs before anything is drawn: the theme, and a word to whoever looks when a script of the page breaks.
(() => {
  const stored = localStorage.getItem("playground.theme");
  if (stored) document.documentElement.dataset.theme = stored;

  const tell = () => {
    if (document.getElementById("broken") || !document.body) return;
    const banner = document.createElement("div");
    banner.id = "broken";
    banner.className = "lost";
    banner.setAttribute("role", "alert");
    banner.dataset.local = "";
    banner.append("Something in this page broke. What you see may be old. ");
    const again = document.createElement("a");
    again.href = location.href;
    again.textContent = "Load it again";
    banner.append(again);
    document.body.prepend(banner);
  };
  const isOurs = (event) => event.error || event.reason || event.target?.tagName === "SCRIPT";
  const watch = (event) => {
    if (!isOurs(event)) return;
    if (document.body) tell();
    else addEventListener("DOMContentLoaded", tell);
  };
  addEventListener("error", watch, true);
  addEventListener("unhandledrejection", watch);
})();
