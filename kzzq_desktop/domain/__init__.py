"""What things are and what is allowed: the nouns."""
