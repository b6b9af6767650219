"""The places in Slack where Briefbot can be reached, one a file; each module has a `SURFACE`."""
