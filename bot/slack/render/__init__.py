"""Replies as Block Kit messages, within Slack's limits by construction."""
