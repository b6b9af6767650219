"""What must be remembered, in SQLite or PostgreSQL: the stores behind `bot.desk.ports`."""
