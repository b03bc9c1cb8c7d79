"""Sessions from elsewhere that say absurd things in our own form, and every read and deed on them: none ends in 500."""

import json
import random
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

import msgspec
from msgspec import inspect

from mesocycle.actions.plans.library import find_exercises
from mesocycle.actions.reference.set_reference_value import set_reference_value
from mesocycle.domain.imports.result import ItemOutcome
from mesocycle.domain.instant import instant
from mesocycle.domain.log.performance import WorkoutPerformanceLog
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.plan.targets import ReferenceKind
from mesocycle.domain.reference.value import NewReferenceValue
from mesocycle.domain.session.session import SessionStatus
from mesocycle.storage.engine.database import Database
from mesocycle.storage.upkeep.verify import verify
from mesocycle.transfer.documents.import_sessions import import_sessions
from tests.api.conftest import Client, SignedClient, a_secret
from tests.arrange import a_user, an_act

_LARGEST = 2**31 - 1
_NUMBERS = (0, 0, 1, 1, 2, 3, 5, 10, 60, 100, -1, 0.5, 4.25, 5e-324, 1e-9, 1e7, 1e15, -1e15, _LARGEST, -_LARGEST)
_COUNTS = (0, 0, 1, 1, 1, 2, 2, 3, 5, 8, -1, 1_000, _LARGEST, -_LARGEST)
_TEXTS = (
    *("", "x", "60s", "2-3min", "0s", "5:00/km", "0:00/km", "0 km", "10 min", "99999999 h", "é" * 80, "a\nb", "=1+1"),
    *("kg", "lb", "km", "mile", "AMRAP", "<b>"),
)
_PLAIN: dict[type[inspect.Type], Sequence[object]] = {
    inspect.IntType: _COUNTS,
    inspect.FloatType: _NUMBERS,
    inspect.BoolType: (True, False),
    inspect.NoneType: (None,),
}
_IDS = tuple(f"id-{number}" for number in range(12))
"""Few, so that logs name what their snapshots hold, and one line stands twice."""


_VALUES = (
    NewReferenceValue(kind=ReferenceKind.TRAINING_MAX, exercise_id="squat", value=100, unit="kg"),
    NewReferenceValue(kind=ReferenceKind.MAX_HEART_RATE, value=190, unit="bpm"),
)


class Played(NamedTuple):
    """How much was played."""

    sessions: int
    taken: int
    rejected: int
    """For a reason that is said: a text that no database takes."""
    requests: int


class AbsurdSessions:
    """One user after the other with sessions that no program should write."""

    def __init__(self, db: Database, server: Client) -> None:
        """Play on this server and its database."""
        self._db = db
        self._server = server

    def play(self, name: str, chance: random.Random, count: int) -> Played:
        """Let a user bring so many sessions, read all that is made of them, and go on with some."""
        user = a_user(self._db, name)
        act = an_act(user, instant(datetime.now(UTC)))
        today = datetime.now(UTC).date()
        for new in _VALUES:
            set_reference_value(self._db, user.id, new, act)
        variants = [each.exercise_variant_id for each in find_exercises(self._db, user.id).all()][:3]
        lines = [a_session(chance, f"{name}-{number}", today, variants) for number in range(count)]
        taken = import_sessions(self._db, user.id, {"absurd": "\n".join(lines).encode()}, act)
        ids = [each.session_id for each in taken.items if each.session_id is not None]
        client = SignedClient(self._server, a_secret(self._db, user.id))
        asked = 0
        for path in _reads(today, variants):
            _require(client, "GET", path)
            asked += 1
        for session_id in ids:
            for method, path, body in _of_session(session_id, chance):
                _require(client, method, path, body)
                asked += 1
        for path in _reads(today, variants):
            _require(client, "GET", path)
            asked += 1
        with self._db.read() as read:
            found = verify(read)
        assert found.sound, found.findings
        rejected = [each for each in taken.items if each.outcome is ItemOutcome.REJECTED and each.reason]
        return Played(count, len(ids), len(rejected), asked)


def a_session(chance: random.Random, session_id: str, today: date, variants: list[str]) -> str:
    """Write a session whose snapshot and log are of our form, with whatever numbers and texts fit their types."""
    day = (today + timedelta(days=chance.randrange(-40, 15))).isoformat()
    at = f"{day}T08:00:00.000Z"
    status = chance.choice(list(SessionStatus))
    document: dict[str, Any] = {
        "_id": session_id,
        "userId": "elsewhere",
        "parentRoutineId": "routine-x",
        "routineVersionId": "version-x",
        "routineAssignmentId": f"assignment-{session_id}",
        "workoutId": "workout-x",
        "scheduledDate": day,
        "scheduledTime": "07:30",
        "status": status,
        "completedAt": at if status is SessionStatus.COMPLETED else None,
        "durationMinutes": chance.choice((None, 0, 1, 60, _LARGEST)),
        "notes": None,
        "workoutSnapshot": _Making(chance, variants).value(inspect.type_info(WorkoutSnapshot)),
        "performanceLog": None,
        "createdAt": at,
        "updatedAt": at,
    }
    if status is not SessionStatus.SCHEDULED and chance.random() < 0.9:
        document["performanceLog"] = _Making(chance, variants).value(inspect.type_info(WorkoutPerformanceLog))
    return json.dumps(document)


