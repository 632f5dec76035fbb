"""Nudges: what an agent is reminded of, when it is one too many, and what would be tactless."""
