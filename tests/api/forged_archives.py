"""Forged archives against a server: whatever they claim, nothing of others changes, and every read answers."""

import copy
import io
import random
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any, NamedTuple

import msgspec
import sqlalchemy as sa

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.assignments.roll_out import roll_out
from mesocycle.actions.assignments.undo_receipt import undo_receipt
from mesocycle.actions.people.erase_account import erase_user
from mesocycle.domain.archive.verification import FindingCode
from mesocycle.domain.assignment.assignment import AssignmentRequest
from mesocycle.domain.assignment.roll_out import RollOutStatus
from mesocycle.domain.people.user import User
from mesocycle.domain.refusal import Refusal
from mesocycle.storage.assignments import receipts
from mesocycle.storage.engine.database import Database
from mesocycle.storage.plans import routines
from mesocycle.storage.tables.training import metadata
from mesocycle.storage.upkeep.verify import verify
from mesocycle.transfer.archive.import_archive import import_archive
from tests.api.conftest import Client, SignedClient, a_secret
from tests.arrange import ADMIN, a_coaching, a_trainer, a_user, an_act, the_versions
from tests.builders import a_version
from tests.transfer.forging import Documents, forged

LATER = "2026-02-01T09:00:00.000Z"
PARTS = ("receipts", "assignments", "events", "routine_versions", "messages", "kept_parts", "tags")
"""What is forged: all that names others, or that later doing trusts."""
OTHERS = ("tom", "bob")
HIDDEN = "A plan that nobody is shown"
SECRET, SPARE = "secret-1", "spare-1"
_PERSONS = ("user_id", "id", "owner_id", "created_by", "trainer_id", "athlete_id")
_READS = (
    "/routine-assignments", "/receipts", "/workout-sessions?from=2026-01-01&to=2026-03-31", "/changes?limit=500",
    "/reference-values", "/routines", "/analytics/weeks?from=2025-12-01&to=2026-03-31", "/analytics/adherence",
    "/analytics/records", "/analytics/running", "/analytics/load", "/imports", "/exports/calendar.ics",
    "/exports/sets.csv", "/exports/sessions", "/exports/archive", "/messages?unread=true", "/kept-parts", "/tags",
)  # fmt: skip
_READ_OF = {
    "workout_session": ("/workout-sessions/{}", "/workout-sessions/{}/events", "/analytics/sessions/{}",
                        "/workout-sessions/{}/performance-log", "/analytics/sessions/{}/three-way"),
    "deleted_session": ("/workout-sessions/{}/tombstone", "/workout-sessions/{}/events"),
    "routine_assignment": ("/routine-assignments/{}",),
    "receipt": ("/receipts/{}",),
}  # fmt: skip
_PER_TABLE = 2


class Outcome(NamedTuple):
    """What became of one forged archive."""

    mutations: int
    taken: bool
    undone: int
    reads: int
    codes: frozenset[str]


class World:
    """A server with people who have nothing to do with whoever brings forged archives, or coach them."""

    def __init__(self, db: Database, server: Client, archive: bytes) -> None:
        """Let Tom have a secret plan that Bob follows, and one that nobody does."""
        self.db = db
        self._server = server
        self._archive = archive
        self.tom = a_trainer(db)
        bob = a_user(db, "bob")
        a_coaching(db, self.tom, bob)
        for version_id, routine_id in ((SECRET, "secret"), (SPARE, "spare")):
            hidden = a_version(id=version_id, parent_routine_id=routine_id, created_by="tom", name=HIDDEN)
            the_versions(db, self.tom, hidden)
        assign_routine(db, "bob", SECRET, AssignmentRequest(start_date="2026-01-05"), an_act(self.tom))
        self._before = self._of_others()
        self._names = self._their_ids()
        self._tom = SignedClient(server, a_secret(db, "tom"))

    def trial(self, name: str, chance: random.Random) -> Outcome:
        """Let somebody who comes and goes take a forged archive in; raises where it did harm."""
        ann = a_user(self.db, name)
        is_coached = chance.random() < 0.3
        if is_coached:
            a_coaching(self.db, self.tom, ann)
        mutations, archive = self._forged(chance)
        taken = False
        with suppress(Refusal):
            import_archive(self.db, archive, an_act(ann, LATER), into=name)
            taken = True
        undone = self._undo_all(ann)
        reads = self._read_all(ann, chance, is_coached=is_coached)
        codes = self._check()
        erase_user(self.db, name, an_act(ADMIN, LATER))
        require(self._of_others() == self._before, "something of others changed with the account")
        return Outcome(mutations, taken, undone, reads, codes)

    def roll_out(self) -> None:
        """Let Tom give everybody a new version: nobody stands in the way of the others."""
        the_versions(self.db, self.tom, a_version(id="loud-1", parent_routine_id="loud", created_by="tom"))
        assign_routine(self.db, "bob", "loud-1", AssignmentRequest(start_date="2026-01-05"), an_act(self.tom))
        later = a_version(id="loud-2", parent_routine_id="loud", version=2, created_by="tom")
        self.db.write("tom", an_act(self.tom), lambda write: routines.add_version(write, later))
        rolled = roll_out(self.db, "loud-2", an_act(self.tom, LATER))
        require(rolled.status is RollOutStatus.DONE, "a roll-out did not end")

    def _forged(self, chance: random.Random) -> tuple[int, io.BytesIO]:
        count = chance.choice((1, 2, 3, 4, 6))
        done = Counter(chance.choice(PARTS) for _ in range(count))
        while True:
            try:
                changes = {part: _mutating(times, chance, self._names) for part, times in done.items()}
                return count, forged(self._archive, **changes)
            except (msgspec.DecodeError, TypeError):  # no document of its kind any more: another one
                continue

    def _undo_all(self, ann: User) -> int:
        undone = 0
        with self.db.read() as read:
            ids = [each.id for each in receipts.of_user(read, ann.id)]
        for receipt_id in ids:
            with suppress(Refusal):
                undo_receipt(self.db, ann.id, receipt_id, an_act(ann, LATER))
                undone += 1
        return undone

    def _read_all(self, ann: User, chance: random.Random, *, is_coached: bool) -> int:
        client = SignedClient(self._server, a_secret(self.db, ann.id))
        asked = [*_READS, *self._reads_of(ann.id, chance)]
        for url in asked:
            self._read(client, url)
        of_ann = [
            url for url in asked if is_coached and "/exports/" not in url and url not in ("/routines", "/imports")
        ]
        for url in of_ann:
            self._read(self._tom, f"{url}{'&' if '?' in url else '?'}userId={ann.id}")
        return len(asked) + len(of_ann)

    def _read(self, client: SignedClient, url: str) -> None:
        answer = client.get(url)
        require(answer.status_code < 500, f"{url} was answered {answer.status_code} {answer.text[:300]}")
        require(HIDDEN not in answer.text or client is self._tom, f"{url} shows another's plan")

    def _reads_of(self, user_id: str, chance: random.Random) -> Iterator[str]:
        with self.db.read() as read:
            for name, urls in _READ_OF.items():
                table = metadata.tables[name]
                ids = list(read.execute(sa.select(table.c.id).where(table.c.user_id == user_id)).scalars())
                for id_ in chance.sample(ids, min(_PER_TABLE, len(ids))):
                    yield from (url.format(id_) for url in urls)

    def _check(self) -> frozenset[str]:
        require(self._of_others() == self._before, "something of others changed")
        with self.db.read() as read:
            require(not routines.in_use(read, [SPARE]), "a version that nobody follows is in use")
            codes = frozenset(each.code.value for each in verify(read).findings)
        require(FindingCode.CHECK_FAILED.value not in codes, "a check of the database did not come to its end")
        return codes

    def _of_others(self) -> dict[str, list[tuple[Any, ...]]]:
        """Give every row that belongs to others, or says that they made it."""
        with self.db.read() as read:
            return {
                table.name: sorted(
                    (tuple(row) for row in read.execute(sa.select(table).where(_is_theirs(table)))), key=repr
                )
                for table in metadata.sorted_tables
                if table.name not in ("api_token", "coaching") and _persons(table)
            }

    def _their_ids(self) -> list[str]:
        ids = {*OTHERS, SECRET, SPARE, "secret", "spare"}
        for name in ("workout_session", "routine_assignment", "receipt"):
            ids |= {row[1] for row in self._before[name]}
        return sorted(ids)


