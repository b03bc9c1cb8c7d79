"""The time zone of the machine that a command runs on."""

import os
from pathlib import Path

from mesocycle.cli.frame.refusals import CommandNotUnderstood
from mesocycle.domain.instant import is_zone

_LINK = Path("/etc/localtime")
_NAMED = Path("/etc/timezone")


def machine_zone() -> str:
    """Give the IANA name of this machine's zone, or ask for one."""
    linked = str(_LINK.resolve()).rpartition("zoneinfo/")[2] if _LINK.exists() else ""
    written = _NAMED.read_text(encoding="utf-8", errors="replace").strip() if _NAMED.is_file() else ""
    for name in (os.environ.get("TZ", "").removeprefix(":"), linked, written):
        if name and is_zone(name):
            return name
    raise CommandNotUnderstood("The time zone of this machine has no name.", "Add --time-zone Europe/Berlin.")
