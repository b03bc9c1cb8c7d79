"""From an address to a first planned session."""
