"""Who is on duty, who says so, and what is handed over."""
