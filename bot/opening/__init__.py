"""A desk from a folder: its library, the index of it, and the thresholds that were chosen for it."""
