"""Streams that stay open."""
