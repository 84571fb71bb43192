"""Speed of the installed command, measured against plain ways to do the same work."""
