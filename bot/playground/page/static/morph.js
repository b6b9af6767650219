// Makes one tree of elements like another, and touches nothing that is the same already: what somebody
// types, where they scrolled, what they opened and where the focus is all stay.
//
//   data-key      the element's identity among its siblings
//   data-version  the same version means: leave it alone
//   data-whole    when its version changed, put the new one in its place
//   data-keep     the page's own; the server only says that it is there
//   data-local, data-local-…  elements and attributes that the page added itself

import { replaceWhole } from "./carry.js";

const keyOf = (node) => (node.nodeType === Node.ELEMENT_NODE ? node.getAttribute("data-key") : null);
const isLocal = (node) => node.nodeType === Node.ELEMENT_NODE && node.hasAttribute("data-local");

/** Make `old` like `fresh`. */
export function morph(old, fresh) {
  if (old.hasAttribute("data-keep")) return;
  const version = fresh.getAttribute("data-version");
  if (version !== null && version === old.getAttribute("data-version")) return;
  if (fresh.hasAttribute("data-whole")) {
    replaceWhole(old, fresh);
    return;
  }
  morphAttributes(old, fresh);
  morphChildren(old, fresh);
}

function morphAttributes(old, fresh) {
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  for (const { name } of [...old.attributes]) {
    if (!fresh.hasAttribute(name) && !isOwn(old, name)) old.removeAttribute(name);
  }
}

function isOwn(element, name) {
  if (name.startsWith("data-local-")) return true;
  if (name === "open") return element.tagName === "DIALOG" || element.tagName === "DETAILS";
  return name === "style" && element.hasAttribute("popover");
}

function morphChildren(old, fresh) {
  const wanted = new Set([...fresh.children].map(keyOf).filter((key) => key !== null));
  const known = new Map();
  for (const child of old.children) if (keyOf(child) !== null) known.set(keyOf(child), child);
  let next = old.firstChild;
  const isNeeded = (node) => keyOf(node) !== null && wanted.has(keyOf(node));
  const skipLocal = () => {
    while (next && isLocal(next)) next = next.nextSibling;
  };
  const drop = () => {
    const gone = next;
    next = next.nextSibling;
    gone.remove();
  };

  for (const child of [...fresh.childNodes]) {
    const key = keyOf(child);
    const match = key === null ? null : known.get(key);
    skipLocal();
    if (match && match.tagName === child.tagName) {
      // Drop what is in the way rather than move the match: moving loses focus and scroll positions.
      while (next && next !== match && !isNeeded(next) && !isLocal(next)) drop();
      if (next === match) next = match.nextSibling;
      else old.insertBefore(match, next);
      morph(match, child);
      continue;
    }
    while (next && keyOf(next) !== null && !isNeeded(next)) drop();
    skipLocal();
    const isAlike =
      key === null && next && keyOf(next) === null && next.nodeType === child.nodeType && next.nodeName === child.nodeName;
    if (!isAlike) {
      old.insertBefore(document.adoptNode(child), next);
      continue;
    }
    const alike = next;
    next = next.nextSibling;
    if (child.nodeType === Node.ELEMENT_NODE) morph(alike, child);
    else if (alike.nodeValue !== child.nodeValue) alike.nodeValue = child.nodeValue;
  }
  while (next) {
    if (isLocal(next)) next = next.nextSibling;
    else drop();
  }
}
