#!/usr/bin/env bash
# fitdecode 0.11.0, fitparse 1.2.0, garmin-fit-sdk 21.218.0: activity.local_timestamp, what the clock on the wrist showed.
# Expected: the same from all three: a civil time, 10:00, of no zone.
# Instead:  fitdecode gives 10:00 UTC, two hours from the instant that it was; fitparse 10:00 without a zone, but the timestamp
#           beside it, which is UTC, has none either; the SDK gives seconds since 1989-12-31, while it turns the timestamp
#           beside it into a date.
# Seen:     the three values below
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check fitdecode==0.11.0 fitparse==1.2.0 garmin-fit-sdk==21.218.0
"$folder/venv/bin/python" - <<'END'
import struct

import fitdecode
import fitparse
from garmin_fit_sdk import Decoder, Stream

START = 1_148_889_600  # 2026-05-28 08:00:00 UTC, in seconds since 1989-12-31


def crc(data):
    table = [0x0000, 0xCC01, 0xD801, 0x1400, 0xF001, 0x3C00, 0x2800, 0xE401]
    table += [0xA001, 0x6C00, 0x7800, 0xB401, 0x5000, 0x9C01, 0x8801, 0x4400]
    check = 0
    for byte in data:
        for half in (byte & 15, byte >> 4):
            check = (check >> 4) ^ table[check & 15] ^ table[half]
    return check


def definition(local, number, *fields):
    return bytes([0x40 | local, 0, 0]) + struct.pack("<HB", number, len(fields)) + b"".join(map(bytes, fields))


def fit(*messages):
    body = b"".join(messages)
    head = struct.pack("<BBHI4s", 14, 0x20, 2132, len(body), b".FIT")
    whole = head + struct.pack("<H", crc(head)) + body
    return whole + struct.pack("<H", crc(whole))


file_id = definition(0, 0, (0, 1, 0), (1, 2, 0x84), (2, 2, 0x84), (4, 4, 0x86)) + b"\0" + struct.pack("<BHHI", 4, 255, 1, START)
activity = definition(1, 34, (253, 4, 0x86), (0, 4, 0x86), (1, 2, 0x84), (2, 1, 0), (5, 4, 0x86))
activity += b"\1" + struct.pack("<IIHBI", START, 2000, 1, 0, START + 7200)  # Berlin, in summer
data = fit(file_id, activity)

decoded = [each for each in fitdecode.FitReader(data) if isinstance(each, fitdecode.FitDataMessage)]
(parsed,) = fitparse.FitFile(data).get_messages("activity")
official, errors = Decoder(Stream.from_byte_array(bytearray(data))).read()
assert not errors
(told,) = official["activity_mesgs"]
seen = [
    (str(decoded[-1].get_value("timestamp")), str(decoded[-1].get_value("local_timestamp"))),
    (str(parsed.get_value("timestamp")), str(parsed.get_value("local_timestamp"))),
    (str(told["timestamp"]), str(told["local_timestamp"])),
]
print(*seen, sep="\n")
assert seen == [
    ("2026-05-28 08:00:00+00:00", "2026-05-28 10:00:00+00:00"),
    ("2026-05-28 08:00:00", "2026-05-28 10:00:00"),
    ("2026-05-28 08:00:00+00:00", str(START + 7200)),
], "they do something else now"
END
