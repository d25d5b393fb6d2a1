"""The versions of the DIPA: the road between them, what a revision changed, and what is known about each."""
