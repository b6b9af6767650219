"""`brief digest …`: see an edition, see what is due, and post it without a running bot."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.errors import BriefbotError

if TYPE_CHECKING:
    from bot.desk.digest.subscription import Subscription

app = typer.Typer(
    help="Digests: see an edition, what is due, and post it by cron.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command()
def preview(
    channel: Annotated[
        str, typer.Option(help="A channel's id; without one, a digest as first offered.")
    ] = "",
    day: Annotated[str, typer.Option("--date", metavar="YYYY-MM-DD", help="The day; today otherwise.")] = "",
    content: Annotated[Path | None, typer.Option("--content", help="The library's folder.")] = None,
) -> None:
    """Print an edition in this terminal. Nothing is posted, and nothing counts as shown."""
    from rich.console import Console

    from bot.cli.opening import desk_of, memory_of
    from bot.cli.terminal import draw
    from bot.clock import now
    from bot.desk.digest.compose import compose

    wanted, desk = _day(day), desk_of(content)
    with memory_of() as memory:
        found = memory.subscriptions.in_channel_anywhere(channel) if channel else [_usual(now())]
        if not found:
            raise BriefbotError(f"{channel} has no digest; brief digest due lists those that have")
        editions = [compose(desk, memory, each, wanted, now()) for each in found]
    for edition in editions:
        if edition.reply is None:
            typer.echo("Nothing to say on that day: no edition would be posted.")
        else:
            Console().print(draw(edition.reply))


@app.command()
def due(
    at: Annotated[str, typer.Option(metavar="TIME", help="ISO 8601, such as 2026-11-24T09:00+01:00.")] = "",
) -> None:
    """List the digests whose next edition is due at a moment: now, unless told."""
    from rich.console import Console
    from rich.table import Table

    from bot.cli.opening import memory_of
    from bot.clock import now

    moment = _moment(at) if at else now()
    with memory_of() as memory:
        found = memory.subscriptions.due(moment, _MOST)
    if not found:
        typer.echo(f"No digest is due at {moment:%Y-%m-%d %H:%M %Z}.")
        return
    table = Table("Digest", "Channel", "Due", "Schedule")
    for each in found:
        table.add_row(each.id, each.channel, f"{each.next_due:%Y-%m-%d %H:%M} UTC", str(each.schedule))
    Console().print(table)


@app.command("run")
def run_(
    once: Annotated[bool, typer.Option("--once", help="Post what is due, and end.")] = False,
) -> None:
    """Post the editions that are due, and end: for cron. `brief run` does this by itself."""
    from rich.console import Console

    from bot import app as application
    from bot import logs
    from bot.settings import load_settings

    if not once:
        raise typer.BadParameter("say --once; brief run posts digests by itself, as long as it runs")
    settings = load_settings(for_slack=True)
    logs.configure(settings.brief_log_level)
    with Console(stderr=True).status("Posting digests") as status:
        application.post_due_digests(settings, lambda left: status.update(f"Posting digests: {left} left"))
    typer.echo("No digest is due any more.")


_MOST = 1_000


def _usual(now: datetime) -> Subscription:
    """A digest as it is first offered."""
    from bot.desk.digest.subscription import Schedule, Subscription

    return Subscription("preview", "", "", "", Schedule(time(9), frozenset(range(7)), "UTC"), now)


def _day(text: str) -> date:
    from bot.clock import today

    try:
        return date.fromisoformat(text) if text else today()
    except ValueError:
        raise typer.BadParameter("--date is a day such as 2026-11-24") from None


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter("--at is a moment such as 2026-11-24T09:00+01:00") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
