"""The commands of `brief`. Each imports what it needs when it runs, so that asking stays quick."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.cli import beginning, database, digest, doctor, editing, ingesting, lookups
from bot.cli.opening import content_folder, desk_of, memory_of
from bot.errors import BriefbotError

app = typer.Typer(
    help="Briefbot: a briefing desk that answers from a library of policy reports.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

app.add_typer(lookups.app)
app.add_typer(ingesting.app)
app.add_typer(editing.app)
app.add_typer(doctor.app)
app.add_typer(beginning.app, name="new")
app.add_typer(digest.app, name="digest")
app.add_typer(database.app, name="db")

_Content = Annotated[
    Path | None,
    typer.Option("--content", help="The library's folder; otherwise the setting BRIEF_CONTENT."),
]

_AllowDrafts = Annotated[bool, typer.Option("--allow-drafts", help="Look at drafts too.")]


@app.command()
def ask(
    query: Annotated[list[str] | None, typer.Argument(help="A topic, a question or a subcommand.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a query.")] = False,
    stdin: Annotated[bool, typer.Option("--stdin", help="Read a query a line; needs --json.")] = False,
    content: _Content = None,
    allow_drafts: _AllowDrafts = False,
) -> None:
    """Ask the desk in this terminal. Without a query it is a prompt; leave it with Ctrl-D."""
    from bot.cli import json_output, prompt
    from bot.cli.terminal import Terminal

    if stdin and not as_json:
        raise typer.BadParameter("--stdin goes with --json")
    desk = desk_of(content, with_drafts=allow_drafts)
    text = " ".join(query or ())
    if stdin:
        json_output.answer_lines(desk, sys.stdin, sys.stdout)
    elif as_json:
        json_output.answer(desk, text, sys.stdout)
    elif query:
        Terminal(desk).ask(text)
    else:
        prompt.converse(Terminal(desk))


@app.command()
def show(
    item_id: Annotated[
        str, typer.Argument(metavar="ID", help="us-pakistan-reengagement/china-factor, .../r8")
    ],
    content: _Content = None,
    allow_drafts: _AllowDrafts = False,
) -> None:
    """Show one item in full, by its id."""
    from bot.cli.terminal import Terminal
    from bot.desk.reply import Verb
    from bot.library.problems import did_you_mean

    desk = desk_of(content, with_drafts=allow_drafts)
    if desk.library.get(item_id) is None:
        ids = [item.id for item in desk.library.items()]
        raise BriefbotError(f"There is no '{item_id}'; {did_you_mean(item_id, ids)}")
    Terminal(desk).act(Verb.FULL, item_id)


@app.command()
def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="A library's folder, or a revision of git.")],
    new: Annotated[
        str | None, typer.Argument(metavar="[NEW]", help="Another one; the library as it is now.")
    ] = None,
    content: _Content = None,
) -> None:
    """Tell in words what changed between two versions of the library."""
    from rich.console import Console

    from bot.cli.differences import show_differences

    folder = content_folder(content)
    show_differences(old, new or str(folder), folder, Console(soft_wrap=True))


@app.command()
def export(
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, the only form.")] = True,  # noqa: ARG001
    team: Annotated[str, typer.Option(help="What the members of a workspace may see, by its id.")] = "",
    channel: Annotated[str, typer.Option(help="What the readers of a channel may see, by its id.")] = "",
    everything: Annotated[bool, typer.Option("--all", help="All reports, whoever they are for.")] = False,
    content: _Content = None,
) -> None:
    """Print the library: the reports that are for everyone or, with an option, further ones."""
    from bot.library.export import to_json
    from bot.library.visibility import Audience

    if everything and (team or channel):
        raise typer.BadParameter("--all goes without --team and --channel")
    library = desk_of(content).library
    seen = library if everything else library.seen_by(Audience(team, channel, members_only=bool(team)))
    typer.echo(to_json(seen))
    if left_out := len(library.reports) - len(seen.reports):
        many = f"{left_out} report{'s' * (left_out != 1)}"
        typer.echo(f"{many} left out: not for whom this is printed; --all prints every report", err=True)


@app.command()
def manifest(
    url: Annotated[str, typer.Option(help="Public base URL, for HTTP; without it, Socket Mode.")] = "",
) -> None:
    """Print the manifest to create the Slack app from."""
    from bot.slack.manifest import to_yaml

    typer.echo(to_yaml(url), nl=False)


@app.command()
def run(
    playground: Annotated[
        bool, typer.Option("--playground", help="With a local stand-in for Slack, and a web page.")
    ] = False,
    port: Annotated[int | None, typer.Option(help="The playground's port.")] = None,
    record: Annotated[Path | None, typer.Option(help="Write a transcript of the playground.")] = None,
    replay: Annotated[Path | None, typer.Option(help="Drive a transcript again, and compare.")] = None,
    open_browser: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
) -> None:
    """Start the bot: Socket Mode when SLACK_APP_TOKEN is set, HTTP otherwise; or the playground."""
    if playground or replay:
        raise typer.Exit(_playground(port, record, replay, open_browser))
    if port is not None or record or open_browser:
        raise typer.BadParameter("--port, --record and --open go with --playground")
    from bot import app as application
    from bot import logs
    from bot.settings import load_settings

    settings = load_settings(for_slack=True)
    logs.configure(settings.brief_log_level)
    application.run(settings)


@app.command()
def gaps(
    as_csv: Annotated[bool, typer.Option("--csv", help="As CSV, for a spreadsheet.")] = False,
    days: Annotated[int, typer.Option(min=1, help="How far to look back.")] = 90,
    export: Annotated[
        bool, typer.Option("--export", help="Write the names that editors added into the files.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="With --export: apply it without a question.")] = False,
    patch: Annotated[
        Path | None, typer.Option(help="With --export: write the change to a file for git apply instead.")
    ] = None,
    content: _Content = None,
) -> None:
    """List what people asked for in vain, the most frequent first, and what could be done about it."""
    from datetime import timedelta

    from rich.console import Console

    from bot.cli import gaps as drawn
    from bot.cli import gaps_export
    from bot.clock import now
    from bot.desk.aliases import everywhere, unwritten
    from bot.desk.gaps import gaps_in

    if (yes or patch) and not export:
        raise typer.BadParameter("--yes and --patch go with --export")
    if export and (as_csv or (yes and patch)):
        raise typer.BadParameter("--export goes with --yes or with --patch, and not with --csv")
    with memory_of() as memory:
        added, misses = memory.aliases.all(), memory.misses.since(now() - timedelta(days=days))
        names = everywhere(memory.aliases.names())
    if export:
        wanted = tuple(unwritten(desk_of(content).library, added))
        options = gaps_export.Options(yes, patch)
        gaps_export.export(content_folder(content), wanted, options, Console())
        return
    found = gaps_in(misses, desk_of(content, added=names).lookup)
    if as_csv:
        drawn.write_csv(found, sys.stdout)
    else:
        drawn.show(found, days, Console())


@app.command()
def forget(
    user: Annotated[str, typer.Argument(metavar="USER", help="A person's id in Slack, such as U024BE7LH.")],
) -> None:
    """Delete what one person left behind: questions, misses, votes."""
    with memory_of() as memory:
        counted = memory.forget(user)
    told = ", ".join(f"{count} {name}" for name, count in counted.items() if count)
    typer.echo(f"Forgotten: {told}." if told else f"Nothing of {user} is kept.")


def _playground(port: int | None, record: Path | None, replay: Path | None, open_browser: bool) -> int:
    from rich.console import Console

    try:
        from bot.cli import playground
    except ModuleNotFoundError as missing:
        if (missing.name or "").startswith("bot"):
            raise
        needed = "the playground needs more packages: pip install 'briefbot[playground]'"
        raise BriefbotError(f"{needed} ({missing.name} is missing)") from None
    options = playground.Options(port, record, replay, open_browser)
    return playground.run(options, Console())
