"""What people do in the workspace: one module a kind of thing, each with its `ACTS` by name."""
