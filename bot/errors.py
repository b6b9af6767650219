"""Every exception that Briefbot raises on purpose.

    BriefbotError                 anything below; `str()` is a sentence fit for a person
    ├── SettingsError             settings are missing or malformed: all of them, each with its fix
    ├── LibraryError              the library has problems and must not be served
    ├── EditError                 a file of the library cannot be changed by itself
    ├── DocumentError             a document cannot be read, or is not what it says it is
    ├── QuestionsError            a file of labelled questions cannot be read
    ├── StartError                the bot cannot start (token refused, port taken, ...)
    ├── StateError                the database cannot be used
    └── DeliveryError             Slack did not take a message
        └── DeliveryUnknownError       it may or may not have taken it: posting again could post twice

Anything else that escapes is a defect; `bot.slack.middleware` turns it into one apology with an id.
"""

from __future__ import annotations

from collections.abc import Sequence


class BriefbotError(Exception):
    """Base of every error that is raised on purpose."""


class SettingsError(BriefbotError):
    """Settings are missing or malformed.

    `problems` holds one line for each: the setting's name, what is wrong and how to mend it.
    It never holds a setting's value, since that may be a secret.
    """

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


class LibraryError(BriefbotError):
    """The library has problems; `problems` holds one compiler-style message for each."""

    def __init__(self, problems: Sequence[object]) -> None:
        self.problems = tuple(str(problem) for problem in problems)
        super().__init__("\n".join(self.problems))


class EditError(BriefbotError):
    """A file of the library cannot be changed by itself; the text says why."""


class DocumentError(BriefbotError):
    """A document cannot be read, or not as what it says it is; the text names the file and the way out."""


class QuestionsError(BriefbotError):
    """A file of labelled questions cannot be read; the text names file and line."""


class StartError(BriefbotError):
    """The bot cannot start; the text says why and how to mend it."""


class StateError(BriefbotError):
    """The database cannot be used; the text says why and how to mend it, and never holds a password."""


class DeliveryError(BriefbotError):
    """Slack refused a message for good; `reason` is Slack's own word for it."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"Slack refused the message: {reason}")


class DeliveryUnknownError(DeliveryError):
    """The connection broke before Slack answered: the message may have been posted."""
