"""What people put into their library, and what they say of it."""
