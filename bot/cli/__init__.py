"""The `brief` command: one entry point for askers, editors and operators."""

from __future__ import annotations

import io
import sys

from bot.cli.main import app
from bot.errors import BriefbotError


def main() -> None:
    """Run the command; what goes wrong on purpose is told in plain words, with exit code 1."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # bytes that are no text cost a letter, not the answer
    try:
        app()
    except BriefbotError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(1)
    except BrokenPipeError:  # the reader of our output has seen enough: brief export --json | head
        sys.stderr.close()
        sys.exit(0)
