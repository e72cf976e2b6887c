"""The cards that stand beside lists: one household, one member."""
