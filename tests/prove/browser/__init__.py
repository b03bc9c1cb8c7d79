"""Proofs in a real browser."""
