"""What staff see, made from the rows as they stand."""
