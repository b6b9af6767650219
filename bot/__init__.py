"""Briefbot: a briefing desk for team channels, answering from a library of policy reports."""
