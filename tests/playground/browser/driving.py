"""A browser on the playground, driven as a person would: by what can be read and by the keyboard."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from playwright.sync_api import BrowserContext, Locator, Page, Playwright, expect

from bot.cli.playground import forgetful, starter
from bot.playground.playground import Playground
from bot.settings import load_settings
from bot.slack.manifest import manifest
from tests.conftest import ROOT

#: Debian's browser first; nothing is downloaded.
NAMES: Final = ("chromium", "chromium-browser", "google-chrome")
DESKTOP: Final = {"width": 1280, "height": 800}
PHONE: Final = {"width": 390, "height": 844}
_QUIET: Final = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def found() -> str | None:
    """The browser's path, or None where there is none."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


@contextmanager
def browser(playwright: Playwright, path: str, **options: object) -> Iterator[BrowserContext]:
    """A browser with an empty profile. As root it runs only without its sandbox."""
    flags = [*_QUIET, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with tempfile.TemporaryDirectory() as profile:
        context = playwright.chromium.launch_persistent_context(
            profile,
            executable_path=path,
            headless=True,
            args=flags,
            **{"viewport": DESKTOP, **options},  # type: ignore[arg-type]  # the options are Playwright's own
        )
        context.set_default_timeout(15_000)
        yield context
        context.close()


@contextmanager
def playground(before: Callable[[str], None] = lambda _: None) -> Iterator[Playground]:
    """The playground on the real library, as `brief run --playground` starts it.

    `before` may fill the database, whose URL it is given.
    """
    settings = load_settings(env_file=None).model_copy(update={"brief_content": ROOT / "content"})
    with forgetful(settings) as own:
        before(own.brief_database_url)
        running = Playground(manifest("http://127.0.0.1"), starter(own))
        running.open()
        try:
            running.connect()
            yield running
        finally:
            running.close()


class Visitor:
    """Somebody in front of the page."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        page.goto(address)
        expect(page.locator("html[data-ready]")).to_be_attached()

    @property
    def composer(self) -> Locator:
        """The box to write in, in the channel."""
        return self.page.get_by_role("main").get_by_role("textbox", name="Message #").first

    def says(self, text: str) -> None:
        """Type a text, and send it."""
        self.composer.fill(text)
        self.composer.press("Escape")  # whatever is suggested is not wanted
        self.composer.press("Enter")

    @property
    def messages(self) -> Locator:
        """The messages of the channel, the oldest first."""
        return self.page.get_by_role("main").locator("[data-container]")

    def reads(self, text: str) -> Locator:
        """The last message with this text, once it is there."""
        message = self.messages.filter(has_text=text).last
        expect(message).to_be_visible()
        return message

    def article(self, text: str) -> Locator:
        """The last message with this text, with its author and what can be done with it."""
        message = self.page.get_by_role("main").get_by_role("article").filter(has_text=text).last
        expect(message).to_be_visible()
        return message

    @property
    def thread(self) -> Locator:
        """The thread beside the channel."""
        return self.page.get_by_role("complementary", name="Thread")

    def opens_thread(self, text: str) -> None:
        """Open the thread of the message with this text, once it has a reply."""
        self.article(text).get_by_role("link", name=re.compile(r"repl(y|ies)\b.*Last")).click()
        expect(self.thread).to_be_visible()

    def replies(self, text: str) -> None:
        """Write in the thread that is open."""
        box = self.thread.get_by_role("textbox", name=re.compile("Reply"))
        box.fill(text)
        box.press("Escape")
        box.press("Enter")

    def reads_in_thread(self, text: str) -> Locator:
        """The last message of the thread with this text, once it is there."""
        message = self.thread.locator("[data-container]").filter(has_text=text).last
        expect(message).to_be_visible()
        return message

    def chooses(self, text: str, entry: str) -> None:
        """An entry of the menu of the message with this text."""
        article = self.article(text)
        article.hover()
        article.get_by_role("button", name="More", exact=True).click()
        self.page.locator("#message-menu").get_by_role("button", name=entry).click()

    def goes_to(self, channel: str) -> None:
        """Look at another channel."""
        self.page.get_by_role("navigation").get_by_role("link", name=channel).first.click()
        expect(self.page.get_by_role("main").get_by_role("heading", name=channel).first).to_be_visible()

    def answers(self, count: int) -> None:
        """Wait until there are so many messages."""
        expect(self.messages).to_have_count(count)

    def becomes(self, name: str) -> None:
        """Act as somebody else."""
        self.page.get_by_role("button", name="Acting as").click()
        self.page.locator("#people-menu").get_by_role("link", name=name).first.click()
        expect(self.page.get_by_role("button", name=f"Acting as {name}")).to_be_visible()

    def tabs_to(self, name: str) -> None:
        """Press Tab until a button of that name has the focus."""
        for _ in range(60):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("document.activeElement.innerText") == name:
                return
        raise AssertionError(f"no Tab leads to {name!r}")


def visit(context: BrowserContext, running: Playground) -> Iterator[Visitor]:
    """Ana in front of the page; nothing on it may break, and it may ask nobody else for anything."""
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
