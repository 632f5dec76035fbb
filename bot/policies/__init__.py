"""A channel's policy as people meet it: in forms, read back from them, and in words."""
