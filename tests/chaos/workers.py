"""The bot's processes: started, killed, frozen, and started again."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path

from tests.conftest import ROOT

_ADDRESS = re.compile(r"listening on (?P<url>http://[^\s\"]+)")


class Worker:
    """One replica, which is started again whenever it dies, until it is `retire`d.

    `mutant` names a guard of the bot's that is taken away (`tests.chaos.mutants`).
    """

    def __init__(self, number: int, folder: Path, settings: Mapping[str, str], mutant: str = "") -> None:
        self.number = number
        self.kills = 0
        self.lives = 0
        self.url = ""
        self.said: list[str] = []
        self._retired = threading.Event()
        self._process: subprocess.Popen[str] | None = None
        self._up = threading.Event()
        self._is_alive = threading.Condition()
        self._command = [
            sys.executable,
            "-m",
            *(["tests.chaos.mutants", mutant] if mutant else ["bot"]),
            "run",
        ]
        self._folder = folder
        self._environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "BRIEF_CONTENT": str(ROOT / "content"),
            "BRIEF_PORT": "0",
            **settings,
        }
        self._keeper = threading.Thread(target=self._keep_alive, name=f"worker {number}", daemon=True)

    def start(self) -> None:
        """Let it run."""
        self._keeper.start()

    def wait(self, seconds: float = 60.0) -> None:
        """Wait until it listens."""
        if not self._up.wait(seconds):
            raise AssertionError("\n".join(["the worker does not start:", *self.said[-20:]]))

    def _keep_alive(self) -> None:
        while not self._retired.is_set():
            with subprocess.Popen(  # noqa: S603 - our own command
                self._command,
                cwd=self._folder,
                env=self._environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            ) as process:
                self._process = process
                if self._retired.is_set():
                    process.kill()
                self._listen(process)
            self._up.clear()
            self.url = ""

    def _listen(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        for line in process.stdout:
            self.said.append(line.rstrip())
            if '"ready"' in line and (found := _ADDRESS.search(line)):
                self.url = found["url"]
                self._up.set()
                with self._is_alive:
                    self.lives += 1
                    self._is_alive.notify_all()

    def kill(self) -> None:
        """Kill -9: it has no chance to write anything down."""
        if self._process is not None and self._process.poll() is None:
            self.url = ""
            self.kills += 1
            self._signal(signal.SIGKILL)

    def end(self) -> None:
        """SIGTERM: it answers what it has in hand, and ends; then it is started again."""
        self._signal(signal.SIGTERM)

    def wait_for_life(self, number: int, seconds: float = 60.0) -> None:
        """Wait until it listens for the time with this number."""
        with self._is_alive:
            if not self._is_alive.wait_for(lambda: self.lives >= number, seconds):
                raise AssertionError("\n".join(["the worker does not come back:", *self.said[-20:]]))

    def freeze(self) -> None:
        """SIGSTOP: it holds its connections and its locks, and does nothing."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """SIGCONT."""
        self._signal(signal.SIGCONT)

    def doom(self) -> None:
        """Kill it, and do not start it again."""
        self._retired.set()
        self.kill()

    def retire(self) -> None:
        """Kill it, and let nobody come back under its name."""
        self._retired.set()
        self.url = ""
        self._signal(signal.SIGKILL)
        if self._keeper.ident:
            self._keeper.join(30)

    def _signal(self, which: signal.Signals) -> None:
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                self._process.send_signal(which)
