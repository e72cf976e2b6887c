"""Rows of ledgers in, drafts and problems out."""
