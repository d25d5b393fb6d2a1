"""Lists of records: each declares its columns and rows, and gets page, search, sorting, choice of columns and files."""
