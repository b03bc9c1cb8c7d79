"""FIT files made in tests, byte by byte: what the readers must always be tested with, whoever has real files."""

import struct

_SIZES = {0x00: "B", 0x02: "B", 0x84: "H", 0x85: "i", 0x86: "I"}
UTC_BASE = 1_100_000_000
"""FIT seconds of 2024-11-08T11:33:20Z."""

Field = tuple[int, int, int]
"""Number, base type, value."""


def crc(body: bytes) -> int:
    """Give the CRC-16 of FIT, worked out bit by bit (the definition, not the program's table)."""
    register = 0
    for byte in body:
        register ^= byte
        for _ in range(8):
            register = (register >> 1) ^ (0xA001 if register & 1 else 0)
    return register


def message(number: int, *fields: Field) -> bytes:
    """Write one definition and one data message."""
    definition = struct.pack("<BBBHB", 0x40, 0, 0, number, len(fields))
    for field, base, _ in fields:
        definition += struct.pack("<BBB", field, struct.calcsize(_SIZES[base]), base)
    return definition + b"\0" + b"".join(struct.pack(f"<{_SIZES[base]}", value) for _, base, value in fields)


def a_fit_file(*messages: bytes, claims: int | None = None) -> bytes:
    """Put messages into a file with a right checksum; `claims` is another length than they have."""
    body = b"".join(messages)
    header = struct.pack("<BBHI4s", 12, 0x20, 2100, len(body) if claims is None else claims, b".FIT")
    return header + body + struct.pack("<H", crc(header + body))


def file_id(kind: int = 4) -> bytes:
    """Say what kind of file it is: 4 is an activity, 5 a workout."""
    return message(0, (0, 0x00, kind), (4, 0x86, UTC_BASE))


def record(second: int, metres: float, altitude: float, beats: int = 150) -> bytes:
    """Write one sample."""
    return message(
        20,
        (253, 0x86, UTC_BASE + second),
        (5, 0x86, round(metres * 100)),
        (2, 0x84, round((altitude + 500) * 5)),
        (3, 0x02, beats),
        (4, 0x02, 85),
    )


def lap(start: int, seconds: float, metres: float, *, step: int | None = None) -> bytes:
    """Write one lap."""
    led = () if step is None else ((71, 0x84, step),)
    return message(
        19,
        (253, 0x86, UTC_BASE + start + round(seconds)),
        (2, 0x86, UTC_BASE + start),
        (7, 0x86, round(seconds * 1000)),
        (8, 0x86, round(seconds * 1000)),
        (9, 0x86, round(metres * 100)),
        *led,
    )


def session(
    start: int, seconds: float, metres: float, *, sport: int = 1, sub_sport: int = 0, ascent: int | None = None
) -> bytes:
    """Write one session: sport 1 is running, 10 training; sub_sport 3 is trail, 20 strength training."""
    climbed = () if ascent is None else ((22, 0x84, ascent),)
    return message(
        18,
        (253, 0x86, UTC_BASE + start + round(seconds)),
        (2, 0x86, UTC_BASE + start),
        (7, 0x86, round(seconds * 1000)),
        (8, 0x86, round(seconds * 1000)),
        (9, 0x86, round(metres * 100)),
        (5, 0x00, sport),
        (6, 0x00, sub_sport),
        *climbed,
    )


def strength_set(start: int, *, active: bool = True, reps: int = 5, weight_16: int = 1600, category: int = 28) -> bytes:
    """Write one `set` message; the weight is in sixteenths of a kilogram, category 28 is a squat."""
    return message(
        225,
        (254, 0x86, UTC_BASE),
        (6, 0x86, UTC_BASE + start),
        (0, 0x86, 30_000),
        (3, 0x84, reps),
        (4, 0x84, weight_16),
        (5, 0x02, int(active)),
        (7, 0x84, category),
        (8, 0x84, 6),
    )


def a_run(laps: list[tuple[float, float]], *, sub_sport: int = 0, start: int = 0) -> bytes:
    """Give an activity file of a run by its laps (seconds, metres) on flat ground, a sample every ten seconds."""
    parts, at, metres = [file_id()], start, 0.0
    for seconds, length in laps:
        parts.extend(
            record(at + second, metres + length * second / seconds, 100.0) for second in range(0, int(seconds), 10)
        )
        parts.append(lap(at, seconds, length))
        at, metres = at + int(seconds), metres + length
    parts.append(record(at, metres, 100.0))
    parts.append(session(start, at - start, metres, sub_sport=sub_sport))
    return a_fit_file(*parts)
