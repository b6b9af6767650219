"""The commands of those who write reports: `brief check`, `brief edit`, `brief schema`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.opening import content_folder

app = typer.Typer()


@app.command()
def check(
    path: Annotated[Path | None, typer.Argument(help="A library or one report.")] = None,
    allow_drafts: Annotated[
        bool, typer.Option("--allow-drafts", help="Take drafts for what they will be.")
    ] = False,
    excerpts: Annotated[
        bool, typer.Option("--excerpts", help="With the lines of each problem, as on a terminal.")
    ] = False,
    source: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Compare a report with the document it is about.")
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="With --source: exit code 1 on a warning, too.")
    ] = False,
) -> None:
    """Check the library's files; every problem is told with its place. Exit code 1 when there is one.

    With --source, what a report says is compared with its source; what differs is told as a warning.
    """
    from bot.cli.checking import compared_with, counted, tell
    from bot.library.reader import Drafts, read_library

    if strict and source is None:
        raise typer.BadParameter("--strict goes with --source")
    root = path or content_folder(None)
    reading = read_library(root, Drafts.SHOWN if allow_drafts else Drafts.REFUSED)
    warnings = compared_with(source, root) if source else ()
    tell((*reading.problems, *warnings), excerpts=excerpts)
    if reading.problems or warnings:
        typer.echo(f"{counted(reading.problems, warnings)}.", err=True)
    if reading.library is not None:
        items = sum(1 for _ in reading.library.items())
        typer.echo(f"{root}: no problems in {len(reading.library.reports)} report(s), {items} items.")
    if reading.problems or (strict and warnings):
        raise typer.Exit(1)


@app.command()
def edit(
    item_id: Annotated[
        str,
        typer.Argument(metavar="ID", help="us-pakistan-reengagement, .../china-factor, .../r8; or a file."),
    ],
    content: Annotated[Path | None, typer.Option("--content", help="The library's folder.")] = None,
) -> None:
    """Open a file of a report in your editor, and check the report when you close it.

    Exit code 1 when a problem is left; a draft is none.
    """
    from rich.console import Console

    from bot.cli.editor import editor_of, open_in
    from bot.cli.finishing import finish, place_of

    at = place_of(content_folder(content), item_id)
    editor = editor_of(os.environ)
    if not finish(at, lambda place: open_in(editor, place), _again, Console()):
        raise typer.Exit(1)


def _again() -> bool:
    """Whether to edit once more; who is not at a terminal is not asked."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    answer: str = typer.prompt("[e]dit again, or [l]eave it as it is", default="e")
    return answer.strip().casefold().startswith("e")


@app.command()
def schema(
    write: Annotated[
        Path | None, typer.Option("--write", metavar="DIR", help="Write a file for each kind into a folder.")
    ] = None,
) -> None:
    """Print the JSON Schemas of a library's files, by which editors' programs complete and check YAML."""
    from bot.cli.schema_files import write_schemas
    from bot.library.schema import all_schemas

    if write is None:
        typer.echo(all_schemas(), nl=False)
        return
    written = write_schemas(write)
    typer.echo("\n".join(map(str, written)) if written else f"{write}: up to date.")
