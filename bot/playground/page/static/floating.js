// Lists and menus that float beside what they belong to, above everything else.

const GAP = 4;
const MARGIN = 8;
let open = null;

/** Show a popover beside an anchor, at least as wide when `isWide`. */
export function float(popover, anchor, isWide = false) {
  open = { popover, anchor, isWide };
  if (!popover.matches(":popover-open")) popover.showPopover();
  place();
}

/** Hide it. */
export function sink(popover) {
  if (popover.matches(":popover-open")) popover.hidePopover();
  if (open?.popover === popover) open = null;
}

function place() {
  const { popover, anchor, isWide } = open;
  const beside = anchor.getBoundingClientRect();
  popover.style.minWidth = isWide ? `${beside.width}px` : "";
  popover.style.maxHeight = "";
  const { width, height } = popover.getBoundingClientRect();
  const below = innerHeight - beside.bottom - GAP - MARGIN;
  const above = beside.top - GAP - MARGIN;
  const isAbove = height > below && above > below;
  const room = Math.min(height, isAbove ? above : below);
  if (room < height) popover.style.maxHeight = `${room}px`;
  popover.style.top = `${isAbove ? beside.top - GAP - room : beside.bottom + GAP}px`;
  popover.style.left = `${Math.max(MARGIN, Math.min(beside.left, innerWidth - width - MARGIN))}px`;
}

function follow(event) {
  if (!open || event.target === open.popover) return;
  if (open.popover.isConnected) place();
  else open = null;
}

addEventListener("scroll", follow, { capture: true, passive: true });
addEventListener("resize", follow);
