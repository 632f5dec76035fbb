"""A draft from falling due to standing on the card."""
