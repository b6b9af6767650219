"""Replies in a terminal, drawn with Rich; what can be done next is numbered."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from bot.clock import today
from bot.desk.desk import Desk
from bot.desk.records import Topic
from bot.desk.reply import Action, Passage, Reply, Style, Verb

_ONLY_IN_SLACK = frozenset({Verb.SHARE, Verb.IN_THREAD, Verb.EDITORS, Verb.USEFUL, Verb.NOT_USEFUL})


class Terminal:
    """A desk on a console. Remembers what the last reply was about, and its actions by their numbers."""

    def __init__(self, desk: Desk, console: Console | None = None) -> None:
        self.desk = desk
        self.console = console or Console()
        self._actions: tuple[Action, ...] = ()
        self._topic: Topic | None = None

    def ask(self, text: str) -> None:
        """Answer a query; a bare number is the action of that number."""
        if text.strip().isdecimal() and 0 < int(text) <= len(self._actions):
            action = self._actions[int(text) - 1]
            self.act(action.verb, action.target)
        else:
            self._show(self.desk.follow_up(text, self._topic, today()))

    def act(self, verb: Verb, target: str) -> None:
        """Do what a button would do."""
        self._show(self.desk.act(verb, target, today()))

    def _show(self, reply: Reply) -> None:
        self._topic = reply.topic or self._topic
        self._actions = tuple(action for action in reply.actions if action.verb not in _ONLY_IN_SLACK)
        self.console.print(draw(reply))
        if self._actions and self.console.is_terminal:
            self.console.print(_offers(self._actions))


def draw(reply: Reply) -> RenderableType:
    """A reply as a panel."""
    parts: list[RenderableType] = []
    for passage in reply.passages:
        if passage.lines:
            parts += [*([Text("")] if parts else []), *_passage(passage)]
    small = [Text(note.text, style="bold yellow" if note.urgent else "dim") for note in reply.notes]
    small += [Text(f"Source: {citation}", style="dim") for citation in reply.citations]
    parts += [Text(""), *small] if small else []
    return Panel(Group(*parts), title=Text(reply.title, style="bold"), title_align="left", padding=(1, 2))


def _passage(passage: Passage) -> list[RenderableType]:
    heading = [Text(passage.heading, style="bold cyan")] if passage.heading else []
    if passage.style is Style.BULLETS:
        return [*heading, _hanging(("•", line) for line in passage.lines)]
    if passage.style is Style.NUMBERED:
        numbered = (line.partition(" ") for line in passage.lines)
        return [*heading, _hanging((number, line) for number, _, line in numbered)]
    style = "dim italic" if passage.style is Style.QUIET else ""
    return [*heading, *(Text(line, style=style) for line in passage.lines)]


def _hanging(lines: Iterable[tuple[str, str]]) -> Table:
    """Marks and lines, with a hanging indent."""
    grid = Table.grid(padding=(0, 1))
    for mark, line in lines:
        grid.add_row(Text(mark, style="cyan"), Text(line))
    return grid


def _offers(actions: tuple[Action, ...]) -> Text:
    text = Text("Type a number: ", style="dim")
    for number, action in enumerate(actions, start=1):
        text.append(f" {number}", style="bold cyan")
        text.append(f" {action.label} ")
    return text
