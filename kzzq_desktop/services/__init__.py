"""What the clerk does: the verbs."""
