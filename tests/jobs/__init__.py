"""The work that must happen once."""
