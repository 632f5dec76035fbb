"""What a button stands for: sending, handling a card, and what comes after."""
