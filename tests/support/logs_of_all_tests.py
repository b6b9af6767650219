"""A pytest plugin: no log of the whole run may hold a secret, or what somebody typed.

It keeps every record as the bot would print it, at the chattiest level, and what processes print that tests
start (`relayed`). At the end it looks for secrets in all of that: by their shapes, since many are made up on
the spot, and by words that tests have planted. Whatever it finds fails the run, and names the test.
"""

from __future__ import annotations

import logging
import os
import re
import tempfile
import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Final

import pytest
import structlog

from bot import logs

SECRETS: Final = {
    "a token": r"xox[a-z]-[\w-]+|xapp-[\w-]+",
    "a signature": r"v0=[0-9a-f]{64}",
    "an encryption key": r"(?<![\w/+-])[\w-]{43}=(?!\w)",
    "an encrypted token": r"gAAAAA[\w-]{40,}",
    "a signing or client secret": r"playground-(signing|client)-secret",
    "a response_url": r"/response/R\w+|hooks\.slack\.com/\w+",
    "an installation's code": r"\bcode=|\bT\w+\.[0-9a-f]{8,}",
    "a password": r"://[^/\s:@\"]+:[^/\s:@\"]+@",
    "planted words": r"planted-\w+|tell nobody|yoghurt recipes|how many refugees|how much FDI|ferry tariffs",
}
"""What must be in no log: a name for it, and a regular expression."""

_ANY: Final = re.compile("|".join(f"(?P<s{n}>{shape})" for n, shape in enumerate(SECRETS.values())))
_MARK: Final = "\x1e"
"""Begins the line that names a test; no log has it, since JSON and Python's repr escape it."""

_OF_TESTS: Final = ("fpdf", "httpcore", "httpx", "websockets", "hypothesis")
"""Libraries that tests and the stand-in use, and the bot never: what they say is no log of ours."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A secret in a log: what it is, the test in which it was logged, and the line without it."""

    secret: str
    test: str
    line: str

    def __str__(self) -> str:
        """For the end of the run."""
        return f"{self.secret} was logged in {self.test}: {self.line}"


class Collected:
    """The file that everything goes to, from `begin` to `end`."""

    def __init__(self) -> None:
        self._one_at_a_time = threading.Lock()
        self._file: IO[str] | None = None
        self._handler: logging.Handler | None = None

    def begin(self) -> None:
        """Keep what is logged from now on."""
        self._file = tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace")  # noqa: SIM115 - until `end`
        self.listen()
        for name in _OF_TESTS:
            logging.getLogger(name).setLevel(logging.WARNING)

    def listen(self) -> None:
        """Set the logs up as the bot does, beside whatever handlers are there; again if a test undid that."""
        root = logging.getLogger()
        if not structlog.is_configured():
            others = [each for each in root.handlers if each is not self._handler]
            logs.configure("DEBUG", self)  # type: ignore[arg-type]  # all that a handler asks of a stream
            [self._handler] = root.handlers
            root.handlers[:] = [*others, self._handler]
        elif self._handler is not None and self._handler not in root.handlers:
            root.addHandler(self._handler)

    def write(self, text: str) -> None:
        """Keep something that was printed."""
        with self._one_at_a_time:
            if self._file is not None:
                self._file.write(text)

    def flush(self) -> None:
        """A handler asks for it after each record; the end is soon enough."""

    def name(self, test: str) -> None:
        """What comes now is of this test."""
        self.write(f"{_MARK}{test}\n")

    def end(self) -> list[Finding]:
        """Stop, and look through everything."""
        if self._file is None:
            return []
        with self._one_at_a_time, self._file as file:
            self._file = None
            file.seek(0)
            return list(findings(file))


def findings(lines: Iterator[str] | IO[str]) -> Iterator[Finding]:
    """The secrets in collected lines."""
    test, names = "no test", list(SECRETS)
    for line in lines:
        if line.startswith(_MARK):
            test = line.removeprefix(_MARK).strip()
        elif found := _ANY.search(line):
            group = next(name for name, value in found.groupdict().items() if value is not None)
            yield Finding(names[int(group[1:])], test, _ANY.sub("…", line.strip())[:300])


COLLECTED: Final = Collected()
_FOUND: Final[list[Finding]] = []


@contextmanager
def relayed(stream: IO[str]) -> Iterator[IO[str]]:
    """What a process prints, to be read by a test, and kept whether or not it is read."""
    here, there = os.pipe()
    thread = threading.Thread(target=_relay, args=(stream, there), daemon=True)
    thread.start()
    with os.fdopen(here, encoding="utf-8", errors="replace") as reader:
        yield reader
    thread.join(30)  # it ends with the process


def _relay(stream: IO[str], there: int) -> None:
    with stream, os.fdopen(there, "w", encoding="utf-8", errors="replace") as reader:
        is_read = True
        for line in stream:
            COLLECTED.write(line)
            try:
                if is_read:
                    reader.write(line)
                    reader.flush()
            except BrokenPipeError:
                is_read = False


def pytest_configure() -> None:
    """Begin with the run."""
    COLLECTED.begin()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Say whose logs follow."""
    COLLECTED.listen()
    COLLECTED.name(item.nodeid)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Generator[None]:
    """Listen also where a fixture has set the logs up for itself."""
    COLLECTED.listen()
    return (yield)


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail the run if there is a secret in its logs."""
    _FOUND.extend(COLLECTED.end())
    if _FOUND:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say which, and where."""
    if _FOUND:
        terminalreporter.section("secrets in logs", red=True)
        for each in dict.fromkeys(map(str, _FOUND)):
            terminalreporter.line(each)
