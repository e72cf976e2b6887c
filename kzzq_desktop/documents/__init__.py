"""Papers: plain frozen words in, a PDF out; no database is known here."""
