"""The screen of the exchange by stick: overview, the run of an exchange, the desk where conflicts are settled."""
