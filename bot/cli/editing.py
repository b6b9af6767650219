"""The commands of those who write reports: `brief check`, `brief schema`."""

from __future__ import annotations

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
) -> None:
    """Check the library's files; every problem is told with its place. Exit code 1 when there is one."""
    from bot.library.reader import Drafts, read_library

    root = path or content_folder(None)
    reading = read_library(root, Drafts.SHOWN if allow_drafts else Drafts.REFUSED)
    for problem in reading.problems:
        typer.echo(str(problem))
    if reading.library is None:
        files = len({problem.at.path for problem in reading.problems})
        typer.echo(
            f"{len(reading.problems)} problem{'s' * (len(reading.problems) != 1)}"
            f" in {files} file{'s' * (files != 1)}.",
            err=True,
        )
        raise typer.Exit(1)
    items = sum(1 for _ in reading.library.items())
    typer.echo(f"{root}: no problems in {len(reading.library.reports)} report(s), {items} items.")


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
