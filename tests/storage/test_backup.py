"""Backups: whole, portable between engines, restored all or not at all."""
