"""The playground as a web page: what a person sees of the workspace."""
