"""Business hours: when a desk is open, what does not count, and how both are written."""
