"""Workouts for watches: planned sessions as FIT, TCX or ZWO files, one alone or several in a zip."""

import hashlib
import io
import re
import unicodedata
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import NamedTuple

import msgspec

from mesocycle.domain.document import Date, Id
from mesocycle.domain.instant import day as read_day
from mesocycle.domain.people.act import Actor
from mesocycle.domain.people.user import User
from mesocycle.domain.permission import Deed
from mesocycle.domain.plan.targets import ReferenceKind
from mesocycle.domain.plan.turns import MOST_TOGETHER, turns_in
from mesocycle.domain.quantity import METRES_PER_MILE
from mesocycle.domain.reading.fault import Fault
from mesocycle.domain.reading.strict import refusal
from mesocycle.domain.reference.in_force import in_force
from mesocycle.domain.reference.value import ReferenceValue
from mesocycle.domain.refusal import NotFound
from mesocycle.domain.session.resolved import resolve_session
from mesocycle.domain.session.session import SessionStatus, WorkoutSession
from mesocycle.domain.session.stored_log import find_log, find_snapshot, get_snapshot
from mesocycle.domain.watch.plan import watch_plan
from mesocycle.domain.watch.step import LeftOut
from mesocycle.formats.workouts.fit_workout import Written, write_fit
from mesocycle.formats.workouts.run_only import NotForThisFormat
from mesocycle.storage.calendar import pages as calendar_pages
from mesocycle.storage.calendar.pages import Wanted
from mesocycle.storage.engine.database import Read
from mesocycle.storage.people import coachings, users
from mesocycle.storage.plans import reference_values
from mesocycle.storage.sessions import sessions

_MOST_SESSIONS = 200
_STILL_TO_DO = (SessionStatus.SCHEDULED, SessionStatus.IN_PROGRESS)
_PACKED_AT = (1980, 1, 1, 0, 0, 0)
_METRES = {"s/km": 1000.0, "s/mile": float(METRES_PER_MILE)}


class WatchFormat(StrEnum):
    """The formats of workout files; all but FIT hold runs only."""

    FIT = "fit"
    TCX = "tcx"
    ZWO = "zwo"


class WatchFile(NamedTuple):
    """A file for a watch: its name, its bytes, the session it was made of and what it could not carry."""

    name: str
    body: bytes
    session: WorkoutSession
    left_out: tuple[LeftOut, ...]


class WatchFiles(NamedTuple):
    """Several files, and the sessions that the format has no words for."""

    files: tuple[WatchFile, ...]
    not_written: tuple[LeftOut, ...]


def export_workout(
    read: Read, user_id: Id, session_id: Id, wanted: WatchFormat, today: Date, actor: Actor
) -> WatchFile:
    """Write one session's plan for a watch, with loads and targets as they are on its day, or refuse."""
    scope = coachings.permit(read, actor, user_id, Deed.SEE)
    session = sessions.get(read, user_id, session_id, scope)
    return _file(session, users.get(read, user_id), reference_values.of_user(read, user_id), wanted, today)


def export_workouts(
    read: Read, user_id: Id, days: tuple[Date, Date], wanted: WatchFormat, today: Date, actor: Actor
) -> WatchFiles:
    """Write what is still to be done between two days, both included; refused where there is nothing to write."""
    scope = coachings.permit(read, actor, user_id, Deed.SEE)
    wanted_days = Wanted(first=days[0], last=days[1], statuses=_STILL_TO_DO)
    found, more = calendar_pages.whole(read, user_id, wanted_days, None, _MOST_SESSIONS, scope=scope)
    if more or sum(map(_turns, found)) > MOST_TOGETHER:
        raise refusal([Fault("to", "leaves more workouts than are written at once", "Ask for fewer days.")])
    athlete, values = users.get(read, user_id), reference_values.of_user(read, user_id)
    files: list[WatchFile] = []
    not_written: list[LeftOut] = []
    for session in found:
        try:
            files.append(_file(session, athlete, values, wanted, today))
        except NotForThisFormat as no:
            not_written.append(LeftOut(line=f"{session.scheduled_date} {get_snapshot(session).name}", what=no.sentence))
    if not files:
        holds_all = wanted is WatchFormat.FIT or not not_written
        raise NotFound(
            f"From {days[0]} to {days[1]} nothing is planned that {wanted.upper()} has words for.",
            "Choose other days." if holds_all else "Choose other days, or FIT, which holds every kind of workout.",
        )
    return WatchFiles(tuple(files), tuple(not_written))


def _turns(session: WorkoutSession) -> int:
    snapshot = find_snapshot(session)
    return 0 if snapshot is None else turns_in(snapshot.sections)


def packed(files: Sequence[WatchFile]) -> bytes:
    """Pack files into a zip, the same files always into the same bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        taken: set[str] = set()
        for each in files:
            name, number = each.name, 2
            while name in taken:
                stem, dot, ending = each.name.rpartition(".")
                name, number = f"{stem}-{number}{dot}{ending}", number + 1
            taken.add(name)
            info = zipfile.ZipInfo(name, _PACKED_AT)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, each.body)
    return stream.getvalue()


def _file(
    session: WorkoutSession, athlete: User, values: Sequence[ReferenceValue], wanted: WatchFormat, today: Date
) -> WatchFile:
    content = get_snapshot(session)
    resolved = resolve_session(session, content, find_log(session), athlete, values, today)
    plan = watch_plan(content, resolved)
    written: Written
    match wanted:
        case WatchFormat.FIT:
            written = write_fit(plan, serial=_serial(session), created=_created(session))
        case WatchFormat.TCX:
            from mesocycle.formats.workouts.tcx_workout import write_tcx  # noqa: PLC0415  # lxml is slow to load

            written = write_tcx(plan)
        case WatchFormat.ZWO:
            from mesocycle.formats.workouts.zwo_workout import write_zwo  # noqa: PLC0415  # the same

            written = write_zwo(plan, threshold_ms=_threshold_ms(values, max(session.scheduled_date, today)))
    name = f"{session.scheduled_date}-{_plain(content.name)}.{wanted}"
    return WatchFile(name, written.body, session, written.left_out)


def _serial(session: WorkoutSession) -> int:
    """Make a number of the session that is never 0: a watch knows files apart by it and their time."""
    return int.from_bytes(_digest(session)[:4]) | 1


def _created(session: WorkoutSession) -> int:
    """Give a second of the session's day, the same each time and different from those of its other sessions."""
    midnight = datetime.combine(read_day(session.scheduled_date), datetime.min.time(), UTC)
    return int(midnight.timestamp()) + int.from_bytes(_digest(session)[4:8]) % 86_400


def _digest(session: WorkoutSession) -> bytes:
    return hashlib.sha256(msgspec.json.encode([session.id, session.user_id])).digest()


def _threshold_ms(values: Sequence[ReferenceValue], on: Date) -> float | None:
    found = in_force(values, ReferenceKind.THRESHOLD_PACE, on)
    if found is None or not found.value or found.unit not in _METRES:
        return None
    return _METRES[found.unit] / found.value


def _plain(name: str) -> str:
    """Leave of a name what every file system takes."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:60] or "workout"
