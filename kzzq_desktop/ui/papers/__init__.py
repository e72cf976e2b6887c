"""Parts of the screen that prints papers."""
