"""What stood in a log at a past moment: events taken back, and what is dated later left out.

Logs are worked on as plain JSON, so that foreign fields stay. Exact where an event holds the whole log from
before it; otherwise an entry shows from its `performedAt` on, and one taken out since does not show.
"""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec
from msgspec import Raw

from mesocycle.domain.document import Instant
from mesocycle.domain.event import EventKind

_Entry = dict[str, Any]

_WHOLE = "performanceLog"


def log_before(log: Raw | None, kind: EventKind, before: Mapping[str, Raw], after: Mapping[str, Raw]) -> Raw | None:
    """Give the log as it stood before an event."""
    if _WHOLE in before:
        return before[_WHOLE]
    if log is None:
        return None
    document = msgspec.json.decode(log)
    if not isinstance(document, dict):
        return log
    if kind in {EventKind.LOGGED, EventKind.CORRECTED} and not (before or after):
        document["sections"] = []  # a whole log was put where nothing had been logged
    _take_back_entries(document, before, after)
    if "feedback" in before:
        document["feedback"] = msgspec.json.decode(before["feedback"])
    elif "feedback" in after:
        document.pop("feedback", None)
    if kind is EventKind.COMPLETED:
        _keep(document, lambda entry: entry.get("asPlanned") is not True)
    return Raw(msgspec.json.encode(document))


def log_at(log: Raw | None, at: Instant) -> Raw | None:
    """Leave out what was performed after an instant; None where nothing stays."""
    if log is None:
        return None
    document = msgspec.json.decode(log)
    if not isinstance(document, dict):
        return log
    _keep(document, lambda entry: not str(entry.get("performedAt", "")) > at)
    if not any(document.values()):
        return None
    return Raw(msgspec.json.encode(document))


def last_performed_at(log: Raw | None) -> Instant:
    """Give the latest instant at which an entry of a log was performed; empty where none says."""
    found: list[Instant] = [""]

    def note(entry: _Entry) -> _Entry:
        found.append(str(entry.get("performedAt", "")))
        return entry

    document = None if log is None else msgspec.json.decode(log)
    if isinstance(document, dict):
        _change(document, note)
    return max(found)


def _take_back_entries(document: _Entry, before: Mapping[str, Raw], after: Mapping[str, Raw]) -> None:
    """Put what gave way back where the entry stands that it gave way to; take the others out."""
    put = {entry.get("_id") for entry in _performed(after)}
    if not put:
        return
    former = _performed(before)

    def then(entry: _Entry) -> _Entry | None:
        if entry.get("_id") not in put:
            return entry
        return next((one for one in former if _same(one, entry)), None)

    _change(document, then)


def _same(one: _Entry, other: _Entry) -> bool:
    place = ("setId", "stepId", "round", "innerRound", "unilateralSide")
    named = one.get("setId") is not None or one.get("stepId") is not None
    return one.get("_id") == other.get("_id") or (named and all(one.get(n) == other.get(n) for n in place))


def _performed(details: Mapping[str, Raw]) -> list[_Entry]:
    """Name the sets and efforts in an event's details, be they bare or in what was sent to log them."""
    listed: list[_Entry] = []
    for name in ("entries", "setAside"):
        listed += msgspec.json.decode(details[name], type=list[_Entry]) if name in details else []
    if "entry" in details:
        listed.append(msgspec.json.decode(details["entry"], type=_Entry))
    return [one.get("set") or one.get("effort") or one for one in listed]


def _keep(document: _Entry, wanted: Callable[[_Entry], bool]) -> None:
    _change(document, lambda entry: entry if wanted(entry) else None)


def _change(document: _Entry, then: Callable[[_Entry], _Entry | None]) -> None:
    """Change every set and effort or (None) take it out, and with the last one what held it."""
    document["sections"] = [
        changed for section in document.get("sections", ()) if (changed := _changed_section(section, then))
    ]


def _changed_section(section: _Entry, then: Callable[[_Entry], _Entry | None]) -> _Entry | None:
    exercises = [
        changed
        for exercise in section.get("exercises", ())
        if (changed := _changed_holder(exercise, "sets", then, ("skipped", "notes")))
    ]
    emptied = bool(section.get("exercises")) and not exercises
    section = section | {"exercises": exercises}
    if emptied and not section.get("efforts") and "result" not in section:
        return None
    return _changed_holder(section, "efforts", then, ("result", "exercises"))


def _changed_holder(
    holder: _Entry, name: str, then: Callable[[_Entry], _Entry | None], says_too: tuple[str, ...]
) -> _Entry | None:
    entries = holder.get(name)
    if not entries:
        return holder
    kept = [changed for entry in entries if (changed := then(entry)) is not None]
    if kept:
        return holder | {name: kept}
    return holder | {name: []} if any(holder.get(other) for other in says_too) else None
