"""The feature app in the stand-in, over each of the two transports."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from slack_sdk import WebClient

from tests.playground.feature_app import FeatureApp
from tests.playground.serving import TRANSPORTS, Served, Slack, Transport, client_of, serve

#: How long the stand-in waits for an acknowledgement where the app lets it wait.
SHORT = 0.3


@pytest.fixture
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxy of the machine's may stand between the stand-in and the app."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def stand_in(no_proxy: None) -> Iterator[Slack]:  # noqa: ARG001 - wanted for what it does
    """A workspace with the feature app installed."""
    with Slack() as running:
        yield running


@pytest.fixture
def client(stand_in: Slack) -> WebClient:
    """The app's Web API, without the app."""
    return client_of(stand_in)


@pytest.fixture(params=TRANSPORTS)
def transport(request: pytest.FixtureRequest) -> Transport:
    """Each test that uses it runs over both."""
    found: Transport = request.param
    return found


@pytest.fixture
def served(stand_in: Slack, transport: Transport) -> Iterator[Served]:
    """The app, served."""
    with serve(stand_in, transport) as running:
        yield running


@pytest.fixture
def alone(stand_in: Slack) -> Iterator[Served]:
    """The app's client and people, where the app need not be reached."""
    app = FeatureApp(client_of(stand_in), stand_in.app.signing_secret)
    yield Served(stand_in, app, "http")
    app.close()


@pytest.fixture
def impatient(no_proxy: None, transport: Transport) -> Iterator[Served]:  # noqa: ARG001 - for what it does
    """The app in a workspace that waits for an acknowledgement only briefly; its listeners answer last."""
    with (
        Slack(SHORT) as running,
        serve(running, transport, process_before_response=True) as served,
    ):
        yield served
