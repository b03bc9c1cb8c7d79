"""Collections of session documents damaged at random, and what must hold of whatever the readers make of them."""

import io
import json
import random

from mesocycle.domain.people.act import Act
from mesocycle.domain.reading.reject import Reject
from mesocycle.formats.documents.sessions import SessionDocument, SessionForm, read_sessions, write_sessions
from mesocycle.storage.engine.database import Database
from mesocycle.transfer.documents.candidates import DocumentCandidate, Owner, look_at
from mesocycle.transfer.documents.import_sessions import import_sessions
from tests.formats.damage import damaged
from tests.formats.json_damage import damaged_json

_OWNERS = tuple(
    Owner("annie", ((("2020-01-01T00:00:00.000Z"), zone),))
    for zone in ("UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Berlin")
)
_MOST_DOCUMENTS = 12
"""In a damaged collection: a few tell as much as many, and take less time."""


def damaged_collection(collection: bytes, chance: random.Random) -> bytes:
    """Damage a collection: its bytes, or the values in its documents, in any form that they may be written in."""
    if chance.random() < 0.3:
        return damaged(collection, chance)
    lines = [line.rstrip(b",") for line in collection.splitlines() if line.strip() not in (b"[", b"]", b"[]")]
    begin = chance.randrange(max(1, len(lines) - _MOST_DOCUMENTS + 1))
    some = lines[begin : begin + _MOST_DOCUMENTS]
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(some))
        some[at] = damaged_json(some[at], chance)
    match chance.randrange(5):
        case 0:
            body = b"[" + b",\n".join(some) + b"]"
        case 1:
            body = b"\n".join(_spread(line) for line in some)
        case 2:
            body = some[0]
        case _:
            body = b"\n".join(some) + b"\n"
    body = chance.choice((b"", b"", b"", b"\xef\xbb\xbf")) + body
    return damaged(body, chance) if chance.random() < 0.1 else body


def _spread(line: bytes) -> bytes:
    """Write a document over many lines, as people do."""
    try:
        return json.dumps(json.loads(line), indent=2).encode()
    except ValueError:
        return line


def check_collection(db: Database, act: Act, body: bytes, chance: random.Random) -> int:
    """Read a collection however damaged: what is understood can be kept and given back; gives how much that is."""
    owner = chance.choice(_OWNERS)
    read = list(read_sessions(body))
    found = [each if isinstance(each, Reject) else look_at(each, owner) for each in read]
    for document, each in zip(read, found, strict=True):
        assert each.line >= 1
        if isinstance(each, Reject):
            assert each.reason
            assert each.remedy
        else:
            assert isinstance(document, SessionDocument)
            _check_given_back(each, document.body, owner)
    result = import_sessions(db, owner.id, {"sessions": body}, act, dry_run=True)
    assert len(result.items) == len(found)
    assert all(each.reason and each.remedy for each in result.items if each.session_id is None)
    return sum(isinstance(each, DocumentCandidate) for each in found)


def _check_given_back(candidate: DocumentCandidate, body: bytes, owner: Owner) -> None:
    """Look whether a session is the same again, in whichever form it is written."""
    for form in SessionForm:
        to = io.BytesIO()
        write_sessions(to, form, [[(candidate.read.session, candidate.read.foreign)]])
        (document,) = read_sessions(to.getvalue())
        assert isinstance(document, SessionDocument), (form, document)
        again = look_at(document, owner)
        assert isinstance(again, DocumentCandidate), (form, again)
        if form is SessionForm.JSON or (form is SessionForm.NDJSON and len(body.splitlines()) == 1):
            assert again.read.session == candidate.read.session, form
