"""The bot's own words to people: acknowledgement, rating, morning list."""
