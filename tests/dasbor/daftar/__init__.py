"""Lists of data: their state, their files, who sees them, what they cost."""