class _Making:
    """Makes values of types by chance."""

    def __init__(self, chance: random.Random, variants: list[str]) -> None:
        self._chance = chance
        self._variants = variants

    def value(self, kind: Any, name: str = "") -> Any:  # noqa: ANN401  # msgspec has a class per kind of type
        """Make a value of a type; `name` is that of its field."""
        choices = _PLAIN.get(type(kind))
        if choices is not None:
            return self._chance.choice(choices)
        match kind:
            case inspect.Metadata():
                return self._text(kind, name) if isinstance(kind.type, inspect.StrType) else self.value(kind.type, name)
            case inspect.UnionType():
                return self.value(self._chance.choice(kind.types), name)
            case inspect.StructType():
                return self._struct(kind)
            case inspect.StrType():
                return self._text(kind, name)
            case inspect.LiteralType():
                return self._chance.choice(kind.values)
            case inspect.EnumType():
                return self._chance.choice([each.value for each in kind.cls])
            case inspect.VarTupleType():
                return [self.value(kind.item_type, name) for _ in range(self._chance.choice((0, 1, 1, 2, 3)))]
        raise AssertionError(f"no value is made of {kind}")

    def _struct(self, kind: inspect.StructType) -> dict[str, Any]:
        made = {} if kind.tag_field is None else {kind.tag_field: kind.tag}
        for field in kind.fields:
            if field.required or self._chance.random() < 0.4:
                value = self.value(field.type, field.encode_name)
                if value is not None or field.required:
                    made[field.encode_name] = value
        return made

    def _text(self, kind: Any, name: str) -> str:  # noqa: ANN401  # the same
        if name == "exerciseVariantId":
            return self._chance.choice((*self._variants, *_IDS[:2]))
        pattern = (getattr(kind, "extra_json_schema", None) or {}).get("pattern", "")
        if name == "_id" or name.endswith("Id"):
            return self._chance.choice(_IDS)
        if name.endswith("At"):
            return self._chance.choice(("2026-01-05T17:00:00.000Z", "1900-01-01T00:00:00.000Z"))
        return self._chance.choice(("2026-01-05", "1900-01-01") if "\\d{4}" in pattern else _TEXTS)


def _reads(today: date, variants: list[str]) -> Iterator[str]:
    span = f"from={today - timedelta(days=60)}&to={today + timedelta(days=20)}"
    month = f"from={today - timedelta(days=8)}&to={today + timedelta(days=20)}"
    yield from (
        f"/workout-sessions?limit=500{more}" for more in ("", "&fields=summary", f"&asOf={today}T00:00:00.000Z")
    )
    yield from ("/changes?limit=500", "/routine-assignments", "/receipts", "/analytics/adherence", "/exports/archive")
    for report in ("weeks", "records", "running", "load", "weeks/chart", "running/chart", "running/pace-chart"):
        yield f"/analytics/{report}?{span}"
    yield f"/analytics/load/chart?{span}"
    yield from (f"/analytics/exercises/{each}{chart}?{span}" for each in variants for chart in ("", "/chart"))
    yield from (f"/workout-files?{month}&format={form}" for form in ("fit", "tcx", "zwo"))
    for export in ("sets.csv", "efforts.csv", "sessions", "calendar.ics"):
        yield f"/exports/{export}"
    yield f"/exports/paper?{span}"


def _of_session(session_id: str, chance: random.Random) -> Iterator[tuple[str, str, object]]:
    path, report = f"/workout-sessions/{session_id}", f"/analytics/sessions/{session_id}"
    reads = [path, f"{path}/performance-log", f"{path}/events", report, f"{report}/guidance", f"{report}/three-way"]
    reads += [f"{report}/chart", *(f"{path}/workout-file?format={form}" for form in ("fit", "tcx", "zwo"))]
    yield from (("GET", each, None) for each in reads)
    deeds = [("start", {}), ("complete", {"asPlanned": True}), ("complete", {}), ("reopen", {}), ("skip", _SKIP)]
    yield from (("POST", f"{path}/{deed}", body) for deed, body in chance.sample(deeds, 3))
    yield from (("GET", each, None) for each in (path, report))


_SKIP = {"reason": "illness"}


def _require(client: SignedClient, method: str, path: str, body: object = None) -> None:
    """Fail where a request ends in a defect, or an answer holds a number that JSON does not know."""
    answer = client.request(method, path, **({} if body is None else {"json": body}))
    assert answer.status_code < 500, f"{method} {path}: {answer.status_code} {answer.text[:300]}"
    if answer.headers.get("content-type", "").startswith("application/json") and answer.content:
        msgspec.json.decode(answer.content)
