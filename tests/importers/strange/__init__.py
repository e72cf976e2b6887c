"""Strange ledgers: what clerks keep that the shared sets do not have, written with its truth; nothing here knows the reader."""
