"""What somebody sets for themselves, and who and what has a way in."""
