"""Debian's Chromium on a fresh playground for each test."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Playwright, sync_playwright

from bot.playground.playground import Playground
from tests.playground.browser.driving import PHONE, Visitor, browser, found, playground


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser's path; without one these tests are skipped, but never in CI."""
    path = found()
    if path is None:
        message = "no Chromium on this machine: apt-get install chromium"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return path


@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="package")
def desktop(playwright: Playwright, chromium: str) -> Iterator[BrowserContext]:
    """A browser window on a desk."""
    with browser(playwright, chromium) as context:
        yield context


@pytest.fixture(scope="package")
def phone(playwright: Playwright, chromium: str) -> Iterator[BrowserContext]:
    """A browser on a phone, in the dark."""
    with browser(playwright, chromium, viewport=PHONE, color_scheme="dark") as context:
        yield context


@pytest.fixture
def running(monkeypatch: pytest.MonkeyPatch) -> Iterator[Playground]:
    """The playground; no proxy of the machine's may stand in between."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.delenv(name, raising=False)
    with playground() as opened:
        yield opened


@pytest.fixture
def visitor(desktop: BrowserContext, running: Playground) -> Iterator[Visitor]:
    """Ana, in front of the page for the first time; nothing on it may break."""
    yield from _visit(desktop, running)


@pytest.fixture
def caller(phone: BrowserContext, running: Playground) -> Iterator[Visitor]:
    """Ana on her phone."""
    yield from _visit(phone, running)


def _visit(context: BrowserContext, running: Playground) -> Iterator[Visitor]:
    page = context.new_page()
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.on("console", lambda said: broken.append(said.text) if said.type == "error" else None)
    abroad: list[str] = []
    page.on(
        "request",
        lambda asked: None if asked.url.startswith(running.stand_in.base) else abroad.append(asked.url),
    )
    yield Visitor(page, f"{running.stand_in.base}/")
    page.close()
    assert broken == []
    assert abroad == []  # it works offline, and tells nobody anything
