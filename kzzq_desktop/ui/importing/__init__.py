"""What the clerk sees of an import: the sheets as they stand, what is doubtful in them, and what saving would do."""
