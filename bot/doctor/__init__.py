"""`brief doctor`: what a new operator gets wrong, each with its fix.

A check gathers facts at the edge (`surroundings`), and a pure function judges them. `checks` lists all of
them, `running` asks them at once, and `bot.cli.doctor` draws what they found.
"""
