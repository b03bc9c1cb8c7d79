#!/usr/bin/env bash
# fitfast 0.1.0 (on the crate rustyfit) beside fitdecode 0.11.0: a FIT file whose header of 14 bytes has 0 as its own checksum.
# Expected: both read it: the protocol lets a header leave its checksum out by writing 0, and many devices do. The checksum of
#           the whole file is right.
# Instead:  fitdecode reads the one message, fitfast raises FitDecodeError about the header's checksum. With a worked-out
#           header checksum fitfast reads it too.
# Seen:     fitdecode 1 | fitfast without FitDecodeError: FIT decode error: checksum mismatch, found 64476 calculated 12116 | with 1
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check fitfast==0.1.0 fitdecode==0.11.0
"$folder/venv/bin/python" - <<'END'
import struct

import fitdecode
import fitfast


def crc(body):
    register = 0
    for byte in body:
        register ^= byte
        for _ in range(8):
            register = (register >> 1) ^ (0xA001 if register & 1 else 0)
    return register


def a_file(with_checksum):
    data = struct.pack("<BBBHB", 0x40, 0, 0, 0, 1) + struct.pack("<BBB", 0, 1, 0) + b"\0" + bytes([4])  # file_id: activity
    head = struct.pack("<BBHI4s", 14, 0x20, 2100, len(data), b".FIT")
    head += struct.pack("<H", crc(head) if with_checksum else 0)
    return head + data + struct.pack("<H", crc(head + data))


def read_by_fitfast(body):
    try:
        return len(fitfast.parse(body)["file_id"])
    except fitfast.FitDecodeError as no:
        return f"{type(no).__name__}: {no}"


with fitdecode.FitReader(a_file(False), check_crc=fitdecode.CrcCheck.RAISE) as reader:
    frames = [each for each in reader if isinstance(each, fitdecode.FitDataMessage)]
without, with_one = read_by_fitfast(a_file(False)), read_by_fitfast(a_file(True))
print("fitdecode", len(frames), "| fitfast without", without, "| with", with_one)
assert len(frames) == 1 and with_one == 1, "it does something else now"
assert str(without).startswith("FitDecodeError"), "it does something else now"
END
