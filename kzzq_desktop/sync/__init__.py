"""Formats, seals and the pure merge of the exchange by files; knows no database."""
