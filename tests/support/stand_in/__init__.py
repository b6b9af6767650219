"""A recording stand-in for Slack: a real server on loopback, for tests of a whole app.

It answers as Slack does where a bot can notice: tokens, limits, refusals, frames. Everything the
bot sends is kept for the test to look at, and every message is validated.
"""

from .records import Answer, ApiCall, Response
from .stand_in import StandIn

__all__ = ["Answer", "ApiCall", "Response", "StandIn"]
