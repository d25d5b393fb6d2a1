"""The budget tree of a year, and the page of one line in it."""
