"""A reader that needs a package that nobody has."""

import harbour_master  # type: ignore[import-not-found]  # that is the point  # noqa: F401
