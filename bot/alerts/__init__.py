"""Alerts: when they rise, to whom, whether they arrive, and why a wait is late."""
