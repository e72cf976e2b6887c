"""Papers: frozen words in, PDF out."""
