"""Bytes of other forms become domain values, and back; knows no storage and no user."""
