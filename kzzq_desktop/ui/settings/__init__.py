"""The cards of the settings screen: each is a widget with refresh()."""
