"""The parts of the screen 履职: the form of an entry, the log, the counts."""
