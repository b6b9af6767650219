"""The editor's own program: which one it is, and how it is told the line to begin at."""

from __future__ import annotations

import shlex
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bot.errors import BriefbotError
from bot.library.problems import Position

_USUAL = ("sensible-editor", "nano", "vi")
"""Looked for, in this order, where no variable names one."""

_PLUS_LINE = frozenset(
    "editor emacs emacsclient gvim joe kak micro nano nvim sensible-editor vi view vim".split()  # +12 FILE
)
_GOTO = frozenset("code code-insiders codium cursor vscodium".split())  # -g FILE:12
_COLON_LINE = frozenset("helix hx mate subl zed".split())  # FILE:12
_WAIT = {**dict.fromkeys((*_GOTO, "mate", "subl", "zed", "gedit"), "--wait"), "gvim": "--nofork"}
"""What keeps a program that opens a window from ending before its window is closed."""

_WAITS = frozenset({"--wait", "-w", "--nofork", "-f"})


def editor_of(environment: Mapping[str, str], find: Callable[[str], str | None] = shutil.which) -> list[str]:
    """The command of the editor's program: VISUAL, EDITOR, or one that most systems have.

    Raises:
        BriefbotError: none is named, and none is found; or its name cannot be read.

    """
    for name in ("VISUAL", "EDITOR"):
        if environment.get(name, "").strip():
            return _parts(name, environment[name])
    for program in _USUAL:
        if find(program):
            return [program]
    raise BriefbotError(
        "There is no text editor: name yours, as in export EDITOR=nano or export EDITOR='code --wait'"
    )


def _parts(name: str, command: str) -> list[str]:
    try:
        return shlex.split(command)
    except ValueError as error:
        raise BriefbotError(f"{name} cannot be read: {error}; quotes come in pairs: {command}") from None


def command_at(editor: Sequence[str], at: Position) -> list[str]:
    """The command that opens a file at a line, and ends when the editor has done with it."""
    program = Path(editor[0]).stem
    command = [*editor]
    if program in _WAIT and _WAITS.isdisjoint(editor):
        command.append(_WAIT[program])
    if program in _GOTO:
        return [*command, "-g", f"{at.path}:{at.line}"]
    if program in _COLON_LINE:
        return [*command, f"{at.path}:{at.line}"]
    if program in _PLUS_LINE:
        return [*command, f"+{at.line}", str(at.path)]
    return [*command, str(at.path)]


def open_in(editor: Sequence[str], at: Position) -> None:
    """Open a file, and wait until the editor has done with it.

    Raises:
        BriefbotError: the program cannot be started, or ends with an error.

    """
    command = command_at(editor, at)
    try:
        done = subprocess.run(command, check=False)  # noqa: S603 - the command that the editor chose
    except OSError as error:
        raise BriefbotError(
            f"{editor[0]} cannot be started: {error.strerror or error}; set EDITOR to another program"
        ) from error
    if done.returncode:
        raise BriefbotError(
            f"{shlex.join(command)} ended with the code {done.returncode}; {at.path} is as it left it"
        )
