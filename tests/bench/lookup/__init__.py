"""Lookup against its peers, on the same queries in one run: `make bench-lookup`."""
