"""The commands about lookup itself: `brief eval` judges it, `brief lookup` lends it to other programs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.opening import content_folder, desk_of

app = typer.Typer()

_COLLECTION_HELP = "A folder with corpus.jsonl, queries.jsonl and qrels.jsonl."


@app.command("eval")
def evaluate(
    questions: Annotated[
        Path | None, typer.Argument(metavar="QUERIES.jsonl", help="Labelled questions.")
    ] = None,
    collection: Annotated[
        Path | None, typer.Option("--collection", metavar="DIR", help=_COLLECTION_HELP)
    ] = None,
    misses: Annotated[bool, typer.Option("--misses", help="List the questions that went wrong.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="With --collection: one JSON object.")] = False,
    calibrate: Annotated[
        bool, typer.Option("--calibrate", help="Choose the library's thresholds on its questions.")
    ] = False,
    without: Annotated[
        list[str] | None,
        typer.Option("--without", metavar="FEATURE", help="With --collection: leave a feature out."),
    ] = None,
    content: Annotated[Path | None, typer.Option("--content", help="The library's folder.")] = None,
) -> None:
    """Measure lookup on labelled questions about the library, or on a collection with its own items.

    With --calibrate, choose the thresholds of its verdicts on the library's questions.jsonl files, or on
    QUERIES.jsonl, and write them into the library's folder.
    """
    if calibrate:
        if collection is not None or misses or as_json or without:
            raise typer.BadParameter("--calibrate goes with QUERIES.jsonl and --content alone")
        from bot.cli.calibration import calibrate_on

        calibrate_on(content_folder(content), questions)
        return
    if (questions is None) is (collection is None):
        raise typer.BadParameter("give either QUERIES.jsonl or --collection DIR")
    if questions is not None:
        if as_json:
            raise typer.BadParameter("--json goes with --collection")
        if without:
            raise typer.BadParameter("--without goes with --collection")
        from bot.cli.evaluation import report

        report(desk_of(content).lookup, questions, misses)
    elif collection is not None:
        if misses or content:
            raise typer.BadParameter("--misses and --content go with QUERIES.jsonl, not with --collection")
        _evaluate_collection(collection, as_json, without or [])


def _evaluate_collection(folder: Path, as_json: bool, without: list[str]) -> None:
    from rich.console import Console

    from bot.cli import collection, collection_report
    from bot.lookup.engine import Lookup
    from bot.lookup.features import Features

    if unknown := set(without) - set(Features._fields):
        known = ", ".join(Features._fields)
        raise typer.BadParameter(f"there is no feature {', '.join(sorted(unknown))}; there are: {known}")
    evaluation = collection.evaluate(folder, lambda library: Lookup(library).without(without))
    if as_json:
        typer.echo(collection_report.as_json(evaluation))
    else:
        collection_report.show(evaluation, Console())


@app.command()
def lookup(
    collection: Annotated[Path, typer.Option("--collection", metavar="DIR", help=_COLLECTION_HELP)],
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, the only form.")] = True,  # noqa: ARG001
    stdin: Annotated[bool, typer.Option("--stdin", help="Read from stdin, the only way.")] = True,  # noqa: ARG001
) -> None:
    """Look up a collection's items for another program: a query a line in, its hits a line out."""
    from bot.cli.lookup_lines import answer_lines
    from bot.lookup.collection import read_library
    from bot.lookup.engine import Lookup

    answer_lines(Lookup(read_library(collection)), sys.stdin, sys.stdout)
