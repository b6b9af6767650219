"""Slack's mrkdwn, and its plain text, as HTML (Slack's guide to formatting message text).

What must not be looked into - code, links, mentions - is set aside first: each becomes one character
of Unicode's private planes, and its markup takes that place in the end. Everything else is escaped.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import Final

from markupsafe import Markup, escape

from bot.playground.page.emoji import with_emoji
from bot.playground.page.html import encodable, lines, link
from bot.playground.page.mentions import token
from bot.playground.page.names import Names

_ATOM: Final = re.compile(
    r"```(?P<pre>.+?)```|`(?P<code>[^`\n]+)`|<(?P<token>[^<>\n]+)>"
    r"|(?<!\w)(?P<url>https?://(?:(?!&[lg]t;)[^\s<>|])+)",
    re.DOTALL,
)
_TAGS: Final = {"*": "b", "_": "i", "~": "s"}
#: A pair of marks around words: not inside a word, not next to a space, not across lines.
_MARKED: Final = re.compile(r"(?<![\w*_~])([*_~])(?=\S)((?:(?!\1)[^\n])+)(?<=\S)\1(?![\w*_~])")
_QUOTED: Final = re.compile(r"(?:>|&gt;) ?")
_QUOTED_TO_THE_END: Final = re.compile(r"(?:>|&gt;){3}")
_TRAILING: Final = ".,;:!?)'\"*_~`"

# Where what was set aside waits: pieces of a line in one plane, whole blocks of code in another.
_INLINE_PLANE: Final = 0xF0000
_BLOCK_PLANE: Final = 0x100000
_PRIVATE: Final = re.compile("[\U000f0000-\U0010ffff]")
_BLOCK_WITH_BREAKS: Final = re.compile("\n?([\U00100000-\U0010ffff])\n?")
#: Slack cuts a message before it could hold more pieces.
_MOST_ATOMS: Final = 0xFFFD


def render_mrkdwn(text: str, names: Names, verbatim: bool = False) -> Markup:
    """A text of Slack's markup; bare URLs become links unless it is verbatim."""
    atoms: dict[int, str] = {}

    def set_aside(match: re.Match[str]) -> str:
        if len(atoms) >= _MOST_ATOMS or (verbatim and match["url"]):
            return match.group()
        markup, rest = _atom(match, names)
        place = (_BLOCK_PLANE if match["pre"] else _INLINE_PLANE) + len(atoms)
        atoms[place] = markup
        return chr(place) + rest

    known = _PRIVATE.sub("\ufffd", encodable(text))
    return Markup(_paragraphs(_ATOM.sub(set_aside, known)).translate(atoms))  # noqa: S704 - all escaped


def render_plain(text: str, emoji: bool = True) -> Markup:
    """A plain text: nothing in it acts, but :shortcodes: become emoji unless told otherwise."""
    known = encodable(text)
    return lines(with_emoji(known) if emoji else known)


def unescape(text: str) -> str:
    """The text with Slack's three entities resolved, each once."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _atom(match: re.Match[str], names: Names) -> tuple[Markup, str]:
    """The markup of a piece, and what follows it without belonging to it."""
    if code := match["pre"]:
        shown = _without_tokens(code.removeprefix("\n").removesuffix("\n"))
        return Markup('<pre class="bk-pre"><code>{}</code></pre>').format(shown), ""
    if code := match["code"]:
        return Markup('<code class="bk-code">{}</code>').format(_without_tokens(code)), ""
    if inner := match["token"]:
        return token(unescape(inner), names), ""
    url: str = match["url"].rstrip(_TRAILING)
    return link(unescape(url), unescape(url)), match["url"][len(url) :]


def _without_tokens(code: str) -> str:
    # Slack puts URLs in brackets even within code; there they are shown as they were typed.
    return unescape(re.sub(r"<([^<>|\n]+)(?:\|([^<>\n]*))?>", lambda m: m[2] or m[1], code))


def _paragraphs(text: str) -> str:
    shown: list[str] = []
    for is_quote, group in groupby(_quoted_lines(text), key=lambda line: line[0]):
        inside = _BLOCK_WITH_BREAKS.sub(r"\1", "\n".join(line for _, line in group))
        markup = Markup("<br>").join(_marked(line) for line in inside.split("\n"))
        shown.append(f'<blockquote class="bk-quote">{markup}</blockquote>' if is_quote else markup)
    return "".join(shown)


def _quoted_lines(text: str) -> list[tuple[bool, str]]:
    found: list[tuple[bool, str]] = []
    everything = text.split("\n")
    for i, line in enumerate(everything):
        if match := _QUOTED_TO_THE_END.match(line):
            rest = [line[match.end() :].removeprefix(" "), *everything[i + 1 :]]
            return [*found, *((True, each) for each in rest)]
        quoted = _QUOTED.match(line)
        found.append((True, line[quoted.end() :]) if quoted else (False, line))
    return found


def _marked(text: str) -> Markup:
    """A line with its bold, italic and struck parts, which may stand within each other."""
    shown, end = Markup(), 0
    for match in _MARKED.finditer(text):
        tag = Markup(_TAGS[match[1]])  # noqa: S704 - a constant
        shown += _words(text[end : match.start()])
        shown += Markup("<{0}>{1}</{0}>").format(tag, _marked(match[2]))
        end = match.end()
    return shown + _words(text[end:])


def _words(text: str) -> Markup:
    return escape(with_emoji(unescape(text)))
