"""`make screenshots`: the pictures in `docs/`, taken of the playground with the real library."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from playwright.sync_api import BrowserContext, Playwright, sync_playwright
from rich.progress import track

from bot.playground.faults import redelivered
from bot.playground.playground import Playground
from bot.playground.workspace import BILAL, CASEY, GENERAL
from tests.conftest import ROOT
from tests.playground.browser.driving import PHONE, Visitor, browser, found, playground
from tests.playground.browser.test_digests import at_nine_tomorrow, sets_up
from tests.tools.history import two_weeks

DOCS: Final = ROOT / "docs"
_DESK: Final = {"viewport": {"width": 1280, "height": 860}, "device_scale_factor": 1.5}
_LONG: Final = {"viewport": {"width": 1280, "height": 1060}, "device_scale_factor": 1.5}
_TALL: Final = {"viewport": {"width": 1400, "height": 1850}, "device_scale_factor": 1.2}
_EXPORTS: Final = "how much does Pakistan export to the US?"
_PHONE: Final = {"viewport": PHONE, "device_scale_factor": 2, "color_scheme": "dark"}


def _talk(running: Playground) -> None:
    """What has been said before the pictures are taken."""
    running.stand_in.act(BILAL, "post", channel=GENERAL, text="Morning! What do we have on Pakistan's debt?")
    running.stand_in.act(CASEY, "post", channel=GENERAL, text="There is the report of 2022. Ask the desk.")


def _brief(context: BrowserContext, running: Playground, file: Path) -> None:
    _talk(running)
    visitor = _visitor(context, running)
    visitor.says("/brief r8")
    visitor.reads("Help Pakistan to depend less on China")
    visitor.composer.blur()
    visitor.page.screenshot(path=file)


def _inspector(context: BrowserContext, running: Playground, file: Path) -> None:
    visitor = _visitor(context, running)
    visitor.says("/brief chnia")
    article = visitor.article("The China Factor")
    article.hover()
    article.get_by_role("link", name="Inspect").click()
    inspector = visitor.page.get_by_role("complementary", name="Inspector")
    inspector.get_by_role("tab", name="Blocks").click()
    visitor.page.screenshot(path=file)


def _thread(context: BrowserContext, running: Playground, file: Path) -> None:
    """A mention and two follow-ups, with talk in between that is left alone."""
    visitor = _visitor(context, running)
    visitor.says(f"@brief {_EXPORTS}")
    visitor.opens_thread(_EXPORTS)
    visitor.reads_in_thread("almost $7 billion")
    thread = visitor.page.url.partition("thread=")[2].partition("&")[0]
    talk = "Thanks! I'll put that in the memo."
    running.stand_in.act(BILAL, "post", channel=GENERAL, thread_ts=thread, text=talk)
    visitor.reads_in_thread("in the memo")
    visitor.replies("any figures for 2022?")
    visitor.reads_in_thread("Figures: Economy and Aid")
    visitor.page.screenshot(path=file)


def _editors(context: BrowserContext, running: Playground, file: Path) -> None:
    visitor = _visitor(context, running)
    for question in ("what is the price of tacos?", "water treaty"):
        visitor.says(f"@brief {question}")
        visitor.opens_thread(question)
        visitor.reads_in_thread("Nothing on that").get_by_role("button", name="Ask the editors").click()
        visitor.reads_in_thread("Passed on to the editors")
    visitor.goes_to("south-asia")
    visitor.reads("price of tacos").get_by_role("button", name="Not for us").click()
    visitor.reads("Not for us, says")
    visitor.reads("water treaty")
    visitor.page.screenshot(path=file)


def _shortcut(context: BrowserContext, running: Playground, file: Path) -> None:
    running.stand_in.act(BILAL, "post", channel=GENERAL, text="How many Pakistanis are online?")
    visitor = _visitor(context, running)
    visitor.chooses("How many Pakistanis are online?", "Brief me on this")
    visitor.article("only one-quarter")
    visitor.page.screenshot(path=file)


def _settings(context: BrowserContext, running: Playground, file: Path) -> None:
    _talk(running)
    visitor = _visitor(context, running)
    visitor.says("/brief settings")
    visitor.page.get_by_role("dialog").get_by_role("radio").last.check()
    visitor.page.screenshot(path=file)


def _digest_modal(context: BrowserContext, running: Playground, file: Path) -> None:
    _talk(running)
    visitor = _visitor(context, running)
    visitor.says("/brief digest")
    visitor.page.get_by_role("dialog").wait_for()
    visitor.page.screenshot(path=file)


def _edition(context: BrowserContext, running: Playground, file: Path) -> None:
    visitor = _visitor(context, running)
    sets_up(visitor)
    at_nine_tomorrow(visitor)
    visitor.page.screenshot(path=file)


def _home(context: BrowserContext, running: Playground, file: Path) -> None:
    visitor = _visitor(context, running)
    sets_up(visitor)
    visitor.page.get_by_role("link", name="Home tab").click()
    visitor.page.get_by_text("Topics to browse").wait_for()
    visitor.page.screenshot(path=file)


def _once(context: BrowserContext, running: Playground, file: Path) -> None:
    """The inspector: one question that came three times, and its one reply."""
    running.stand_in.look(lambda platform: platform.faults.add(redelivered(2)))
    visitor = _visitor(context, running)
    visitor.says(f"@brief {_EXPORTS}")
    visitor.opens_thread(_EXPORTS)
    visitor.reads_in_thread("almost $7 billion")
    article = visitor.article(_EXPORTS)
    article.hover()
    article.get_by_role("link", name="Inspect").click()
    visitor.page.get_by_role("complementary", name="Inspector").wait_for()
    visitor.page.screenshot(path=file)


def _stats(context: BrowserContext, running: Playground, file: Path) -> None:
    visitor = _visitor(context, running)
    visitor.says("/brief stats")
    visitor.article("Stats: the last 7 days")
    visitor.composer.blur()
    visitor.page.screenshot(path=file)


def _visitor(context: BrowserContext, running: Playground) -> Visitor:
    return Visitor(context.pages[0], f"{running.stand_in.base}/")


_PICTURES: Final[dict[str, tuple[dict[str, object], Callable[[BrowserContext, Playground, Path], None]]]] = {
    "playground.png": (_DESK, _brief),
    "playground-inspector.png": (_DESK, _inspector),
    "playground-phone.png": (_PHONE, _brief),
    "thread.png": (_TALL, _thread),
    "editors.png": (_DESK, _editors),
    "message-menu.png": (_DESK, _shortcut),
    "channel-settings.png": (_DESK, _settings),
    "once.png": (_DESK, _once),
    "digest-modal.png": (_DESK, _digest_modal),
    "digest.png": (_DESK, _edition),
    "home.png": (_DESK, _home),
    "stats.png": (_LONG, _stats),
}
_HISTORIES: Final = {"stats.png": two_weeks}


def _nothing(_url: str) -> None:
    """Begin with an empty workspace."""


def _take(playwright: Playwright, path: str, name: str) -> None:
    options, picture = _PICTURES[name]
    before = _HISTORIES.get(name, _nothing)
    with playground(before) as running, browser(playwright, path, **options) as context:
        picture(context, running, DOCS / name)


def main() -> None:
    """Take them all, or those that are named."""
    path = found()
    if path is None:
        sys.exit("There is no Chromium on this machine: apt-get install chromium")
    with sync_playwright() as playwright:
        for name in track(sys.argv[1:] or list(_PICTURES), "Taking pictures"):
            _take(playwright, path, name)


if __name__ == "__main__":
    main()
