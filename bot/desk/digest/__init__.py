"""The digest: who gets which edition, when, and what stands in it. Pure, as all of the desk."""
