"""The `/brief` subcommands, one a file; each module has a `COMMAND`."""
