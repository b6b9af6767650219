"""Which messages are questions to us; those are stored before Slack is told that we have them."""

from __future__ import annotations

from datetime import timedelta

import structlog

from bot.desk.desk import Desk
from bot.desk.records import Delivery, Heard, Mode, Place, Question, question_key
from bot.slack.apology import sorry
from bot.slack.heard import Deleted, Said
from bot.slack.surface import Office

_log = structlog.get_logger("briefbot")

_LATE_EDIT = timedelta(days=1)
"""An edit of an older message asks nothing: by then its key may have been cleaned away."""


def take_in(office: Office, said: Said | Deleted | None) -> bool:
    """Store a question and let it be answered; whether it was one.

    It runs before the acknowledgement: if the question cannot be stored, the error makes Slack send it again.
    """
    match said:
        case None:
            return False
        case Deleted():
            office.memory.questions.withdraw(question_key(said.team, said.channel, said.ts))
            return False
    how = _how_asked(office, said)
    if how is None:
        return False
    question = Question(
        said.team, said.channel, said.ts, said.user, said.text, how, office.now(), thread=said.thread
    )
    # a mention comes as two kinds of event, maybe at once: both get the same answer
    if not said.edited and (words := office.too_fast(said.team, said.user, question.key)):
        _say_once_a_minute(office, said, words)
        return False
    office.memory.questions.add(question)
    office.jobs.submit(question.key, question.channel)  # also when it was there: the engine knows its keys
    _log.info("taken in", key=question.key)
    return True


def _say_once_a_minute(office: Office, said: Said, words: str) -> None:
    """Tell somebody who asks too fast: in the thread, and by one message for all that comes meanwhile."""
    minute = int(office.now().timestamp()) // 60
    key = f"too-fast:{said.team}:{said.channel}:{said.user}:{minute}"
    place = Place(said.team, said.channel, said.thread or ("" if said.direct else said.ts))
    message = sorry(f"{words} What is asked before that is not answered.")
    office.memory.deliveries.plan(Delivery(key, place, said.user, office.now(), message))
    office.jobs.submit(key, said.channel)


def _how_asked(office: Office, said: Said) -> Heard | None:
    """How a message asks us something; None when it does not."""
    if said.edited and (office.now().timestamp() - float(said.ts)) > _LATE_EDIT.total_seconds():
        return None
    if said.direct:
        return Heard.DIRECT
    if said.mentions_us:
        return Heard.MENTION
    if said.edited or not said.text:
        return None
    if said.thread and said.thread != said.ts:
        return Heard.FOLLOW_UP if _goes_on(office, said) else None
    return Heard.UNMENTIONED if _wanted_unasked(office, said) else None


def _goes_on(office: Office, said: Said) -> bool:
    """Whether a message goes on with us in a thread that we have answered, or are about to answer."""
    place: Place = said.thread_place
    topic = office.memory.threads.topic(place, office.now())
    if topic is None:
        return not said.mentions_others and office.memory.questions.asked_in(
            place
        )  # judged when it is its turn
    return _desk(office, said).meant_for_us(said.text, topic, said.mentions_others)


def _wanted_unasked(office: Office, said: Said) -> bool:
    mode = office.memory.channels.settings(said.team, said.channel).mode
    return mode is Mode.QUESTIONS and not said.mentions_others and _desk(office, said).sure_of(said.text)


def _desk(office: Office, said: Said) -> Desk:
    return office.desk_at(said.team, said.channel, said.user)
