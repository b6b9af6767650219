"""`brief run --playground`: the real bot in front of a local stand-in for Slack, and a web page to use it."""

from __future__ import annotations

import webbrowser
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from pydantic import SecretStr
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from bot import app as application
from bot import logs
from bot.errors import BriefbotError
from bot.playground.playground import Playground
from bot.playground.transcript import TranscriptError, read
from bot.playground.workspace import SOUTH_ASIA
from bot.settings import Settings, load_settings
from bot.slack.manifest import manifest

PORT: Final = 8765


@dataclass(frozen=True, slots=True)
class Options:
    """How the playground is asked for; `port` None is the usual one, or a free one where that is taken."""

    port: int | None = None
    record: Path | None = None
    replay: Path | None = None
    open_browser: bool = False


def run(options: Options, console: Console) -> int:
    """Serve the playground until it is asked to stop, or drive a transcript; the exit code.

    Raises:
        BriefbotError: it cannot start, or a transcript cannot be read or written.

    """
    settings = load_settings()
    chatty = "brief_log_level" in settings.model_fields_set
    logs.configure(settings.brief_log_level if chatty else "ERROR")  # the page shows what goes on
    with forgetful(settings) as own:
        if options.replay:
            return _replay(options.replay, own, console)
        return _open_until_stopped(options, own, console)


def _open_until_stopped(options: Options, settings: Settings, console: Console) -> int:
    with _playground(options, settings, console) as address:
        console.print(f"\n[bold]The playground is open: {address}[/bold]")
        console.print("Try /brief china in #general. Nothing leaves this machine. Ctrl-C ends it.\n")
        if options.open_browser:
            webbrowser.open(address)
        application.stopped_by_signal().wait()
        console.print("Closing the playground.")
    return 0


@contextmanager
def _playground(options: Options, settings: Settings, console: Console) -> Iterator[str]:
    playground = Playground(manifest("http://127.0.0.1"), starter(settings))
    with console.status("Opening the workspace"):
        address = _open(playground.open, options.port)
    try:
        console.print("[green]✓[/green] A workspace with three channels and three people")
        with console.status("Starting the bot on the library"):
            playground.connect()
        console.print(f"[green]✓[/green] The bot, on the library in {settings.brief_content}")
        if options.record:
            _record(playground.record, options.record)
            console.print(f"[green]✓[/green] Recording to {options.record}")
        yield address
    finally:
        playground.close()


def _replay(path: Path, settings: Settings, console: Console) -> int:
    try:
        transcript = read(path)
    except TranscriptError as error:
        raise BriefbotError(str(error)) from None
    playground = Playground(manifest("http://127.0.0.1"), starter(settings), transcript.transport)
    playground.open()
    try:
        playground.connect()
        columns = (TextColumn("Replaying"), BarColumn(), MofNCompleteColumn())
        with Progress(*columns, console=console) as progress:
            task = progress.add_task("steps", total=len(transcript.steps))
            found = playground.replay(transcript, lambda number: progress.update(task, completed=number))
    finally:
        playground.close()
    for mismatch in found:
        console.print(str(mismatch), markup=False, highlight=False)
    outcome = "another outcome" if found else f"{len(transcript.steps)} steps, as recorded"
    console.print(f"{path}: {outcome}")
    return 1 if found else 0


@contextmanager
def forgetful(settings: Settings) -> Iterator[Settings]:
    """The settings with a database of their own: each playground begins with an empty workspace."""
    with TemporaryDirectory(prefix="briefbot-") as folder:
        yield settings.model_copy(update={"brief_database_url": f"sqlite:///{folder}/briefbot.db"})


def starter(settings: Settings) -> Callable[[Mapping[str, str], Callable[[], datetime]], application.Bot]:
    """Starts the bot with the operator's own settings, but with the playground for Slack."""
    no_other = {"slack_app_token": None, "slack_signing_secret": None}
    here = {
        "brief_host": "127.0.0.1",
        "brief_port": 0,
        "brief_editors_channel": settings.brief_editors_channel or SOUTH_ASIA,
    }

    def start(given: Mapping[str, str], now: Callable[[], datetime]) -> application.Bot:
        slack: dict[str, object] = {name.lower(): SecretStr(value) for name, value in given.items()}
        slack["slack_api_url"] = given["SLACK_API_URL"]
        return application.start(settings.model_copy(update={**no_other, **here, **slack}), now)

    return start


def _open(open_at: Callable[[int], str], port: int | None) -> str:
    try:
        return open_at(PORT if port is None else port)
    except OSError:
        if port is None:
            return open_at(0)  # the usual one is taken, by another playground perhaps
        raise BriefbotError(f"cannot listen on 127.0.0.1:{port}; is it taken? Give another --port") from None


def _record(record: Callable[[Path], None], path: Path) -> None:
    try:
        record(path)
    except OSError as error:
        raise BriefbotError(f"{path} cannot be written: {error.strerror}") from None
