"""How figures are written: amounts of money, shares, counts; each kind's form as a regular expression."""

from __future__ import annotations

import re

CURRENCIES = {
    "$": "US dollars", "US$": "US dollars", "USD": "US dollars", "A$": "Australian dollars",
    "AU$": "Australian dollars", "C$": "Canadian dollars", "CA$": "Canadian dollars",
    "NZ$": "New Zealand dollars", "HK$": "Hong Kong dollars", "€": "euros", "EUR": "euros",
    "£": "pounds", "GBP": "pounds", "¥": "yen", "JPY": "yen", "CHF": "Swiss francs",
    "NOK": "Norwegian kroner", "SEK": "Swedish kronor", "DKK": "Danish kroner",
    "₹": "rupees", "Rs": "rupees", "Rs.": "rupees", "INR": "Indian rupees", "PKR": "Pakistani rupees",
}  # fmt: skip
"""What the signs before an amount mean. Others, such as "R$", are left to an editor."""

SIGNS = sorted(CURRENCIES, key=len, reverse=True)
"""The longest first."""

COIN = (
    r"(?:(?:US|Swiss|Canadian|Australian) )?(?:dollars|euros|pounds|yen|rupees|crowns|francs|kron[oe]r|yuan)"
)
COUNTING = r"(?:one|two|three|four|five|six|seven|eight|nine|a)"

_HEDGE = (
    r"(?:(?:well )?(?:more|less|fewer) than|(?:just |well )?over|under|nearly|almost|about|around"
    r"|approximately|roughly|some|up to|at least|only|just|an estimated|as (?:many|much) as)"
)
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}|\d+(?:\.\d+)?)(?!\d|[.,]\d)"
"""Also grouped as in India: 12,50,000. What is grouped or pointed in another way is no number."""

_LARGE = r"(?:thousand|lakh|million|crore|billion|trillion)"
_SIZE = rf"(?:[ -]{_LARGE}| ?(?:bn|tn|mn|m|k))\b"
_RATE = r"(?: (?:a|per|each) (?:year|month|day|week|person|head|capita)| (?:annually|yearly|monthly))?"
_SIGN = rf"(?<!\w)(?:{'|'.join(map(re.escape, SIGNS))}) ?"
_ALONE = r"(?<![\w.,$€£/-])"
_NO_YEAR = r"(?!(?:19|20)\d{2}\b)"
_SPAN = (
    rf"(?:between {_NO_YEAR}{_NUMBER} and {_NUMBER}|{_NO_YEAR}{_NUMBER} to {_NUMBER}"
    rf"|{_NUMBER}(?:[–-]{_NUMBER})?)"
)
"""One number, or two. "12 percent in 2019 to 14 percent" has no span that begins in 2019."""

_MONEY_SPAN = (
    rf"between {_SIGN}{_NUMBER} and {_SIGN}{_NUMBER}{_SIZE}"
    rf"|{_SIGN}{_NUMBER} to (?:{_SIGN})?{_NUMBER}{_SIZE}"
    rf"|{_SIGN}{_NUMBER}(?:{_SIZE})?[–-](?:{_SIGN})?{_NUMBER}(?:{_SIZE})?"
)
"""What is said once of two amounts, as in "$3 to $5 million": the first alone would be another amount."""

_PART = r"(?:half|thirds?|quarters?|fifths?|tenths?)"
_IN_WORDS = r"(?:dozen|hundred|thousand|million|billion|trillion)"
"""What the library takes for a quantity without a digit, as are the parts above."""

_TENS = r"(?:ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
_FORMS = {
    "money": rf"(?:{_MONEY_SPAN}|{_SIGN}{_NUMBER}(?:{_SIZE})?)\b{_RATE}",
    "coins": rf"{_ALONE}{_SPAN}(?: {_LARGE})? (?P<coin>{COIN})\b{_RATE}",
    "share": rf"{_ALONE}{_SPAN} ?(?:%|percent\b|per cent\b|percentage points?\b)",
    "many": (
        r"\b(?:(?:tens of|hundreds of|thousands of) (?:thousands|millions|billions)"
        r"|dozens|hundreds|thousands|millions|billions"
        rf"|(?:{COUNTING}|{_TENS}|several|a few|half a) {_IN_WORDS}(?: {_LARGE})?)\b"
    ),
    "part": rf"\b(?:{COUNTING}[- ]{_PART}|half)\b",
    "count": rf"{_ALONE}{_SPAN}(?P<large> {_LARGE})?(?![\w%/–-])",
}
"""By kind. What more than one fits is of the first."""

FIGURE = re.compile(
    rf"(?:\b{_HEDGE} )?(?:{'|'.join(f'(?P<{kind}>{form})' for kind, form in _FORMS.items())})", re.IGNORECASE
)
"""A figure of any kind with its hedge; the group that matched is its kind."""
