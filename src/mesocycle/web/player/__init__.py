"""The player: its page, what the phone keeps, and what makes it start without a network."""
