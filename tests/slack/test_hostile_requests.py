"""Whatever is in a signed request, it is answered politely or refused; it never breaks anything."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random
from shutil import copyfile
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from slack_bolt.authorization import AuthorizeResult
from structlog.testing import capture_logs

from bot.desk.desk import Desk
from bot.desk.reply import Verb
from bot.jobs.ports import Author as AnyAuthor
from bot.jobs.postman import Postman, Unsure
from bot.playground.faults import COMMANDS, EVENTS, INTERACTIONS
from bot.playground.installed_app import BOT_USER, TEAM
from bot.playground.signing import signed
from bot.playground.workspace import SOUTH_ASIA
from bot.slack import bolt
from bot.slack.author import Author
from bot.slack.clients import OneWorkspace, posting_client
from bot.slack.edition_author import EditionAuthor
from bot.slack.http import edge
from bot.slack.poster import SlackPoster
from bot.slack.surface import Office
from bot.state.memory import SqlMemory, open_memory
from tests.slack.asgi import SECRET, Answer, Caller, calling
from tests.slack.bots import gate_for, office_for
from tests.slack.mutations import encoded, mutated
from tests.slack.real_payloads import Real, recorded
from tests.support.direct_jobs import DirectJobs

ROUNDS = 10
CASES = 1_000
"""In each round, which begins with what the bot remembered when the real ones were sent."""

_SHOWN = {"chat.postEphemeral", "views.open", "views.update"}
"""What shows a person something. A Home tab that is drawn anew does not."""


class AgreeableSlack(ThreadingHTTPServer):
    """A Web API that takes everything. The stand-in would refuse what these requests ask for: their triggers
    are used up, and half of their channels are no channels."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Yes)
        self.called: list[str] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/api/"


class _Yes(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        assert isinstance(self.server, AgreeableSlack)
        self.server.called.append(self.path.removeprefix("/api/"))
        body = json.dumps({"ok": True, "ts": "1.2", "channel": "C1", "messages": [], "user": {"tz": "UTC"}})
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_given: object) -> None:
        pass


@dataclass(slots=True)
class Target:
    """The bot behind its edge, with all that it does in sight."""

    caller: Caller
    office: Office
    slack: AgreeableSlack
    delivered: list[dict[str, Any]] = field(default_factory=list)

    def send(self, body: bytes, content_type: str) -> Answer:
        """Send a request signed by Slack, and say what is wrong with what came of it."""
        self.slack.called.clear()
        self.delivered.clear()
        with capture_logs() as log:
            answer = self.caller.post(body, signed(body, SECRET, content_type=content_type))
            assert isinstance(self.office.jobs, DirectJobs)
            self.office.jobs.finish()
        shown = [name for name in self.slack.called if name in _SHOWN]
        outcomes = [*([answer.text] if answer.text else []), *self.delivered, *shown]
        assert answer.status == 200 or 400 <= answer.status < 500, answer
        assert len(outcomes) <= 1, outcomes
        assert [line for line in log if line["event"] == "unexpected" or line.get("exc_info")] == []
        return answer


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the bot remembered when the real ones were sent."""
    return tmp_path_factory.mktemp("recorded") / "briefbot.db"


@pytest.fixture(scope="module")
def real(desk: Desk, database: Path) -> list[Real]:
    """What Slack really sends."""
    return recorded(desk, database)


@pytest.fixture
def memory(real: list[Real], database: Path, tmp_path: Path) -> Iterator[SqlMemory]:  # noqa: ARG001 - it was written by then
    """The same, to be changed."""
    opened = open_memory(f"sqlite:///{copyfile(database, tmp_path / 'briefbot.db')}")
    yield opened
    opened.close()


@pytest.fixture
def target(desk: Desk, memory: SqlMemory) -> Iterator[Target]:
    """The bot as it is, except that a listener has ended before its request is answered."""
    slack = AgreeableSlack()
    thread = threading.Thread(target=slack.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    delivered: list[dict[str, Any]] = []

    def deliver(url: str, message: dict[str, Any]) -> None:
        assert url.startswith("http")  # what urllib takes for a URL
        delivered.append(message)

    office = replace(
        office_for(desk, editors_channel=SOUTH_ASIA),
        deliver=deliver,
        memory=memory,
    )
    assert isinstance(office.jobs, DirectJobs)
    given_to = office.desks, office.audiences, office.memory, office.now
    poster = SlackPoster(lambda _team: posting_client("xoxb-1", slack.url))
    authors: dict[str, AnyAuthor] = {"reply": Author(*given_to), "digest": EditionAuthor(*given_to)}
    office.jobs.postman = Postman(
        office.memory, authors, poster, "boot", 30, lambda _team: Unsure.NEVER_TWICE
    )
    identity = AuthorizeResult(enterprise_id=None, team_id=TEAM, bot_token="xoxb-1", bot_user_id=BOT_USER)
    app, pool = bolt.build(office, OneWorkspace(identity, slack.url), SECRET)
    app.listener_runner.process_before_response = True
    with calling(edge(app, gate=gate_for(SECRET, office))) as caller:
        yield Target(caller, office, slack, delivered)
    pool.shutdown()
    slack.shutdown()
    slack.server_close()
    thread.join()


def test_every_kind_of_request_is_among_the_real_ones(real: list[Real]) -> None:
    kinds = "\n".join(each.kind for each in real)
    for wanted in ("command china", "message_action", "event app_mention", "event url_verification"):
        assert wanted in kinds
    for modal in ("digest", "channel_settings", "case_alias", "case_elsewhere"):
        assert f"view_submission  {modal}" in kinds
    for menu in ("digest_topics", "digest_zone", "case_section"):
        assert f"block_suggestion {menu}" in kinds
    for verb in Verb:
        assert f"press {verb}" in kinds


def test_the_real_ones_are_taken(target: Target, real: list[Real]) -> None:
    for each in real:
        answer = target.send(*encoded(each.sent_as, each.payload))
        assert answer.status == 200, each.kind


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_ten_thousand_requests_that_are_wrong_somewhere_break_nothing(
    target: Target, real: list[Real], seed: int
) -> None:
    random = Random(seed)  # noqa: S311 - to be repeated, not to be secret
    for number in range(CASES):
        each = random.choice(real)
        body, content_type = mutated(each, real, random)
        try:
            target.send(body, content_type)
        except AssertionError as error:
            raise AssertionError(f"case {number} ({each.kind}): {body[:3_000]!r}") from error


_JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=10,
)
"""Any JSON at all, and what only Python takes for it (NaN)."""
_NAMES = st.sampled_from(
    "actions callback_id challenge channel container event message team team_id trigger_id user view".split()
)
_TYPES = st.sampled_from(
    "block_actions block_suggestion event_callback message_action shortcut url_verification view_closed"
    " view_submission".split()
)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    sent_as=st.sampled_from([COMMANDS, EVENTS, INTERACTIONS]),
    type_=_TYPES | _JSON_VALUES,
    fields=st.dictionaries(_NAMES, _JSON_VALUES, max_size=6),
)
def test_any_object_at_all_is_answered_or_refused(
    target: Target, sent_as: str, type_: Any, fields: dict[str, Any]
) -> None:
    target.send(*encoded(sent_as, {"type": type_, **fields}))
