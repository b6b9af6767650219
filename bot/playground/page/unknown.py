"""What stands in the place of something that cannot be drawn."""

from __future__ import annotations

import json
from collections.abc import Mapping

from markupsafe import Markup

from bot.playground.page.html import encodable

_MARKUP = Markup(
    '<div class="bk-unknown" role="note">The playground cannot draw <code>{name}</code>{reason}'
    "<details><summary>What it was given</summary>"
    '<pre class="bk-pre"><code>{json}</code></pre></details></div>'
)


def unknown(thing: object, reason: str = "") -> Markup:
    """A note that names what cannot be drawn, with the whole of it to unfold."""
    name = thing.get("type") if isinstance(thing, Mapping) else None
    try:
        told = json.dumps(thing, indent=2, ensure_ascii=False, default=str)
    except (ValueError, TypeError, RecursionError):
        told = "(too deep or circular)"
    because = f": {reason}." if reason else "."
    return _MARKUP.format(
        name=encodable(str(name or "no type")), reason=encodable(because), json=encodable(told)
    )
