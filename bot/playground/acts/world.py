"""What no member of a workspace could do: moving the clock, and letting things go wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from bot.playground import faults
from bot.playground.acts.act import Act, Doing
from bot.playground.bodies import RefusedError
from bot.playground.faults import Fault
from bot.playground.model import JsonObject

#: What a fault takes or asks for when nobody says.
_SECONDS: Final = 4
_LONGEST: Final = timedelta(days=3_660)


async def clock(doing: Doing) -> JsonObject:
    """Let it be another time: `to` a moment, `by` some seconds, or `reset` to the real one."""
    given = doing.given
    if given.get("reset"):
        doing.platform.clock.reset()
    elif "by" in given:
        _move_by(doing, given["by"])
    else:
        doing.platform.clock.move_to(_moment(doing))
    doing.platform.live.change()
    return {"now": doing.platform.clock.now().isoformat()}


async def fault(doing: Doing) -> JsonObject:
    """Let something go wrong from now on."""
    preset = _PRESETS.get(doing.text("preset"))
    if preset is None:
        raise RefusedError("invalid_arguments", f"preset is one of {', '.join(_PRESETS)}")
    where = str(doing.given.get("where") or "*")
    times = int(doing.number("times", 0)) or None
    found = preset(where, doing.number("seconds", _SECONDS), times)
    doing.platform.faults.add(found)
    doing.platform.live.change()
    return {"id": found.id}


async def fault_off(doing: Doing) -> JsonObject:
    """Take a fault back, or all."""
    if doing.given.get("all"):
        doing.platform.faults.clear()
    else:
        doing.platform.faults.remove(doing.text("id"))
    doing.platform.live.change()
    return {}


#: By name: a fault from where it strikes, how many seconds it means, and how often.
_PRESETS: Final[dict[str, Callable[[str, float, int | None], Fault]]] = {
    "slow": faults.slow,
    "error": lambda where, _, times: faults.server_error(where, times=times),
    "error_after": lambda where, _, times: faults.server_error(where, after=True, times=times),
    "rate_limit": lambda where, seconds, times: faults.rate_limited(where, int(seconds), times),
    "drop": lambda where, _, times: faults.dropped(where, times=times),
    "drop_after": lambda where, _, times: faults.dropped(where, after=True, times=times),
    "redeliver": lambda _, __, times: faults.redelivered(times=times),
}


def _moment(doing: Doing) -> datetime:
    """A moment; one without an offset is by the clock on the person's wall."""
    try:
        moment = datetime.fromisoformat(doing.text("to"))
    except ValueError:
        raise RefusedError("invalid_arguments", "to is a date and time such as 2026-11-25T09:00") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=doing.person.zone)


def _move_by(doing: Doing, seconds: object) -> None:
    if not isinstance(seconds, int | float) or abs(seconds) > _LONGEST.total_seconds():
        raise RefusedError("invalid_arguments", "by is a number of seconds, ten years at most")
    doing.platform.clock.move_by(timedelta(seconds=seconds))


ACTS: Final[dict[str, Act]] = {"clock": clock, "fault": fault, "fault_off": fault_off}
