"""What the tests of client share."""

COMING = "2100-01-04"
"""A Monday that is to come whenever the test runs: the server's clock is the real one."""
