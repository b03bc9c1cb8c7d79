"""A routine that is followed: how far it is, what may become of it, and the receipts of what did."""
