"""An invented report on ferries, told once for every format that documents of tests are made in."""

from __future__ import annotations

from dataclasses import dataclass

from bot.ingest.manuscript import Role


@dataclass(frozen=True, slots=True)
class Part:
    """A heading, paragraph or bullet; a soft hyphen is where a word may break, `{1}` the mark of a note."""

    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a document is made from."""

    title: str
    date: str
    running_header: str
    parts: tuple[Part, ...]


def _parts(text: str) -> tuple[Part, ...]:
    """Parts from paragraphs of text: `# ` begins a heading, `* ` a bullet, `|` is a soft hyphen."""
    roles = {"# ": Role.HEADING, "* ": Role.BULLET}
    paragraphs = [" ".join(part.replace("|", "\u00ad").split()) for part in text.strip().split("\n\n")]
    return tuple(
        Part(roles.get(part[:2], Role.PARAGRAPH), part.removeprefix("# ").removeprefix("* "))
        for part in paragraphs
    )


FERRIES = Report(
    title="Small Ferries and the Harbours They Need",
    date="May 2024",
    running_header="Small Ferries and Their Harbours",
    parts=_parts(
        """
        Few islands can pay for a bridge, and so the small ferry carries bread, school|books and mail.{1}
        This report asks what keeps such boats running when the winter storms arrive. It draws upon log|books
        of nine lines and on talks with crews in four ports.

        # Storms and Timetables

        Over the last ten years, storms have cancelled 14 percent of all winter cross|ings. The figure was
        9 percent in 2012. Cap|tains wait longer than they used to, because the pas|sage between the outer
        rocks has silted up and leaves less than 3 metres of water at low tide.{2}

        Passengers learn of a cancelled boat when they stand on the pier. A tele|phone line exists, yet nobody
        updates it after six in the evening. Island shops keep up to five days of flour in reserve, and the
        smallest of them have none at all.

        # Money for Harbours

        Harbour dues brought in 2.4 million crowns in 2023, while repairs to the east mole cost 6 million.
        The Board of Small Harbours (BSH) shares out what is left by ton|nage, which helps the large ports
        and leaves the well-kept small ones with worn lad|ders and dark lamps. A few repairs were paid for
        by gifts:

        * new lamps on the north pier, given by a fishing club;

        * two ladders and a gang|way, given by the school of navi|gation;

        * a tide gauge that sends its read|ings by radio every hour.

        The gifts were welcome, but a gift does not return each spring, and paint does not last.

        # Recommendations

        The board and the island councils can do much before the next winter.

        * The board should dredge the passage between the outer rocks every second year.

        * The island councils should publish each cancelled crossing by seven in the evening, on the pier and
        by mes|sage.

        * The board should share out harbour dues by land|ings rather than by tonnage, so that small ports
        can mend what they have.
        """
    ),
)
