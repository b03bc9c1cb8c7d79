"""Files damaged at random: bytes flipped, lost, doubled, moved; packed and cut off."""

import gzip
import io
import random

from mesocycle.domain.activity.activity import Activity
from mesocycle.domain.document import encode
from mesocycle.domain.reading.reject import Reject
from mesocycle.domain.reading.strict import read
from mesocycle.formats.activities.activity_file import read_activities
from mesocycle.formats.text.packed import Member, members
from tests.formats.fit_bytes import (
    a_fit_file,
    a_run,
    file_id,
    record,
    session,
    strength_set,
)
from tests.formats.real_files import real_files

_TCX = (
    b'<?xml version="1.0"?><TrainingCenterDatabase><Activities><Activity Sport="Running"><Id>2026-01-05T10:00:00Z</Id>'
    b'<Lap StartTime="2026-01-05T10:00:00Z"><TotalTimeSeconds>60</TotalTimeSeconds><Track><Trackpoint><Time>'
    b"2026-01-05T10:00:00Z</Time><AltitudeMeters>100</AltitudeMeters><DistanceMeters>0</DistanceMeters></Trackpoint>"
    b"</Track></Lap></Activity></Activities></TrainingCenterDatabase>"
)
_GPX = (
    b'<?xml version="1.0"?><gpx><trk><type>running</type><trkseg><trkpt lat="47" lon="8"><ele>400</ele><time>'
    b'2026-01-05T10:00:00Z</time></trkpt><trkpt lat="47.001" lon="8"><ele>401</ele><time>2026-01-05T10:01:00Z'
    b"</time></trkpt></trkseg></trk></gpx>"
)


def own_files() -> dict[str, list[bytes]]:
    """Give a few small files of each format that are made here."""
    sets = a_fit_file(file_id(), strength_set(0), record(1, 0, 100), session(0, 60, 0, sport=10, sub_sport=20))
    return {"fit": [a_run([(120, 400), (130, 400)]), sets], "tcx": [_TCX], "gpx": [_GPX]}


def all_files(longest: int = 400_000) -> dict[str, list[bytes]]:
    """Give the files made here and, where they are, the real ones up to a length."""
    found = own_files()
    for kind, pattern in (("fit", "fit-*/*.fit"), ("tcx", "tcx/*.tcx"), ("gpx", "gpx/*.gpx")):
        bodies = (path.read_bytes() for path in real_files(pattern))
        found[kind] += [body for body in bodies if len(body) <= longest]
    return found


def damaged(body: bytes, chance: random.Random) -> bytes:
    """Damage a body in one to eight places."""
    broken = bytearray(body)
    for _ in range(chance.randint(1, 8)):
        if not broken:
            break
        at = chance.randrange(len(broken))
        length = min(chance.choice((1, 2, 4, 16, 300)), len(broken) - at)
        match chance.randrange(7):
            case 0:
                broken[at] = chance.randrange(256)
            case 1:
                broken[at] ^= 1 << chance.randrange(8)
            case 2:
                del broken[at : at + length]
            case 3:
                broken[at:at] = broken[at : at + length] * chance.randint(1, 20)
            case 4:
                broken[at : at + length] = chance.choice((b"\xff", b"\x00", b"9", b"<")) * length
            case 5:
                broken[at:at] = broken[: chance.choice((14, 100))]
            case _:
                del broken[at + chance.randrange(200) :]
    return bytes(broken)


def check(body: bytes) -> int:
    """Read a body however damaged: what comes are sound activities and rejects; gives how many activities."""
    found = read_activities(body)
    assert found, "neither an activity nor a reject"
    for each in found:
        assert isinstance(each, Activity | Reject)
        if isinstance(each, Activity):
            assert read(encode(each), Activity) == each
    return sum(isinstance(each, Activity) for each in found)


def check_packed(body: bytes, chance: random.Random) -> None:
    """Pack a body, damage the packing and go through what is inside."""
    packed = damaged(gzip.compress(body), chance)
    for each in members("packed", io.BytesIO(packed)):
        if isinstance(each, Member):
            check(each.body)
