"""The terminal desk's prompt, with a history that outlives it."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from bot.cli.terminal import Terminal

_KEPT_LINES = 1_000
_LEAVE = frozenset({"exit", "quit", ":q"})


def converse(terminal: Terminal) -> None:
    """Answer line by line, until the input ends or somebody leaves."""
    terminal.ask("help")
    with _history():
        while (line := _read()) is not None:
            if line.strip():
                terminal.ask(line)


def _read() -> str | None:
    try:
        line = input("\nbrief> ")
    except EOFError:
        print()  # noqa: T201 - the shell's prompt goes on a line of its own
        return None
    except KeyboardInterrupt:
        print()  # noqa: T201
        return ""
    return None if line.strip().casefold() in _LEAVE else line


@contextlib.contextmanager
def _history() -> Iterator[None]:
    """Arrow keys and Ctrl-R over what was asked before; kept in the user's state folder."""
    try:
        import readline
    except ImportError:  # not every Python has it; the prompt works without
        yield
        return
    path = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local/state") / "briefbot" / "history"
    with contextlib.suppress(OSError):
        readline.read_history_file(path)
    readline.set_history_length(_KEPT_LINES)
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            readline.write_history_file(path)
            path.chmod(0o600)
