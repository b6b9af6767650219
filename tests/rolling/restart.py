"""Three replicas behind a balancer, restarted in turn, politely and by kill -9, while requests come in."""

from __future__ import annotations

import json
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

import httpx
from slack_sdk.signature import SignatureVerifier

from bot.playground.installed_app import BOT_USER, TEAM
from bot.playground.model import Channel
from bot.playground.platform import Platform
from bot.playground.stand_in import StandIn
from bot.playground.workspace import ANA, BILAL, CASEY, GENERAL
from bot.slack.manifest import manifest
from tests.chaos.workers import Worker
from tests.rolling.balancer import Balancer

QUERIES: Final = ("china", "india", "r8", "how many refugees?", "list", "help", "define IMET", "recs on aid")
_PEOPLE: Final = (ANA, BILAL, CASEY)
_AT_ONCE: Final = 8
_LONGEST_SECONDS: Final = 300.0


@dataclass(frozen=True, slots=True)
class Plan:
    """How many commands and questions come in, and how many times each replica is restarted."""

    commands: int
    questions: int
    rounds: int


@dataclass
class Result:
    """What came of it: the answers' statuses, the texts by query, the replies by question, restarts."""

    statuses: Counter[int] = field(default_factory=Counter)
    texts: dict[str, set[str]] = field(default_factory=dict)
    asked: int = 0
    replies: Counter[str] = field(default_factory=Counter)
    restarts: int = 0
    sent_again: int = 0

    def faults(self, plan: Plan) -> list[str]:
        """What was lost, doubled or told otherwise by another replica; empty when all is well."""
        found = []
        if self.statuses != {200: plan.commands}:
            found.append(f"commands: {dict(self.statuses)}")
        if odd := [query for query, texts in self.texts.items() if len(texts) != 1]:
            found.append(f"other answers from other replicas: {odd}")
        if lost := self.asked - len(self.replies):
            found.append(f"questions without a reply: {lost}")
        if doubled := sum(count > 1 for count in self.replies.values()):
            found.append(f"questions with several replies: {doubled}")
        return found


def roll(plan: Plan, folder: Path, database: str) -> Result:
    """Send all of it, restart each replica in turn, and wait until everything is answered."""
    result = Result()
    with _replicas(folder, database) as (stand_in, workers, balancer):
        channels = stand_in.look(lambda platform: _open_channels(platform, plan.questions))
        with ThreadPoolExecutor(_AT_ONCE + 2) as pool:
            flow = Flow(plan.rounds * len(workers))
            roller = pool.submit(_restart_in_turn, workers, plan.rounds, flow, result)
            asker = pool.submit(_ask_questions, stand_in, channels, plan.questions, flow)

            def command(number: int) -> tuple[str, int, str]:
                flow.wait(number, plan.commands)
                return _command(balancer.url, stand_in.app.signing_secret, number)

            answers = pool.map(command, range(plan.commands))
            for query, status, text in answers:
                result.statuses[status] += 1
                result.texts.setdefault(query, set()).add(text)
            asker.result()
            roller.result()
        result.asked = plan.questions
        result.replies = _when_all_are_answered(stand_in, channels, plan.questions)
        result.sent_again = balancer.sent_again
    return result


@contextmanager
def _replicas(folder: Path, database: str) -> Iterator[tuple[StandIn, list[Worker], Balancer]]:
    with ExitStack() as undo:
        stand_in = undo.enter_context(StandIn(manifest("http://127.0.0.1")))
        settings = {
            "SLACK_BOT_TOKEN": stand_in.app.bot_token,
            "SLACK_SIGNING_SECRET": stand_in.app.signing_secret,
            "SLACK_API_URL": stand_in.api_url,
            "BRIEF_DATABASE_URL": database,
            "BRIEF_SETTLE_SECONDS": "2",
            "BRIEF_USER_LIMIT": "100000",
            "BRIEF_WORKSPACE_LIMIT": "100000",
        }
        workers = [Worker(number, folder, settings) for number in (1, 2, 3)]
        for worker in workers:
            undo.callback(worker.retire)
            worker.start()
        for worker in workers:
            worker.wait()
        balancer = Balancer(lambda: [worker.url for worker in workers])
        undo.callback(balancer.stop)
        stand_in.send_over_http(balancer.url)
        yield stand_in, workers, balancer


def _open_channels(platform: Platform, questions: int) -> list[str]:
    """So many that no channel has to wait for its turn for long: one post a second (Slack's pace)."""
    members = [*_PEOPLE, BOT_USER]
    opened = [
        Channel(f"C0ROLL{number}", f"roll-{number}", members) for number in range(max(10, questions // 5))
    ]
    return [platform.workspace.add_channel(each).id for each in opened]


class Flow:
    """Lets a share of what comes in go with each restart, so that something comes in during each of them."""

    def __init__(self, restarts: int) -> None:
        self._begun = [threading.Event() for _ in range(restarts)]

    def begin(self, restart: int) -> None:
        """A restart begins."""
        self._begun[restart].set()

    def wait(self, number: int, of: int) -> None:
        """Wait for the restart in which number so-and-so of all comes in."""
        self._begun[number * len(self._begun) // of].wait(_LONGEST_SECONDS)


def _restart_in_turn(workers: list[Worker], rounds: int, flow: Flow, result: Result) -> None:
    """Each replica, in turn politely and by kill -9; the next one only once it is back."""
    for round_ in range(rounds):
        for worker in workers:
            life = worker.lives
            flow.begin(result.restarts)
            if (round_ + worker.number) % 2:
                worker.kill()
            else:
                worker.end()
            worker.wait_for_life(life + 1)
            result.restarts += 1


def _ask_questions(stand_in: StandIn, channels: list[str], count: int, flow: Flow) -> None:
    for number in range(count):
        flow.wait(number, count)
        text = f"@brief {QUERIES[number % 4]}"
        channel, user = channels[number % len(channels)], _PEOPLE[number % 3]
        answer = stand_in.act(user, "post", channel=channel, text=text)
        assert answer["ok"], answer


def _command(url: str, secret: str, number: int) -> tuple[str, int, str]:
    """A signed slash command; the query, the answer's status and its text."""
    query = QUERIES[number % len(QUERIES)]
    body = urlencode(
        {
            "command": "/brief",
            "text": query,
            "team_id": TEAM,
            "channel_id": GENERAL,
            "user_id": _PEOPLE[number % 3],
            "trigger_id": f"1.{number}",  # no two are the same bytes
            "response_url": "http://127.0.0.1:1/none",
        }
    )
    stamp = str(int(time.time()))
    signature = SignatureVerifier(secret).generate_signature(timestamp=stamp, body=body)
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": str(signature),
    }
    answer = httpx.post(url, content=body, headers=headers, timeout=60, trust_env=False)
    text = json.loads(answer.text).get("text", "") if answer.status_code == 200 else ""
    return query, answer.status_code, text


def _when_all_are_answered(stand_in: StandIn, channels: list[str], count: int) -> Counter[str]:
    """The replies by the question's channel and thread, once there are so many."""

    def all_replies(platform: Platform) -> Counter[str]:
        said = (each for id_ in channels for each in platform.workspace.messages[id_].values())
        return Counter(f"{each.channel} {each.thread_ts}" for each in said if each.user == BOT_USER)

    def replies(platform: Platform) -> bool:
        return len(all_replies(platform)) >= count

    with suppress(AssertionError):  # what is missing is told by the result
        stand_in.wait_for("all replies", replies, seconds=_LONGEST_SECONDS)
    return stand_in.look(all_replies)
