"""One session: its plan in the reader's own amounts, the deed beside it, and what may become of it."""
