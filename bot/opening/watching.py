"""`Watcher`: a thread that takes up what changes in a library's folder while the bot runs."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from pathlib import Path

import structlog
from watchfiles import Change, watch

from bot.desk.reload import Reload
from bot.logs import describe
from bot.opening.live import LiveDesk

QUIET_MS = 200
"""How long no file may change before a look: who saves several files, or pulls them, is done by then."""

LONGEST_MS = 1_600
"""How long a look waits for that quiet at most."""

_IDLE_MS = 1_000
"""How often names that editors added elsewhere are looked for, which another replica may have stored."""

_AGAIN_SECONDS = 5.0
"""The wait after a folder could not be watched."""

_log = structlog.get_logger("briefbot")


class Watcher:
    """Watches until stopped. `told` hears of each reload; `names` changes with those that editors add."""

    def __init__(
        self,
        desks: LiveDesk,
        told: Callable[[Reload], None],
        names: Callable[[], object] = lambda: None,
    ) -> None:
        self._folders = {folder.resolve(): folder for folder in desks.folders}
        self._desks = desks
        self._told = told
        self._names = names
        self._known_names: object = None
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="library", daemon=True)

    def start(self) -> None:
        """Begin. The first look is at everything: something may have changed since the library was read."""
        self._thread.start()

    def stop(self) -> None:
        """Look no more; a look under way is finished."""
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        polling: bool | None = None
        while not self._stop.is_set():
            try:
                self._watch(polling)
            except Exception as error:  # noqa: BLE001 - the thread's outermost layer: it must go on
                polling = isinstance(error, OSError) or None  # no more watches to be had: look now and then
                _log.error("library not watched", **describe(error))
                self._stop.wait(_AGAIN_SECONDS)

    def _watch(self, polling: bool | None) -> None:
        """Look each time that something changes, until told to stop."""
        looked = False
        for changes in watch(
            *self._folders,
            watch_filter=self._concerns_us,
            debounce=LONGEST_MS,
            step=QUIET_MS,
            stop_event=self._stop,
            rust_timeout=_IDLE_MS,
            yield_on_timeout=True,
            force_polling=polling,
        ):
            self._look(self._paths(changes) if looked else None)
            looked = True

    def _look(self, changed: frozenset[Path] | None) -> None:
        try:
            self._take_up(changed)
        except Exception as error:  # noqa: BLE001 - a defect in one look must not end all of them
            _log.error("library not reloaded", **describe(error))

    def _take_up(self, changed: frozenset[Path] | None) -> None:
        names = self._names()
        if names != self._known_names:
            self._desks.refresh()
            self._known_names = names
        if changed is None or changed:
            reload = self._desks.reload(changed)
            if reload is not None:
                self._told(reload)
        else:
            self._desks.settle()

    def _concerns_us(self, _change: Change, path: str) -> bool:
        """What is kept beside the content, and what editors' programs leave behind, begins with a dot.

        Kubernetes swaps the whole of a mounted folder by the link `..data`.
        """
        parts = self._within(path).parts
        return not any(part.startswith(".") and part != "..data" for part in parts)

    def _paths(self, changes: Iterable[tuple[Change, str]]) -> frozenset[Path] | None:
        """Where something changed, under the folders as they were given; None for anywhere."""
        paths = frozenset(self._folders[self._folder(path)] / self._within(path) for _, path in changes)
        return None if any(path.name == "..data" for path in paths) else paths

    def _folder(self, path: str) -> Path:
        """The innermost of the folders that a path is in."""
        holding = [folder for folder in self._folders if Path(path).is_relative_to(folder)]
        return max(holding, key=lambda folder: len(folder.parts))

    def _within(self, path: str) -> Path:
        return Path(path).relative_to(self._folder(path))
