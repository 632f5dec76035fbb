"""How first responses were before Frontdesk: read once from a channel's own history."""
