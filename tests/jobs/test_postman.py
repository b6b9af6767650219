"""A delivery comes to its end whatever happens, and is never posted again without a look."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.desk.records import Heard, Question, Stage
from bot.jobs.ports import NotAllowed, Posted, RateLimited, Refused, Unknown
from bot.jobs.postman import FRESH_SECONDS, Postman, Unsure
from bot.state.memory import SqlMemory, open_memory
from tests.conftest import NOW
from tests.jobs.fakes import Echo, ScriptedPoster, Ticking
from tests.support.direct_jobs import Unkept

IN_DOUBT = Unknown("http_500")


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[SqlMemory]:
    memory = open_memory(f"sqlite:///{tmp_path}/briefbot.db")
    yield memory
    memory.close()


def asked(memory: SqlMemory, text: str = "china?") -> str:
    question = Question("T", "C", "1.5", "UANA", text, Heard.MENTION, NOW)
    memory.questions.add(question)
    return question.key


def postman(memory: SqlMemory, poster: ScriptedPoster, unsure: Unsure = Unsure.NEVER_TWICE) -> Postman:
    return Postman(
        memory, {"reply": Echo(memory)}, poster, "boot", 30, lambda _team: unsure, monotonic=lambda: 0.0
    )


def stage_of(memory: SqlMemory, key: str) -> Stage:
    delivery = memory.deliveries.get(key)
    assert delivery is not None
    return delivery.stage


def test_a_question_is_posted_at_once_and_its_words_are_forgotten(memory: SqlMemory) -> None:
    key, poster, job = asked(memory), ScriptedPoster(), Unkept()
    assert postman(memory, poster).deliver(key, job) == Stage.POSTED
    assert (poster.done, job.slept) == (["post"], [])
    assert memory.questions.get(key) is None


def test_a_post_in_doubt_is_looked_for_after_the_wait_and_posted_if_it_is_absent(memory: SqlMemory) -> None:
    key, poster, job = asked(memory), ScriptedPoster(posts=[IN_DOUBT]), Unkept()
    assert postman(memory, poster).deliver(key, job) == Stage.POSTED
    assert (poster.done, job.slept) == (["post", "look", "post"], [30])


def test_a_post_in_doubt_that_is_found_is_not_repeated(memory: SqlMemory) -> None:
    key, poster = asked(memory), ScriptedPoster(posts=[IN_DOUBT], looks=[Posted("7.7")])
    assert postman(memory, poster).deliver(key, Unkept()) == Stage.POSTED
    assert poster.done == ["post", "look"]
    delivery = memory.deliveries.get(key)
    assert delivery is not None
    assert delivery.ts == "7.7"


def test_a_look_that_fails_is_repeated_after_another_wait(memory: SqlMemory) -> None:
    poster, job = ScriptedPoster(posts=[IN_DOUBT], looks=[IN_DOUBT, RateLimited(5)]), Unkept()
    assert postman(memory, poster).deliver(asked(memory), job) == Stage.POSTED
    assert poster.done == ["post", "look", "look", "look", "post"]
    assert job.slept == [30, 30, 5, 30]


def test_a_lost_try_is_looked_for_before_anything_is_posted(memory: SqlMemory) -> None:
    poster = ScriptedPoster(looks=[Posted("7.7")])
    assert postman(memory, poster).deliver(asked(memory), Unkept(), doubtful=True) == Stage.POSTED
    assert poster.done == ["look"]


def test_a_stalled_process_does_not_post_but_looks(memory: SqlMemory) -> None:
    poster = ScriptedPoster()
    clock = Ticking(iter([0.0, FRESH_SECONDS + 0.1, 10.0, 10.0]))
    stalled = Postman(
        memory, {"reply": Echo(memory)}, poster, "boot", 30, lambda _team: Unsure.NEVER_TWICE, monotonic=clock
    )
    assert stalled.deliver(asked(memory), Unkept()) == Stage.POSTED
    assert poster.done == ["look", "post"]


def test_where_looking_is_forbidden_never_twice_leaves_it(memory: SqlMemory) -> None:
    key = asked(memory)
    poster = ScriptedPoster(posts=[IN_DOUBT], looks=[NotAllowed("missing_scope")])
    assert postman(memory, poster).deliver(key, Unkept()) == Stage.UNKNOWN
    assert poster.done == ["post", "look"]


def test_where_looking_is_forbidden_never_missed_posts_again(memory: SqlMemory) -> None:
    poster = ScriptedPoster(posts=[IN_DOUBT], looks=[NotAllowed("missing_scope")])
    again = postman(memory, poster, Unsure.NEVER_MISSED)
    assert again.deliver(asked(memory), Unkept()) == Stage.POSTED
    assert poster.done == ["post", "look", "post"]


def test_slacks_wait_is_waited_out_and_nothing_is_looked_for(memory: SqlMemory) -> None:
    poster, job = ScriptedPoster(posts=[RateLimited(7), RateLimited(3)]), Unkept()
    assert postman(memory, poster).deliver(asked(memory), job) == Stage.POSTED
    assert (poster.done, job.slept) == (["post"] * 3, [7, 3])


def test_what_slack_refuses_ends_and_the_asker_is_told(memory: SqlMemory) -> None:
    key, poster = asked(memory), ScriptedPoster(posts=[Refused("is_archived")])
    assert postman(memory, poster).deliver(key, Unkept()) == Stage.REFUSED
    assert poster.told == ["is_archived"]


def test_an_unreachable_slack_is_given_up_in_the_end(memory: SqlMemory) -> None:
    poster = ScriptedPoster(posts=[IN_DOUBT], looks=[IN_DOUBT] * 1_000)
    assert postman(memory, poster).deliver(asked(memory), Unkept()) == Stage.UNKNOWN
    assert len(poster.done) == 500


def test_talk_is_dropped_without_a_word(memory: SqlMemory) -> None:
    key, poster = asked(memory, "talk"), ScriptedPoster()
    assert postman(memory, poster).deliver(key, Unkept()) == Stage.DROPPED
    assert poster.done == []
    assert memory.questions.get(key) is None


def test_when_writing_fails_the_asker_gets_an_apology(memory: SqlMemory) -> None:
    key, poster = asked(memory, "broken"), ScriptedPoster()
    assert postman(memory, poster).deliver(key, Unkept()) == Stage.POSTED


def test_a_question_taken_back_is_not_answered(memory: SqlMemory) -> None:
    key, poster = asked(memory), ScriptedPoster()
    memory.questions.withdraw(key)
    assert postman(memory, poster).deliver(key, Unkept()) == Stage.DROPPED
    assert poster.done == []


def test_a_question_taken_back_while_slack_makes_us_wait_is_not_answered(memory: SqlMemory) -> None:
    key, poster = asked(memory), ScriptedPoster(posts=[RateLimited(7)])

    class TakenBack(Unkept):
        def sleep(self, _seconds: float) -> None:
            memory.questions.withdraw(key)

    postman(memory, poster).deliver(key, TakenBack())
    assert poster.done == ["post"]
    assert stage_of(memory, key) is not Stage.POSTED
