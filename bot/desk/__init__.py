"""What to reply, on any surface: a query in, a platform-neutral `Reply` out. Pure."""
