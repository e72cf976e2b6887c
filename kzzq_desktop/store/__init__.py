"""The encrypted office file: the only door to the database."""
