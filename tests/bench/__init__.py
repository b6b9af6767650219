"""Measurements. They compare within one run and fail on nothing: machines differ."""
