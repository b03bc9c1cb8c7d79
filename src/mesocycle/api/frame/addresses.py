"""Addresses that are given away: a calendar's, which other programs fetch."""

from mesocycle.api.frame.remedies import PREFIX


def calendar_path(secret: str) -> str:
    """Give the path of the calendar that a secret opens, behind the server's own address."""
    return f"{PREFIX}/calendars/{secret}.ics"
