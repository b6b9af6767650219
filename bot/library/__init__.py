"""What the reports say, read from YAML into an immutable snapshot. Imports no other layer."""
