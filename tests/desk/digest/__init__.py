"""The digest's calendar and its editions."""
