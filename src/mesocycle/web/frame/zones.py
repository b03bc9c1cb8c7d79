"""The zones that somebody may choose from."""

import zoneinfo
from functools import lru_cache

_REGIONS = (
    "Africa/",
    "America/",
    "Antarctica/",
    "Arctic/",
    "Asia/",
    "Atlantic/",
    "Australia/",
    "Europe/",
    "Indian/",
    "Pacific/",
)


@lru_cache(maxsize=1)
def zones() -> tuple[str, ...]:
    """Give them by name: places, and UTC."""
    known = zoneinfo.available_timezones()
    return ("UTC", *sorted(each for each in known if each.startswith(_REGIONS)))
