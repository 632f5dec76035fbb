"""What is known about people: told in full, and forgotten when they ask."""