def _persons(table: sa.Table) -> list[sa.ColumnElement[bool]]:
    names = [name for name in _PERSONS if name in table.c and (name != "id" or table.name == "app_user")]
    if table.name == "user_feed":  # its count goes on with whatever its owner does
        return []
    return [table.c[name].in_(OTHERS) for name in names]


def _is_theirs(table: sa.Table) -> sa.ColumnElement[bool]:
    return sa.or_(*_persons(table))


def _mutating(times: int, chance: random.Random, names: list[str]) -> Callable[[Documents], None]:
    def mutate(documents: Documents) -> None:
        for _ in range(times):
            if documents:
                _mutate(documents, chance, names)

    return mutate


def _mutate(documents: Documents, chance: random.Random, names: list[str]) -> None:
    at = chance.randrange(len(documents))
    match chance.randrange(12):
        case 0:
            del documents[at]
        case 1:
            documents.append(_renamed(copy.deepcopy(documents[at]), chance))
        case 2:
            other = chance.randrange(len(documents))
            documents[at], documents[other] = documents[other], documents[at]
        case _:
            _change(documents, at, chance, names)


def _renamed(document: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    inner = next((value for value in document.values() if isinstance(value, dict) and "_id" in value), document)
    inner["_id"] = f"{chance.getrandbits(96):024x}"
    return document


def _change(documents: Documents, at: int, chance: random.Random, names: list[str]) -> None:
    """Change a value to one of its kind: another number, another date, an id of somebody else's."""
    holder, key = chance.choice(list(_leaves(documents[at])))
    value = holder[key]
    if isinstance(value, bool):
        holder[key] = not value
    elif isinstance(value, int | float):
        holder[key] = chance.choice((0, -1, 1, 7, value + 1, 1000, 2**31 - 1, -(2**31) + 1))
    elif isinstance(value, list):
        holder[key] = chance.choice(([], [*value, *value], value[:-1]))
    elif isinstance(value, str):
        holder[key] = chance.choice((*_texts_like(value, chance), *chance.sample(names, 3), ""))


def _texts_like(value: str, chance: random.Random) -> tuple[str, ...]:
    if len(value) == len("2026-01-05") and value[4:5] == "-":
        return ("2026-01-05", "0001-01-01", "9999-12-31", f"2026-{chance.randrange(1, 13):02}-28")
    if value.endswith("Z") and "T" in value:
        return ("1900-01-01T00:00:00.000Z", "9998-12-31T00:00:00.000Z", LATER)
    return (
        "active",
        "paused",
        "replaced",
        "undone",
        "completed",
        "own",
        "imported",
        "cancellation",
        "shift",
        "started",
    )


def _leaves(value: Any) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401  # whatever JSON holds
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(inner, dict):
            yield from _leaves(inner)
        else:
            yield value, key
            if isinstance(inner, list):
                yield from _leaves(inner)


def require(holds: bool, what: str) -> None:  # a claim
    """Fail where a claim does not hold."""
    if not holds:
        raise AssertionError(what)
