"""A claim is given once, until a day has passed or it is taken back."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from bot.slack.once import Once


class Clock:
    """Seconds that only a test moves."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_only_the_first_of_many_threads_gets_the_claim() -> None:
    once = Once()
    with ThreadPoolExecutor(16) as pool:
        claims = list(pool.map(lambda _: once.claim("share"), range(200)))
    assert claims.count(True) == 1


def test_a_claim_taken_back_can_be_made_again() -> None:
    once = Once()
    once.claim("share")
    once.release("share")
    assert once.claim("share")


def test_a_claim_lasts_a_day() -> None:
    clock = Clock()
    once = Once(clock)
    once.claim("share")
    clock.now = 24 * 3600 - 1
    assert not once.claim("share")
    clock.now = 24 * 3600
    assert once.claim("share")


def test_memory_is_bounded() -> None:
    once = Once()
    for number in range(25_000):
        once.claim(number)
    assert len(once._claims) <= 20_000
