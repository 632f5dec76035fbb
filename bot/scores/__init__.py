"""How good first replies are, and who sees which figure."""
