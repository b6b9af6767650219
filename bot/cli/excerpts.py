"""Problems beside the lines that they are about, as compilers show them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.text import Text

from bot.library.problems import Problem, Severity
from bot.library.yaml_source import MAX_BYTES

CONTEXT = 2
"""Lines that are shown above and below the one with the problem."""

_TAB = "    "
_LINE_END = re.compile("\r\n|[\r\n\x85\u2028\u2029]")  # where YAML begins a new line, and only there
_MARKED = re.compile(r""" "[^"]*"? | '[^']*'? | [^\s,:\[\]{}"'#]+ | \S """, re.VERBOSE)
_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow"}


def show_problems(problems: Iterable[Problem], console: Console) -> None:
    """Print problems, each with an excerpt of its file where there is one."""
    read = lru_cache(maxsize=16)(_lines)
    for problem in problems:
        lines = read(problem.at.path)
        console.print(with_excerpt(problem, lines, console.width), soft_wrap=True)
        if lines:
            console.print()


def with_excerpt(problem: Problem, lines: Sequence[str], width: int = 110) -> Text:
    """A problem, the lines around it with their numbers, a mark under the place, and the hint.

    `lines` are those of its file, and may be none; `width` is the terminal's, in cells.
    """
    shown = _head(problem)
    if lines:
        shown.append_text(_excerpt(problem, lines, width))
    if problem.hint:
        shown.append("\n  hint: ", style="bold cyan").append(_visible(problem.hint))
    return shown


def _head(problem: Problem) -> Text:
    """The line that a piped output has too."""
    return Text.assemble(
        (str(problem.at), "bold"),
        ": ",
        (f"{problem.severity}[{problem.code}]", _STYLES[problem.severity]),
        f": {_visible(problem.message)}",
    )


def _excerpt(problem: Problem, lines: Sequence[str], width: int) -> Text:
    place, last = problem.at.line, min(problem.at.line + CONTEXT, len(lines))
    gutter = len(str(max(place, last)))
    room = max(width - gutter - len(" | "), 20)
    bar, shown = Text(f"\n{'':{gutter}} | ", style="blue"), Text()
    for number in range(max(1, place - CONTEXT), max(place, last) + 1):
        line = lines[number - 1] if number <= len(lines) else ""
        shown.append(f"\n{number:>{gutter}} | ", style="blue")
        if number == place:
            text, start, length = _window(line, problem.at.column, room)
            shown.append(text).append_text(bar)
            shown.append(" " * start + "^" * length, style=_STYLES[problem.severity])
        else:
            shown.append(_clipped(_visible(line), room))
    return shown


def _window(line: str, column: int, room: int) -> tuple[str, int, int]:
    """What is shown of a line: its text, and where under it, in cells, the mark begins and how long it is."""
    before, after = _visible(line[: column - 1]), line[column - 1 :]
    found = _MARKED.match(after)
    marked = cell_len(_visible(found.group())) if found else 1
    if cell_len(before) > room // 2:  # a long line is shown around the place
        before = f"…{set_cell_size(before[: -room - 1 : -1], room // 2 - 1)[::-1]}"
    start = cell_len(before)
    return _clipped(before + _visible(after), room), start, max(1, min(marked, room - start))


def _clipped(text: str, room: int) -> str:
    return text if cell_len(text) <= room else f"{set_cell_size(text, room - 1)}…"


def _visible(text: str) -> str:
    """Text as a terminal shows it in its order: nothing in it moves the cursor or turns letters round."""
    return "".join("�" if unicodedata.category(x) in {"Cc", "Cf"} else x for x in text.replace("\t", _TAB))


def _lines(path: Path) -> tuple[str, ...]:
    """A file's lines as far as they can be read; none of a file that cannot."""
    try:
        with path.open("rb") as file:
            text = file.read(MAX_BYTES).decode("utf-8-sig", errors="replace")
    except OSError:
        return ()
    lines = _LINE_END.split(text)
    return tuple(lines if lines[-1] else lines[:-1])
