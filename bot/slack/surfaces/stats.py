"""`/brief stats`: a workspace's own numbers, for admins and for the editors in their channel."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time
from typing import Any, Final

from slack_bolt import App
from slack_sdk import WebClient

from bot.desk.desk import Desk
from bot.desk.gaps import Gap, gaps_in
from bot.desk.stats import PERIODS, Numbers, stats
from bot.desk.tallies import Period
from bot.slack.apology import sorry
from bot.slack.render.message import Message
from bot.slack.standing import Standing, standing
from bot.slack.stats import draw
from bot.slack.surface import Office, Surface

_LOOKED_AT: Final = 200
"""Questions without an answer that are grouped: each group is looked up, and Slack waits 3 s."""

_CANDIDATES: Final = 50
"""Of what is asked most: some may be gone from the library, or not for this place."""

_PERIODS: Final = f"{', '.join(map(str, PERIODS[:-1]))} or {PERIODS[-1]}"
_OTHER_DAYS: Final = f"Stats are of the last {_PERIODS} days, such as /brief stats {PERIODS[1]}."
_NOT_FOR_YOU: Final = (
    "Stats are for this workspace's admins and owners, and for the editors in their own channel."
    " An admin can type /brief stats and tell you."
)
_NOT_TOLD: Final = "Slack did not tell whether you are an admin here. Please try again in a minute."


def open_stats(
    office: Office, command: Mapping[str, Any], argument: str, client: WebClient
) -> Message | None:
    """What `/brief stats …` shows; None for a question, such as "stats on trade"."""
    days = re.fullmatch(r"(?:(\d{1,9})\s*(?:d|days?)?)?", argument.strip().casefold())
    if days is None:
        return None
    wanted = int(days[1] or PERIODS[0])
    if wanted not in PERIODS:
        return sorry(_OTHER_DAYS)
    team, channel, user = command["team_id"], command["channel_id"], command["user_id"]
    is_who = standing(client, team, user)
    if is_who is Standing.UNKNOWN:
        return sorry(_NOT_TOLD)
    editors = office.editors_channel(team)
    among_editors = is_who is Standing.MEMBER and bool(editors) and channel == editors
    if is_who is not Standing.ADMIN and not among_editors:
        return sorry(_NOT_FOR_YOU)
    desk = office.desk_at(team, channel, user)
    numbers = _numbers(office, team, desk, Period(office.today(), wanted), with_gaps=is_who is Standing.ADMIN)
    return draw(stats(numbers, desk.library))


def _numbers(office: Office, team: str, desk: Desk, period: Period, *, with_gaps: bool) -> Numbers:
    memory = office.memory
    start = datetime.combine(period.first, time(), UTC)
    gaps, of_latest = _gaps(office, team, desk, start) if with_gaps else (None, 0)
    return Numbers(
        period,
        memory.tallies.since(team, period.before.first),
        memory.tallies.first_day(team),
        memory.popularity.most_asked(team, start, _CANDIDATES),
        gaps,
        of_latest,
        memory.votes.counted(team, start),
        memory.subscriptions.counted(team),
    )


def _gaps(office: Office, team: str, desk: Desk, start: datetime) -> tuple[Sequence[Gap], int]:
    """The gaps of a workspace and, where not all questions were looked at, of how many these are."""
    misses = [miss for miss in office.memory.misses.since(start) if miss.team == team]
    latest = misses[-_LOOKED_AT:]
    return gaps_in(latest, desk.lookup), len(latest) if len(latest) < len(misses) else 0


def _register(_app: App, _office: Office) -> None:
    """The slash command is all there is to listen to."""


SURFACE = Surface(register=_register, scopes=frozenset({"users:read"}), opens={"stats": open_stats})
