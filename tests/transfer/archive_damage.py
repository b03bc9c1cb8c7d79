"""Archives damaged at random, and what must hold of whatever becomes of them."""

import io
import random
import warnings
import zipfile
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import msgspec

from mesocycle.domain.archive.archive import ArchiveNotUsable, ArchivePart
from mesocycle.domain.people.act import Act, Actor
from mesocycle.domain.people.user import Role
from mesocycle.domain.refusal import Refusal
from mesocycle.formats.documents.archive import MANIFEST, TYPES, opened_archive, part_file, whose
from mesocycle.storage.engine.database import Database
from mesocycle.storage.upkeep.verify import verify
from mesocycle.transfer.archive.import_archive import import_archive
from tests.arrange import ADMIN, a_user, an_act
from tests.formats.damage import damaged
from tests.formats.json_damage import damaged_json

LATER = "2026-02-01T09:00:00.000Z"
_ODD_NAMES = (
    *("../evil.txt", "/etc/passwd", "C:\\x", "sessions.ndjson", "manifest.json", "x" * 300, "\u202e.ndjson", "a/"),
)

_ANNIE = Actor("annie", frozenset({Role.ATHLETE}))
_WAYS: tuple[tuple[Act, str | None], ...] = ((an_act(ADMIN, LATER), None), (an_act(_ANNIE, LATER), "annie"))
"""Who takes it in, and into whose training: a user who comes to be here, or one who is here."""

Members = dict[str, bytes]


def damaged_archive(archive: bytes, chance: random.Random) -> bytes:
    """Damage an archive: its bytes, a member, or its documents, then with a manifest that says what is there."""
    if chance.random() < 0.2:
        return damaged(archive, chance)
    members = _unpacked(archive)
    part = chance.choice([part for part in ArchivePart if members[part_file(part)]])
    name = part_file(part)
    match chance.randrange(8):
        case 0:
            members[name] = damaged(members[name], chance)
        case 1:
            members[MANIFEST] = damaged_json(members[MANIFEST], chance)
        case 2:
            members[name] = damaged(members[name], chance)
            _describe(members, part)
        case _:
            for _ in range(chance.choice((1, 1, 1, 4))):
                _damage_lines(members, part, chance)
                _describe(members, part)
                part = chance.choice(list(ArchivePart))
    return _packed(members, chance)


def _unpacked(archive: bytes) -> Members:
    with zipfile.ZipFile(io.BytesIO(archive)) as held:
        return {name: held.read(name) for name in held.namelist()}


def _packed(members: Members, chance: random.Random) -> bytes:
    to = io.BytesIO()
    odd = chance.choice(_ODD_NAMES) if chance.random() < 0.03 else None
    with zipfile.ZipFile(to, "w", chance.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))) as held:
        for name, body in members.items():
            held.writestr(name, body)
        if odd is not None:
            with warnings.catch_warnings(action="ignore"):  # of a name that is there twice
                held.writestr(odd, b"x")
    return to.getvalue()


def _describe(members: Members, part: ArchivePart) -> None:
    """Let the manifest say what a part holds now."""
    manifest = msgspec.json.decode(members[MANIFEST])
    body = members[part_file(part)]
    for each in manifest["parts"]:
        if each["name"] == part:
            each |= {"lines": body.count(b"\n"), "bytes": len(body), "sha256": sha256(body).hexdigest()}
    members[MANIFEST] = msgspec.json.encode(manifest)


def _damage_lines(members: Members, part: ArchivePart, chance: random.Random) -> None:
    lines = members[part_file(part)].splitlines(keepends=True)
    if not lines:
        return
    at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    match chance.randrange(7):
        case 0:
            del lines[at]
        case 1:
            lines.insert(other, lines[at])
        case 2:
            lines[at], lines[other] = lines[other], lines[at]
        case _:
            lines[at] = _damaged_line(lines[at], part, chance)
    members[part_file(part)] = b"".join(lines)


def _damaged_line(line: bytes, part: ArchivePart, chance: random.Random) -> bytes:
    """Damage a document, a few times where need be, so that it still is one of its part, if it can be."""
    for _ in range(20):
        changed = damaged_json(line, chance)
        try:
            return msgspec.json.encode(msgspec.json.decode(changed, type=TYPES[part])) + b"\n"
        except (msgspec.DecodeError, UnicodeError):
            continue
    return changed.replace(b"\n", b"") + b"\n"


def receiving(db: Database) -> None:
    """Let somebody live on the server who may take archives into their own training."""
    a_user(db, "annie")


def check_archive(db: Database, archive: bytes, chance: random.Random) -> bool:
    """Read an archive however damaged, and try to take it in; tells whether it could be read."""
    stream = io.BytesIO(archive)
    lines: dict[ArchivePart, int] = {}
    try:
        with opened_archive(stream) as found:
            found.check()
            found.user()
            for part in ArchivePart:
                lines[part] = len([whose(each) for _, batch in found.batches(part) for each in batch])
    except ArchiveNotUsable as no:
        _is_said(no)
        return False
    act, into = chance.choice(_WAYS)
    try:
        taken = import_archive(db, stream, act, into=into, dry_run=True)
    except Refusal as no:
        _is_said(no)
        return True
    told = {each.part: each.imported + each.already_there + each.rejected for each in taken.parts}
    assert told == lines, (told, lines)
    assert all(each.reason and each.remedy for each in taken.rejected)
    return True


def _is_said(no: Refusal) -> None:
    assert no.sentence
    assert no.remedy


def check_taken_in(empty: Path, place: Path, archive: bytes, chance: random.Random) -> None:
    """Take an archive in for good, on a server with nobody but `annie`: what came in holds, and comes in once."""
    path = place / "taken-in.sqlite"
    path.write_bytes(empty.read_bytes())
    db = Database.open(f"sqlite:///{path}")
    act, into = chance.choice(_WAYS)
    try:
        receiving(db)
        with suppress(Refusal):
            import_archive(db, io.BytesIO(archive), act, into=into)
            again = import_archive(db, io.BytesIO(archive), act, into=into)
            assert [each for each in again.parts if each.imported] == []
        with db.read() as read:
            found = verify(read).findings
            assert found == (), found
    finally:
        db.close()
