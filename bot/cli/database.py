"""`brief db …`: see to the database: upgrade it, back it up, restore it, move it to another one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from bot.state.overview import Overview
    from bot.state.restoring import Doubts

app = typer.Typer(
    help="The database: upgrade it, back it up, restore it, move it to another one.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

_MANY = 20_000
"""Rows from which on reading them takes long enough to show how far it is."""

_File = Annotated[Path, typer.Argument(metavar="FILE", help="The backup's file.")]


@app.command()
def status() -> None:
    """Show a database's kind, form and size, and whether a bot runs on it. It is not changed."""
    from rich.console import Console

    from bot.state.overview import look_at

    _draw(look_at(_url()), Console())


@app.command()
def upgrade() -> None:
    """Bring the database to the newest form, or make it. `brief run` does this by itself."""
    from bot.state.overview import upgrade

    before, after = upgrade(_url())
    if before is None:
        typer.echo(f"Made, in revision {after}.")
    elif before == after:
        typer.echo(f"Nothing to do: revision {after} is the newest.")
    else:
        typer.echo(f"Upgraded from revision {before} to {after}.")


@app.command()
def backup(file: _File) -> None:
    """Write everything into one file, while the bot runs or not. Keep it as you keep secrets."""
    from bot.cli.opening import reading_progress
    from bot.clock import now
    from bot.state.backup import write_backup
    from bot.state.copying import snapshot_of

    with snapshot_of(_url()) as source, reading_progress("the database", _MANY) as progress:
        rows = write_backup(source, file, now, progress)
    typer.echo(f"{rows:,} rows of revision {source.revision} are in {file}, which only you can read.")
    typer.echo("It has what people asked, and the workspaces' tokens as they are in the database.")


@app.command()
def restore(
    file: _File,
    yes: Annotated[bool, typer.Option("--yes", help="Replace what the database holds.")] = False,
) -> None:
    """Restore a backup into the database, which must be empty, or with --yes is replaced as a whole."""
    from bot.cli.opening import reading_progress
    from bot.clock import now
    from bot.settings import load_settings
    from bot.state.backup import open_backup
    from bot.state.replacing import replace
    from bot.state.restoring import settle

    settings = load_settings()
    hold_back = settings.brief_when_unsure == "never-twice"
    with open_backup(file) as source, reading_progress("the backup", _MANY) as progress:
        doubts = replace(
            settings.brief_database_url,
            source,
            progress,
            lambda connection: settle(connection, now(), hold_back=hold_back),
            even_if_full=yes,
        )
    rows = sum(source.counts.values())
    typer.echo(f"{rows:,} rows are restored, as they were at {source.made_at:%Y-%m-%d %H:%M %Z}.")
    _tell_doubts(doubts)


@app.command("copy")
def copy_(
    source: Annotated[str, typer.Argument(metavar="FROM_URL", help="Such as sqlite:///var/briefbot.db.")],
    target: Annotated[str, typer.Argument(metavar="TO_URL", help="Such as postgresql://user@host/name.")],
) -> None:
    """Copy everything from one database into another, empty one: SQLite to PostgreSQL, or the other way."""
    from bot.cli.opening import reading_progress
    from bot.state.replacing import copy

    with reading_progress("the database", _MANY) as progress:
        counts = copy(source, target, progress)
    typer.echo(
        f"{sum(counts.values()):,} rows of {len(counts)} tables are copied, and counted on both sides."
    )
    typer.echo("Set BRIEF_DATABASE_URL to the new database, and start the bot on that one alone.")


@app.command("new-key")
def new_key() -> None:
    """Print a new key for BRIEF_ENCRYPTION_KEYS, which encrypts the workspaces' tokens."""
    from cryptography.fernet import Fernet

    typer.echo(Fernet.generate_key().decode())


def _url() -> str:
    from bot.settings import load_settings

    return load_settings().brief_database_url


def _tell_doubts(doubts: Doubts) -> None:
    """What whoever restores must know: Slack may have more than the backup does."""
    if doubts.waiting:
        typer.echo(f"To be posted: {doubts.waiting}. Each is first looked for in Slack.")
    if doubts.held_back:
        typer.echo("These editions may have been posted after the backup, so they are not posted again:")
        for key in doubts.held_back:
            typer.echo(f"  {key}")
    if doubts.askers:
        typer.echo(f"People who wait for the editors: {doubts.askers}. Who was told since may be told again.")
    typer.echo("What was said after the backup is not known any more: docs/database.md lists what follows.")


def _draw(seen: Overview, console: Console) -> None:
    from rich.table import Table

    is_newest = (
        "the newest" if seen.revision == seen.newest else f"the newest is {seen.newest}: brief db upgrade"
    )
    facts = {
        "Database": f"{seen.kind}, {seen.where}",
        "Revision": f"{seen.revision or 'none'}, {is_newest}",
        "Size": f"{seen.size / 1_000_000:,.1f} MB",
        "Engine": seen.engine or "no records yet",
        "In use": f"by a running Briefbot ({seen.at_work})" if seen.at_work else "by no running Briefbot",
    }
    for name, fact in facts.items():
        console.print(f"{name:<10}{fact}", markup=False, highlight=False, soft_wrap=True)
    table = Table("Table", "Rows")
    table.columns[1].justify = "right"
    for name, rows in seen.rows.items():
        table.add_row(name, f"{rows:,}")
    if seen.rows:
        console.print(table)
