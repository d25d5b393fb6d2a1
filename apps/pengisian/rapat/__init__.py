"""Pages of the evaluation meetings: the list, one meeting, its forms, its papers and its files."""
