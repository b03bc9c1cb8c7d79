"""Checking single values and documents: dates that are none, text that is no document, rows beside their documents."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any

import msgspec
import sqlalchemy as sa

from mesocycle.domain.activity.activity import Activity
from mesocycle.domain.archive.verification import FindingCode
from mesocycle.domain.assignment.assignment import Pause, RoutineAssignment
from mesocycle.domain.assignment.receipt import Receipt
from mesocycle.domain.document import is_id
from mesocycle.domain.imports.foreign_session import ForeignFields
from mesocycle.domain.instant import is_day, is_instant, is_time, is_zone
from mesocycle.domain.people.user import Role, WeekStart
from mesocycle.domain.plan.keeping import LONGEST_TAG
from mesocycle.domain.plan.library import MOST_KEPT_BYTES, LibraryExercise
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.domain.reference.value import ReferenceValue
from mesocycle.domain.session.summary import title_of
from mesocycle.storage.engine.database import Read
from mesocycle.storage.tables.imports import activity, data_import, exercise_choice, import_item
from mesocycle.storage.tables.library import exercise_picture, kept_part, tag
from mesocycle.storage.tables.training import (
    ROWS_AT_ONCE,
    app_user,
    coaching,
    deleted_session,
    exercise,
    receipt,
    reference_value,
    routine,
    routine_assignment,
    routine_version,
    session_event,
    user_feed,
    user_zone,
    workout_session,
    workout_snapshot,
)
from mesocycle.storage.upkeep.verify_found import Findings

_AT_ONCE = 500
_REMEMBERED = 10_000
_LARGEST = 2**31 - 1

Check = Callable[[str], bool]


def _are_roles(text: str) -> bool:
    return bool(text) and set(text.split(",")) <= {role.value for role in Role}


_DAYS = ("scheduled_date", "planned_date", "performed_date", "start_date", "race_date", "valid_from", "day")
_INSTANTS = (
    *("created_at", "updated_at", "removed_at", "revived_at", "at", "recorded_at", "started_at", "completed_at"),
    *("undone_at", "since"),
)
_TIMES = ("scheduled_time", "default_time", "time_before", "time_after")
_KINDS: Mapping[str, tuple[str, Check]] = {
    **dict.fromkeys((*_DAYS, "date_before", "date_after"), ("day", is_day)),
    **dict.fromkeys(_INSTANTS, ("instant", is_instant)),
    **dict.fromkeys(_TIMES, ("time of day", is_time)),
    "time_zone": ("time zone", is_zone),
    "roles": ("list of roles", _are_roles),
    "week_start": ("begin of a week", lambda text: text in {each.value for each in WeekStart}),
}
_TABLES = (
    *(app_user, user_feed, user_zone, coaching, routine, routine_version, routine_assignment, workout_snapshot),
    *(workout_session, deleted_session, session_event, receipt, reference_value, exercise),
    *(data_import, import_item, exercise_choice, activity, tag, exercise_picture, kept_part),
)
"""What is looked at row by row; the rows of performed sets are compared with their logs."""


def check_documents(read: Read, found: Findings) -> None:
    """Look at every value and every document by itself, some rows at a time."""
    for table in _TABLES:
        check_table(read, found, table)


def check_table(read: Read, found: Findings, table: sa.Table) -> None:
    """Look at the rows of one table."""
    checks = [
        (place, column.name, *check) for place, column in enumerate(table.c) if (check := _check_of(column)) is not None
    ]
    documents = _DOCUMENTS.get(table.name)
    with read.connection.execute(
        sa.select(table), execution_options={"yield_per": table.info.get(ROWS_AT_ONCE, _AT_ONCE)}
    ) as rows:
        for row in rows:
            for place, name, what, holds in checks:
                value = row[place]
                if value is not None and not holds(value):
                    sentence = f"A row of {table.name} holds in {name} what is no {what}."
                    found.add(FindingCode.VALUE_NOT_POSSIBLE, sentence, _place(table, row))
            for code, wrong in () if documents is None else documents(row):
                found.add(code, f"A row of {table.name} {wrong}.", _place(table, row))


def _place(table: sa.Table, row: Any) -> str:  # noqa: ANN401  # a row of any table
    return "/".join(_named(getattr(row, column.name)) for column in table.primary_key.columns)


def _named(value: object) -> str:
    return value.hex() if isinstance(value, bytes) else str(value)[:64]


def _check_of(column: sa.Column[Any]) -> tuple[str, Callable[[Any], bool]] | None:
    if column.name in _KINDS and isinstance(column.type, sa.Text):
        what, check = _KINDS[column.name]
        known = lru_cache(maxsize=_REMEMBERED)(check)  # most days and moments stand in many rows
        return what, lambda value: isinstance(value, str) and known(value)
    if column.name == "id" or column.name.endswith("_id") or column.name in ("by", "adjusted_from", "own_of"):
        return "id", lambda value: isinstance(value, str) and is_id(value)
    if isinstance(column.type, sa.BigInteger):
        return "count", lambda value: isinstance(value, int) and 0 <= value < 2**63
    if isinstance(column.type, sa.Boolean):
        return "truth", lambda value: value in (0, 1)
    if isinstance(column.type, sa.Integer):
        least = -_LARGEST if column.name == "shift_days" else 0
        return "number that can be", lambda value: isinstance(value, int) and least <= value <= _LARGEST
    if isinstance(column.type, sa.Text):
        return "text that can be kept", lambda value: isinstance(value, str) and "\0" not in value
    return None


Wrong = Iterator[tuple[FindingCode, str]]


def _read_as(kind: Any, text: object, column: str) -> tuple[Any, tuple[tuple[FindingCode, str], ...]]:  # noqa: ANN401  # any type
    """Give a document and nothing, or nothing and what is wrong with it."""
    try:
        return msgspec.json.decode(text, type=kind), ()  # type: ignore[call-overload]  # text that is none is told too
    except (msgspec.DecodeError, TypeError, UnicodeError):
        return None, ((FindingCode.DOCUMENT_NOT_READABLE, f"holds in {column} what is no document of its kind"),)
    except RecursionError:  # kept as it came, and read by nobody
        return None, ()


def _beside(row: Any, document: Any, *names: str) -> Wrong:  # noqa: ANN401  # of any table
    for name in names:
        if getattr(row, name) != getattr(document, name):
            yield FindingCode.DOCUMENT_DIFFERS, f"says another {name} than its document"


def _version(row: Any) -> Wrong:  # noqa: ANN401  # the same
    document, wrong = _read_as(RoutineVersion, row.document, "document")
    yield from wrong
    if document is not None:
        yield from _beside(row, document, "id", "parent_routine_id", "version", "created_by")
        if bool(row.is_public) != document.is_public:
            yield FindingCode.DOCUMENT_DIFFERS, "says otherwise than its document who may read it"


def _receipt(row: Any) -> Wrong:  # noqa: ANN401  # the same
    document, wrong = _read_as(Receipt, row.document, "document")
    yield from wrong
    yield from _read_as(tuple[RoutineAssignment, ...], row.former, "former")[1]
    if document is not None:
        named = ("old_assignment_id", "new_assignment_id")
        yield from _beside(row, document, "id", "user_id", "kind", *named, "copied_by")


def _reference_value(row: Any) -> Wrong:  # noqa: ANN401  # the same
    document, wrong = _read_as(ReferenceValue, row.document, "document")
    yield from wrong
    if document is not None:
        yield from _beside(row, document, "id", "user_id", "kind", "valid_from")


def _exercise(row: Any) -> Wrong:  # noqa: ANN401  # the same
    document, wrong = _read_as(LibraryExercise, row.document, "document")
    yield from wrong
    if document is not None:
        yield from _beside(row, document, "id", "exercise_variant_id", "owner_id")


def _assignment(row: Any) -> Wrong:  # noqa: ANN401  # the same
    yield from _read_as(tuple[Pause, ...], row.pauses, "pauses")[1]
    if row.weekday_map is not None:
        yield from _read_as(dict[str, str], row.weekday_map, "weekday_map")[1]


def _session(row: Any) -> Wrong:  # noqa: ANN401  # the same
    if row.foreign_fields is not None:
        yield from _read_as(ForeignFields, row.foreign_fields, "foreign_fields")[1]
    if row.performance_log is not None:
        yield from _read_as(msgspec.Raw, row.performance_log, "performance_log")[1]
        if not row.performance_log.lstrip().startswith("{"):
            yield FindingCode.DOCUMENT_NOT_READABLE, "holds in performance_log what is no object"


def _event(row: Any) -> Wrong:  # noqa: ANN401  # the same
    for name in ("before", "after"):
        if getattr(row, name) is not None:
            yield from _read_as(dict[str, msgspec.Raw], getattr(row, name), name)[1]


def _snapshot(row: Any) -> Wrong:  # noqa: ANN401  # the same
    _, wrong = _read_as(msgspec.Raw, row.body, "body")
    yield from wrong
    if not wrong and row.name != title_of(row.body).name:
        yield FindingCode.DOCUMENT_DIFFERS, "says another name than its document"


def _import(row: Any) -> Wrong:  # noqa: ANN401  # the same
    yield from _read_as(tuple[str, ...], row.files, "files")[1]


def _activity(row: Any) -> Wrong:  # noqa: ANN401  # the same
    yield from _read_as(Activity, row.document, "document")[1]


def _picture(row: Any) -> Wrong:  # noqa: ANN401  # the same
    body = bytes(row.body)
    if hashlib.sha256(body).digest() != bytes(row.sha256):
        yield FindingCode.DOCUMENT_DIFFERS, "is not the picture that its hash says"
    elif body[:4] + body[8:12] != b"RIFFWEBP" or len(body) > MOST_KEPT_BYTES:
        yield FindingCode.DOCUMENT_NOT_READABLE, "is no picture as they are kept"


def _tag(row: Any) -> Wrong:  # noqa: ANN401  # the same
    if "," in row.name or " ".join(row.name.split()) != row.name or not 0 < len(row.name) <= LONGEST_TAG:
        yield FindingCode.DOCUMENT_NOT_READABLE, "holds what is no tag"


_DOCUMENTS: Mapping[str, Callable[[Any], Wrong]] = {
    "routine_version": _version,
    "receipt": _receipt,
    "reference_value": _reference_value,
    "exercise": _exercise,
    "routine_assignment": _assignment,
    "workout_session": _session,
    "deleted_session": _session,
    "session_event": _event,
    "workout_snapshot": _snapshot,
    "data_import": _import,
    "activity": _activity,
    "tag": _tag,
    "exercise_picture": _picture,
    "kept_part": lambda row: iter(_read_as(dict[str, msgspec.Raw], row.content, "content")[1]),
}
