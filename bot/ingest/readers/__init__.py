"""A reader for each format: what a document says, as a manuscript."""
