"""Promised times: a time that a reply tells the customer, what became of it, and who has to keep it."""
