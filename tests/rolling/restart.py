"""Three replicas behind a balancer, restarted in turn, politely and by kill -9, while requests come in."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from typing import Final

import httpx

from bot.playground.installed_app import BOT_USER
from bot.playground.model import Channel
from bot.playground.platform import Platform
from bot.playground.stand_in import StandIn
from bot.state.memory import open_memory
from tests.chaos.workers import Worker
from tests.rolling.balancer import Balancer
from tests.rolling.load import PEOPLE, QUERIES, Load, is_a_press
from tests.rolling.result import AT_ONCE, Plan, Result
from tests.slack.bots import new_stand_in

_LONGEST_SECONDS: Final = 300.0
_READY_SECONDS: Final = 60.0
_BUSY: Final = 2
"""Requests that a replica has in hand when it is told to end, or killed."""
_BUSY_SECONDS: Final = 5.0


def roll(plan: Plan, folder: Path, database: str) -> Result:
    """Send all of it, restart each replica in turn, and count once nobody has anything in hand."""
    result = Result(asked=plan.questions, pressed=sum(map(is_a_press, range(plan.requests))))
    with _replicas(plan, folder, database) as (stand_in, workers, balancer):
        channels = stand_in.look(lambda platform: _open_channels(platform, plan.questions))
        with closing(Load(stand_in, balancer.url)) as load:
            _send_all(plan, load, stand_in, channels, (workers, balancer), result)
            _wait_until_nothing_is_in_hand(stand_in, channels, plan.questions, database, workers)
            result.replies = stand_in.look(lambda platform: replies(platform, channels))
            for thread, is_right in stand_in.look(load.outcomes):
                result.outcomes[thread] += 1
                result.wrong.update([] if is_right else [f"press in {thread}"])
        result.kills = sum(worker.kills for worker in workers)
        result.sent_again = balancer.sent_again
    return result


def _send_all(
    plan: Plan,
    load: Load,
    stand_in: StandIn,
    channels: list[str],
    behind: tuple[list[Worker], Balancer],
    result: Result,
) -> None:
    flow = Flow(plan.rounds * len(behind[0]))

    def send(number: int) -> None:
        flow.wait(number, plan.requests)
        answer = load.send(number)
        with counting:
            result.statuses[answer.status] += 1
            result.wrong.update([] if answer.is_right or answer.status != 200 else [answer.query])

    counting = threading.Lock()
    with ThreadPoolExecutor(AT_ONCE + 2) as pool:
        roller = pool.submit(_restart_in_turn, *behind, plan.rounds, flow, result)
        asker = pool.submit(_ask_questions, stand_in, channels, plan.questions, flow)
        for _ in pool.map(send, range(plan.requests)):
            pass
        asker.result()
        roller.result()


@contextmanager
def _replicas(plan: Plan, folder: Path, database: str) -> Iterator[tuple[StandIn, list[Worker], Balancer]]:
    with ExitStack() as undo:
        stand_in = undo.enter_context(new_stand_in())
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
        balancer = Balancer(lambda: [worker.url for worker in workers], sends_again=plan.sends_again)
        undo.callback(balancer.stop)
        stand_in.send_over_http(balancer.url)
        yield stand_in, workers, balancer


def _open_channels(platform: Platform, questions: int) -> list[str]:
    """So many that no channel has to wait for its turn for long: one post a second (Slack's pace)."""
    members = [*PEOPLE, BOT_USER]
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


def _restart_in_turn(
    workers: list[Worker], balancer: Balancer, rounds: int, flow: Flow, result: Result
) -> None:
    """Each replica in mid-request, in turn politely and by kill -9; the next one only once it is back."""
    for round_ in range(rounds):
        for worker in workers:
            life = worker.lives
            flow.begin(result.restarts)
            balancer.wait_until_busy(worker.url, _BUSY, _BUSY_SECONDS)
            if (round_ + worker.number) % 2:
                worker.kill()
            else:
                worker.end()
            worker.wait_for_life(life + 1)
            _wait_until_ready(worker)
            result.restarts += 1


def _wait_until_ready(worker: Worker) -> None:
    """As a load balancer would: by `/readyz`."""
    until = time.monotonic() + _READY_SECONDS
    url = worker.url.replace("/slack/events", "/readyz")
    while httpx.get(url, trust_env=False, timeout=10).status_code != 200:
        if time.monotonic() > until:
            raise AssertionError("\n".join(["the worker does not get ready:", *worker.said[-20:]]))


def _ask_questions(stand_in: StandIn, channels: list[str], count: int, flow: Flow) -> None:
    for number in range(count):
        flow.wait(number, count)
        text = f"@brief {QUERIES[number % 4]}"
        channel, user = channels[number % len(channels)], PEOPLE[number % len(PEOPLE)]
        answer = stand_in.act(user, "post", channel=channel, text=text)
        assert answer["ok"], answer


def _wait_until_nothing_is_in_hand(
    stand_in: StandIn, channels: list[str], count: int, database: str, workers: list[Worker]
) -> None:
    """Wait for the replies, and then for each process to end politely: what comes late has come by then."""
    with closing(open_memory(database)) as memory:

        def all_is_answered(platform: Platform) -> bool:
            if sum(replies(platform, channels).values()) < count:
                return False
            return not (memory.questions.unanswered() or memory.deliveries.open())

        with suppress(AssertionError):  # what is missing is told by the result
            stand_in.wait_for("all replies", all_is_answered, seconds=_LONGEST_SECONDS)
    stand_in.settle()
    lives = [worker.lives for worker in workers]
    for worker in workers:
        worker.end()
    for worker, life in zip(workers, lives, strict=True):
        worker.wait_for_life(life + 1)


def replies(platform: Platform, channels: list[str]) -> Counter[str]:
    """How many messages of the bot's there are, by the question's channel and thread."""
    said = (each for id_ in channels for each in platform.workspace.messages[id_].values())
    return Counter(f"{each.channel} {each.thread_ts}" for each in said if each.user == BOT_USER)
