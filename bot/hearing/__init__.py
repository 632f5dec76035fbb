"""How a burst is read: cues, feeling, and what no list of words holds."""
