"""`brief gaps --export`: names that editors added in Slack, as a reviewed change of the library's files."""

from __future__ import annotations

import difflib
import io
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import typer
from rich.console import Console
from rich.text import Text

from bot.desk.aliases import Unwritten
from bot.desk.records import AddedAlias
from bot.errors import BriefbotError, EditError, LibraryError
from bot.library.places import Place, places_of
from bot.library.problems import Problem
from bot.library.reader import report_folders
from bot.library.report_reader import read_draft, read_report
from bot.library.yaml_edit import with_alias

_COLOURS = {"+": "green", "-": "red", "@": "cyan"}


@dataclass(frozen=True, slots=True)
class Change:
    """A file of a library as it is, and as it would be."""

    path: Path
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Options:
    """What becomes of the change: applied without a question, or written to a file for `git apply`."""

    yes: bool = False
    patch: Path | None = None


def export(content: Path, names: Sequence[Unwritten], options: Options, console: Console) -> None:
    """Show the change that writes names into a library's files and, once somebody agrees, make it.

    Raises:
        LibraryError: with the change the library would have problems; nothing is written.
        EditError: a file cannot be changed by itself; nothing is written.
        BriefbotError: a file cannot be read or written.

    """
    for name in names:
        console.print(Text(_told(name), style="yellow" if name.why_not else ""), soft_wrap=True)
    changes = changes_for(content, [each.alias for each in names if not each.why_not])
    if not changes:
        console.print("There is nothing to write: the files have the names that editors added.")
        return
    check(content, changes)
    base = _base(content)
    lines = list(diff(changes, base))
    if options.patch is not None:
        _write_patch(options.patch, lines)
        console.print(Text(f"{options.patch} is for git apply, in {base}."), soft_wrap=True)
        return
    for line in lines:
        console.print(Text(line.rstrip("\r\n"), style=_COLOURS.get(line[:1], "")), soft_wrap=True)
    if options.yes or typer.confirm("Apply?"):
        apply(changes)
        console.print(f"Written: {len(changes)} file{'s' * (len(changes) != 1)}.")


def changes_for(content: Path, aliases: Iterable[AddedAlias]) -> tuple[Change, ...]:
    """What writes aliases into the files of a library, a change for each file.

    Raises:
        EditError: a file cannot be changed by itself.
        BriefbotError: a file cannot be read.

    """
    places = _places(content)
    found: dict[Path, Change] = {}
    for alias in aliases:
        path, trail = places[alias.item]
        change = found.get(path) or _unchanged(path)
        try:
            found[path] = replace(change, after=with_alias(change.after, trail, alias.text))
        except EditError as error:
            raise EditError(f"{path}: {alias.item}: {error}") from None
    return tuple(found.values())


def check(content: Path, changes: Sequence[Change]) -> None:
    """Read the changed reports from a copy.

    Raises:
        LibraryError: they have problems.

    """
    folders, _ = report_folders(content)
    after = {change.path: change.after for change in changes}
    problems = [
        problem
        for folder in folders
        if any(path.is_relative_to(folder) for path in after)
        for problem in _problems(folder, after)
    ]
    if problems:
        raise LibraryError(problems)


def diff(changes: Iterable[Change], base: Path) -> Iterator[str]:
    """A unified diff of files below a folder, with line ends as they are in the files."""
    for change in changes:
        name = (change.path.parent.resolve() / change.path.name).relative_to(base).as_posix()
        one, other = _lines(change.before), _lines(change.after)
        for line in difflib.unified_diff(one, other, f"a/{name}", f"b/{name}"):
            yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def apply(changes: Sequence[Change]) -> None:
    """Write the files: each whole, and none unless all could be written beside what they replace.

    Raises:
        BriefbotError: a file cannot be written, or has changed since it was read.

    """
    made: list[tuple[Path, Path]] = []
    try:
        for change in changes:
            path = _as_it_was_read(change)
            made.append((path.with_name(f".{path.name}.new"), path))
            made[-1][0].write_bytes(change.after.encode())
            shutil.copymode(path, made[-1][0])
        for temporary, path in made:
            temporary.replace(path)
    except OSError as error:
        raise BriefbotError(f"{error.filename} cannot be written: {error.strerror}") from None
    finally:
        for temporary, _ in made:
            temporary.unlink(missing_ok=True)


def _told(name: Unwritten) -> str:
    alias = name.alias
    who = f"added by {alias.by or 'somebody'} on {alias.at:%Y-%m-%d}"
    left_out = f"; left out: {name.why_not}" if name.why_not else ""
    return f"“{alias.text}” leads to {alias.item}, {who}{left_out}"


def _places(content: Path) -> Mapping[str, Place]:
    folders, _ = report_folders(content)
    drafts = filter(None, map(read_draft, folders))
    return {item: place for draft in drafts for item, place in places_of(draft).items()}


def _unchanged(path: Path) -> Change:
    text = path.read_bytes().decode()
    return Change(path, text, text)


def _problems(folder: Path, after: Mapping[Path, str]) -> Iterator[Problem]:
    with tempfile.TemporaryDirectory(prefix="briefbot-") as place:
        copy = Path(place) / folder.resolve().name
        shutil.copytree(folder, copy, ignore=shutil.ignore_patterns(".*"))
        for path, text in after.items():
            if path.is_relative_to(folder):
                (copy / path.relative_to(folder)).write_bytes(text.encode())
        for problem in read_report(copy).problems:
            where = folder / problem.at.path.relative_to(copy)
            yield replace(problem, at=replace(problem.at, path=where))


def _base(content: Path) -> Path:
    """The folder that a diff's paths begin in: this one if the library is in it, as a repository's top is."""
    here, whole = Path.cwd(), content.resolve()
    return here if whole.is_relative_to(here) else whole.parent


def _lines(text: str) -> list[str]:
    return io.StringIO(text, newline="\n").readlines()


def _write_patch(path: Path, lines: Iterable[str]) -> None:
    try:
        path.write_bytes("".join(lines).encode())
    except OSError as error:
        raise BriefbotError(f"{path} cannot be written: {error.strerror}") from None


def _as_it_was_read(change: Change) -> Path:
    """The file itself, where a link leads to it; nobody has changed it meanwhile."""
    path = change.path.resolve()
    if path.read_bytes() != change.before.encode():
        raise BriefbotError(f"{change.path} has changed meanwhile: nothing was written; export again")
    return path
