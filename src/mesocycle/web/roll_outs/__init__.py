"""One version for many athletes."""
