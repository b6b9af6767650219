"""One exchange between Slack and the bot, in words and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from bot.playground.faults import COMMANDS, EVENTS, INTERACTIONS
from bot.playground.journal import Exchange
from bot.playground.page.screen_faces import face
from bot.playground.page.screen_place import Place
from bot.playground.page.screen_times import Moment, Times
from bot.playground.workspace import Workspace

Outcome = Literal["ok", "error", "pending", "unsent"]


@dataclass(frozen=True, slots=True)
class Tab:
    """One side of an exchange, pretty-printed."""

    name: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Card:
    """An exchange. `tabs` is empty while it is folded; `fold_url` folds or unfolds it."""

    id: str
    is_to_bot: bool
    title: str
    detail: str
    outcome: Outcome
    status: str
    took: str
    attempt: int
    at: Moment
    who: str
    where: str
    problems: tuple[str, ...]
    tabs: tuple[Tab, ...]
    fold_url: str

    @property
    def is_open(self) -> bool:
        """Whether it is unfolded."""
        return bool(self.tabs)


def card(exchange: Exchange, workspace: Workspace, place: Place, times: Times, *, unfold: bool) -> Card:
    """An exchange as one viewer sees it; `unfold` shows what was sent."""
    is_chosen = place.exchange == exchange.id
    is_open = unfold or is_chosen
    channel = workspace.channels.get(exchange.channel)
    title = what(exchange)
    return Card(
        id=exchange.id,
        is_to_bot=exchange.direction == "to_bot",
        title=title,
        detail="" if title == exchange.kind else exchange.kind,
        outcome=_outcome(exchange),
        status=_status(exchange),
        took="" if exchange.took_ms is None else _took(exchange.took_ms),
        attempt=exchange.attempt,
        at=times.moment(exchange.at),
        who=face(exchange.user, workspace).name if exchange.user else "",
        where="" if channel is None else "the app" if channel.is_im else f"#{channel.name}",
        problems=_problems(exchange),
        tabs=tuple(_tabs(exchange)) if is_open else (),
        fold_url=place.link(exchange="" if is_chosen else exchange.id),
    )


def what(exchange: Exchange) -> str:
    """What an exchange is, more exactly than its kind: the command, the event, the action, the method."""
    request = exchange.request if isinstance(exchange.request, dict) else {}
    match exchange.kind:
        case str(kind) if kind == COMMANDS:
            return f"{request.get('command', '')} {request.get('text', '')}".strip() or kind
        case str(kind) if kind == EVENTS:
            return str(_of(request, "event").get("type") or kind)
        case str(kind) if kind == INTERACTIONS:
            return str(request.get("type") or kind)
        case kind:
            return kind


def pretty(value: Any) -> str:
    """Anything that was sent, as a person reads it."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return json.dumps(value, indent=2, ensure_ascii=False, default=str)


def _outcome(exchange: Exchange) -> Outcome:
    if exchange.error:
        return "error"
    if exchange.took_ms is not None or exchange.status is not None:
        return "ok"
    return "pending" if exchange.response is None else "unsent"


def _status(exchange: Exchange) -> str:
    match _outcome(exchange):
        case "pending":
            return "waiting"
        case "unsent":
            return "not sent"
        case _:
            said = (str(exchange.status) if exchange.status is not None else "", exchange.error)
            return " ".join(filter(None, said)) or "acknowledged"


def _problems(exchange: Exchange) -> tuple[str, ...]:
    """What was wrong; or why it was not sent at all, which the journal keeps as the answer."""
    if _outcome(exchange) == "unsent":
        return (str(exchange.response),)
    return tuple(exchange.problems)


def _took(milliseconds: float) -> str:
    return f"{milliseconds:.0f} ms" if milliseconds >= 10 else f"{milliseconds:.1f} ms"


def _tabs(exchange: Exchange) -> Iterator[Tab]:
    yield Tab("request", "Request", pretty(exchange.request))
    yield Tab("reply", "Reply", pretty(exchange.response))
    if blocks := _blocks(exchange):
        yield Tab("blocks", "Blocks", pretty(blocks))
    if exchange.headers:
        yield Tab("headers", "Headers", pretty(exchange.headers))


def _blocks(exchange: Exchange) -> Any:
    """What the bot would have Slack draw: it stands in its request, or in its answer to Slack's."""
    said = exchange.request if exchange.direction == "from_bot" else exchange.response
    if not isinstance(said, dict):
        return None
    return said.get("blocks") or _of(said, "view").get("blocks")


def _of(payload: dict[str, Any], name: str) -> dict[str, Any]:
    inner = payload.get(name)
    return inner if isinstance(inner, dict) else {}
