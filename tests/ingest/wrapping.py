"""Lines as a typesetter breaks them: at spaces, and within words where a soft hyphen stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator

SOFT_HYPHEN = "\u00ad"


def wrapped(text: str, width: float, measure: Callable[[str], float]) -> Iterator[str]:
    """The lines of a text, each at most so wide; a broken word ends its line in a hyphen."""
    line = ""
    for word in text.split(" "):
        candidate = f"{line} {word}" if line else word
        if measure(candidate.replace(SOFT_HYPHEN, "")) <= width:
            line = candidate
            continue
        head, tail = _broken(line, word, width, measure)
        yield head.replace(SOFT_HYPHEN, "")
        line = tail
    yield line.replace(SOFT_HYPHEN, "")


def _broken(line: str, word: str, width: float, measure: Callable[[str], float]) -> tuple[str, str]:
    """A full line and what goes to the next: as much of the word stays as has room."""
    pieces = word.split(SOFT_HYPHEN)
    for kept in range(len(pieces) - 1, 0, -1):
        head = f"{line} {''.join(pieces[:kept])}-"
        if measure(head.replace(SOFT_HYPHEN, "")) <= width:
            return head, SOFT_HYPHEN.join(pieces[kept:])
    return line, word
