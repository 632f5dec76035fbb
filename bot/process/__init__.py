"""One process: its parts, what keeps them running, and what is out of order."""
