"""A trainer's groups of athletes."""
