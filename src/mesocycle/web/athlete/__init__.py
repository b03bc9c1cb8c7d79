"""One athlete, as their trainer sees them."""
