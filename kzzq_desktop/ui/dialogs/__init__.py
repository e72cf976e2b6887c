"""Windows and dialogs that stand before or above the main window: first start, sign-in, about, password."""
