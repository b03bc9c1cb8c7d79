"""What the tests of people share."""

import argon2

CHEAP = argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""For the tests in which many passwords are looked at."""
