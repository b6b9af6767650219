"""Every form that our tables have had, and the way from each to the next."""
