"""Addresses that every surface gives away: a calendar's, which other programs fetch."""

API_PREFIX = "/api/v1"
"""Of every address of the API."""


def calendar_path(secret: str) -> str:
    """Give the path of the calendar that a secret opens, behind the server's own address."""
    return f"{API_PREFIX}/calendars/{secret}.ics"
