"""Buttons and modals that an older version of Briefbot has drawn: whoever uses one is told so."""

from __future__ import annotations

from typing import Final

from slack_bolt import Ack

from bot.slack.case_modals import word

OLD_BUTTON: Final = "This button is from an older version of Briefbot. Please ask again: /brief help"
_OLD_MODAL: Final = (
    "This window is from an older version of Briefbot: nothing was saved. Please close it and open it again."
)


def say_it_is_old(ack: Ack) -> None:
    """Answer a modal that cannot be read with words in its place."""
    ack(response_action="update", view=word(_OLD_MODAL))
