#!/usr/bin/env bash
# icalendar 7.3.2: Timezone.from_tzid("Europe/Berlin"), for calendars that bring their zones along.
# Expected: DTSTART of an observance in the local time before the change (RFC 5545, 3.6.5): summer time begins on 2026-03-29
#           at 02:00 of winter time, so DTSTART:20260329T020000 with TZOFFSETFROM:+0100.
# Instead:  03:00, which with TZOFFSETFROM:+0100 is an hour after the change. The change back (03:00, +0200) is right.
# Seen:     20260329T030000 +0100; 20261025T030000 +0200
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check icalendar==7.3.2 tzdata==2026.6
"$folder/venv/bin/python" - <<'END'
from datetime import date

from icalendar import Timezone

zone = Timezone.from_tzid("Europe/Berlin", first_date=date(2026, 1, 1), last_date=date(2026, 12, 31))
lines = zone.to_ical().decode().splitlines()
observances = [
    (lines[at].removeprefix("DTSTART:"), next(each for each in lines[at:] if each.startswith("TZOFFSETFROM")))
    for at in range(len(lines))
    if lines[at].startswith("DTSTART:") and not lines[at].startswith("DTSTART:20260101")
]
print(observances)
assert observances == [
    ("20260329T030000", "TZOFFSETFROM:+0100"),
    ("20261025T030000", "TZOFFSETFROM:+0200"),
], "it does something else now"
END
