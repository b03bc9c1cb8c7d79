"""The worst that is valid: documents, whoever sends them, and whoever else waits meanwhile."""
