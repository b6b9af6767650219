"""A validator of Slack's documented Block Kit limits.

Slack's own validator needs the network, and its SDK does not check blocks given as plain dicts;
these pure functions say beforehand what Slack would refuse. Lengths are counted in UTF-16 code
units (an emoji outside the BMP counts 2), the largest reading of Slack's "characters".
"""

from bot.playground.rules.limits import ADVISABLE_MESSAGE_TEXT
from bot.playground.rules.mentions import mentions_in_message, raw_markup_in_message
from bot.playground.rules.messages import problems_of_message
from bot.playground.rules.problem import Problem, units
from bot.playground.rules.views import problems_of_view

__all__ = [
    "ADVISABLE_MESSAGE_TEXT",
    "Problem",
    "mentions_in_message",
    "problems_of_message",
    "problems_of_view",
    "raw_markup_in_message",
    "units",
]
