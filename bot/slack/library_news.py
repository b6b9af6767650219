"""What follows from a change to the library while the bot runs, or from one that cannot be served."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from hashlib import blake2s

import structlog

from bot.desk.records import Delivery, Place
from bot.desk.reload import Reload
from bot.slack.news_for_askers import tell_askers
from bot.slack.render.blocks import context, preformatted, section
from bot.slack.render.message import Message
from bot.slack.render.text import clip, escape
from bot.slack.surface import Office

_SHOWN = 5
_LONGEST = 400
"""Problems that a message shows, and the characters of each."""

_PRIVATE = "Those of reports that are not for everyone are in the log only."

_log = structlog.get_logger("briefbot")


class Herald:
    """Hears of each reload: the log has it, what is new goes into digests, editors learn of problems.

    Who asked what the library can answer now is told so.
    """

    def __init__(self, office: Office, teams: Callable[[], Iterable[str]], shelf: str = "") -> None:
        """`teams` tells the workspaces that are answered from the library on this shelf."""
        self._office = office
        self._teams = teams
        self._shelf = shelf
        self._refused = False

    def __call__(self, reload: Reload) -> None:
        """Pass on what came of a look at the files."""
        if reload.problems:
            _log.error("library refused", problems=list(reload.problems))
        else:
            new = self._office.memory.novelty.note(reload.library, self._office.now(), self._shelf)
            told = tell_askers(self._office)
            _log.info("library reloaded", new=new, told=told, withheld=list(reload.withheld))
        if reload.problems or self._refused:
            for team in self._teams():
                self._tell_editors(team, reload)
        self._refused = bool(reload.problems)

    def _tell_editors(self, team: str, reload: Reload) -> None:
        """Say it in the editors' channel, if there is one: once a day for a state of the files."""
        office = self._office
        channel = office.editors_channel(team)
        if not channel:
            return
        state = blake2s("\n".join((reload.key, *reload.problems)).encode(), digest_size=8).hexdigest()
        key = f"library:{team}:{office.today()}:{state}"
        place = Place(team, channel)
        office.memory.deliveries.plan(Delivery(key, place, "", office.now(), _message(reload)))
        office.jobs.submit(key, channel)


def _message(reload: Reload) -> Message:
    if not reload.problems:
        words = "The library has no problems any more: its newest state is served now."
        return {"text": words, "blocks": [section(words)]}
    told = [problem for problem in reload.problems if problem not in reload.private]
    if not told:
        words = f"A change to the library is not served: it has problems. {_PRIVATE}"
        return {"text": words, "blocks": [section(words)]}
    many = len(told)
    words = (
        f"A change to the library has {many} problem{'s' * (many != 1)}, so it is not served."
        " Answers still come from the state before it."
    )
    listed = "\n".join(clip(problem, _LONGEST) for problem in told[:_SHOWN])
    more = f"And {many - _SHOWN} more. " if many > _SHOWN else ""
    more += f"{_PRIVATE} " if reload.private else ""
    advice = f"{more}Mend it and save: the bot looks again at once. `brief check` shows every problem."
    return {
        "text": f"{words}\n{escape(listed)}\n{advice}",
        "blocks": [section(words), preformatted(listed), context(advice)],
    }
