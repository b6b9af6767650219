"""People, channels, groups and dates named within a text (Slack's formatting guide)."""

from __future__ import annotations

import re
from typing import Final

from markupsafe import Markup

from bot.playground.page.dates import format_date
from bot.playground.page.emoji import with_emoji
from bot.playground.page.html import link
from bot.playground.page.names import Names

BROADCASTS: Final = ("here", "channel", "everyone")

_DATE: Final = re.compile(r"!date\^(-?\d{1,12})\^([^^|]+)(?:\^([^|]+))?(?:\|(.*))?")


def token(inner: str, names: Names) -> Markup:
    """What stands between < and > in mrkdwn, its entities resolved: a mention, a date or a link."""
    target, _, label = inner.partition("|")
    if target.startswith("@"):
        return user(target[1:], names, label)
    if target.startswith("#"):
        return channel(target[1:], names, label)
    if target.startswith("!"):
        return _command(inner, target[1:], label, names)
    return link(target, with_emoji(label) or target.removeprefix("mailto:"))


def user(id_: str, names: Names, label: str = "") -> Markup:
    """A person or an app; the viewer stands out."""
    name = names.user(id_) or label.removeprefix("@") or id_
    kind = "bk-mention bk-mention-me" if id_ == names.viewer else "bk-mention"
    return Markup('<span class="{}" data-user="{}">@{}</span>').format(kind, id_, name)


def channel(id_: str, names: Names, label: str = "") -> Markup:
    """A channel; one that nobody can name is private, as Slack shows it."""
    name = names.channel(id_) or label.removeprefix("#") or "private-channel"
    return Markup('<span class="bk-mention" data-channel-id="{}">#{}</span>').format(id_, name)


def group(id_: str, label: str = "") -> Markup:
    """A user group."""
    name = label.removeprefix("@") or id_
    return Markup('<span class="bk-mention">@{}</span>').format(name)


def broadcast(scope: str) -> Markup:
    """A call to everybody, the viewer included."""
    return Markup('<span class="bk-mention bk-mention-me">@{}</span>').format(scope)


def date(timestamp: int, template: str, names: Names, url: str = "", fallback: str = "") -> Markup:
    """A date in the viewer's zone; the fallback when it cannot be shown."""
    try:
        words = format_date(timestamp, template, names.time_zone, names.now())
        moment = format_date(timestamp, "{date_long} {time_secs}", names.time_zone, names.now())
    except ValueError:
        words, moment = fallback or str(timestamp), fallback
    shown = link(url, words) if url else words
    return Markup('<time class="bk-date" title="{}">{}</time>').format(moment, shown)


def _command(inner: str, target: str, label: str, names: Names) -> Markup:
    if match := _DATE.fullmatch(inner):
        timestamp, template, url, fallback = match.groups()
        return date(int(timestamp), template, names, url or "", fallback or "")
    if target in BROADCASTS:
        return broadcast(target)
    if target.startswith("subteam^"):
        return group(target.removeprefix("subteam^"), label)
    # Slack's guide: a command that is not known is shown by its label, or else as <command>.
    return Markup("{}").format(label or f"<{target}>")
