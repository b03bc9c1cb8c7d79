"""Routines: followed, one's own, public, shipped."""
