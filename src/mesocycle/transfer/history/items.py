"""What a file holds beside what is there already: which items are new, and what is to be said of the others."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import msgspec

from mesocycle.domain.activity.human_speed import is_beyond_people, too_fast_words
from mesocycle.domain.document import Date, Id, Instant
from mesocycle.domain.imports.past_workout import (
    AmountKey,
    PastWorkout,
    amounts,
    amounts_of,
    content_digest,
    is_same_work,
    key_digest,
    times,
)
from mesocycle.domain.imports.request import ACTIVITY_LISTS
from mesocycle.domain.imports.result import RECORDERS, ImportedItem, ImportSource, ItemOutcome
from mesocycle.domain.log.editing import each_effort, each_set
from mesocycle.domain.reading.reject import Reject
from mesocycle.domain.remedy import Do
from mesocycle.domain.session.stored_log import find_log
from mesocycle.storage.engine.database import Read
from mesocycle.storage.imports import imports
from mesocycle.storage.imports.imports import KnownItem
from mesocycle.storage.sessions import sessions
from mesocycle.transfer.kept.import_item import ImportItem
from mesocycle.transfer.kept.same_training import by_time, line_apart

ReadItems = Mapping[str, Iterable[PastWorkout | Reject]]
"""What the readers gave, by the name of the file."""


class SortedItems(msgspec.Struct, kw_only=True):
    """The items that are new, in their order, and what is said of the others, by place."""

    new: list[ImportItem]
    told: dict[int, ImportedItem]


def gather(found: ReadItems, source: ImportSource, zones: Sequence[tuple[Instant, str]], today: Date) -> SortedItems:
    """Place every item in the athlete's time; bad rows, days to come and what comes twice are said so."""
    gathered = SortedItems(new=[], told={})
    met: dict[bytes, list[ImportItem]] = {}
    for place, (file, each) in enumerate(_each(found)):
        item = _rejected(file, each) if isinstance(each, Reject) else _placed(place, file, each, source, zones)
        if isinstance(item, ImportItem):
            item = _future(item, today) or _twice(item, met.get(item.key, ())) or item
        if isinstance(item, ImportItem):
            met.setdefault(item.key, []).append(item)
            gathered.new.append(item)
        else:
            gathered.told[place] = item
    return gathered


def _each(found: ReadItems) -> Iterator[tuple[str, PastWorkout | Reject]]:
    for file, items in found.items():
        for each in items:
            yield file, each


def _rejected(file: str, reject: Reject) -> ImportedItem:
    return ImportedItem(
        file=file, line=reject.line, outcome=ItemOutcome.REJECTED, reason=reject.reason, remedy=reject.remedy
    )


def _placed(
    place: int, file: str, workout: PastWorkout, source: ImportSource, zones: Sequence[tuple[Instant, str]]
) -> ImportItem | ImportedItem:
    zone = next((name for since, name in reversed(zones) if since[: len(workout.start)] <= workout.start), zones[0][1])
    try:
        when = times(workout, zone)
    except (ValueError, OverflowError) as no:
        return _rejected(file, Reject(workout.line, f"its time can't be: {no}", "Mend the row, then import it again."))
    return ImportItem(
        place=place,
        file=file,
        workout=workout,
        key=key_digest(source, workout),
        content=content_digest(workout),
        times=when,
    )


def _future(item: ImportItem, today: Date) -> ImportedItem | None:
    if item.times.day <= today:
        return None
    return item.told(
        ItemOutcome.REJECTED,
        reason=f"it was done on {item.times.day}, which is still to come",
        remedy=f"Look at the dates in the file, and at the athlete's time zone: {Do('user list')}.",
    )


def _twice(item: ImportItem, before: Sequence[ImportItem]) -> ImportedItem | None:
    for each in before:
        where = f"{each.file}, line {each.workout.line}"
        if item.content == each.content:
            return item.told(ItemOutcome.ALREADY_THERE, reason=f"it is the same as in {where}")
        if is_same_work(amounts_of(item.workout), amounts_of(each.workout)):
            reason = f"it is nearly the same as in {where}, which is taken"
            return item.told(ItemOutcome.REJECTED, reason=reason, remedy="Keep the right one of the two in the files.")
    return None


def of_lines(found: Iterable[PastWorkout | Reject], lines: Collection[int]) -> Iterable[PastWorkout | Reject]:
    """Give what stands in some lines alone, all where none is named; a line in which nothing begins is told."""
    if not lines:
        return found
    there = {each.line: each for each in found}
    nothing = Reject(0, "no activity begins in this line", "Look at the lines that an import of the whole file tells.")
    return [there.get(line) or nothing._replace(line=line) for line in sorted(set(lines))]


def sort(
    read: Read, user_id: Id, source: ImportSource, items: Sequence[ImportItem], *, apart: bool = False
) -> SortedItems:
    """Part the new items from those whose sessions stand on the calendar; the same workout, corrected, is rejected.

    Of one time and name there may be several workouts that have little in common: each is taken. What a device
    recorded and another source told before is there already; where that is not sure it is asked, unless `apart`.
    """
    told = _by_keys(read, user_id, items)
    if source in RECORDERS:
        left = [item for item in items if item.place not in told]
        told |= by_time(read, user_id, source, left, surely=apart or source is ImportSource.ACTIVITY)  # asked before
    if source in ACTIVITY_LISTS and not apart:
        told |= _too_fast([item for item in items if item.place not in told])
    return SortedItems(new=[item for item in items if item.place not in told], told=told)


def _too_fast(items: Iterable[ImportItem]) -> dict[int, ImportedItem]:
    """Ask about what is faster than anybody: it is the device's mistake, unless somebody says that it stands."""
    told: dict[int, ImportedItem] = {}
    for item in items:
        for done in (effort.performance for effort in item.workout.efforts):
            seconds = done.moving_duration or done.duration
            if is_beyond_people(done.distance, seconds, item.workout.movement or "other"):
                told[item.place] = item.told(
                    ItemOutcome.UNDECIDED,
                    reason=too_fast_words(done.distance or 0, seconds or 0),
                    remedy=f"Mend it there. To take it over as it stands, import it again with {line_apart(item)}.",
                )
    return told


def _by_keys(read: Read, user_id: Id, items: Sequence[ImportItem]) -> dict[int, ImportedItem]:
    """Tell which items were imported before under the same key."""
    told: dict[int, ImportedItem] = {}
    known = imports.known(read, user_id, [item.key for item in items])
    if not known:
        return told
    changed: dict[int, list[KnownItem]] = {}
    for item in items:
        standing = [each for each in known.get(item.key, ()) if each.there]
        same = next((each for each in standing if each.content == item.content), None)
        if same is not None:
            told[item.place] = item.told(ItemOutcome.ALREADY_THERE, same.session_id)
        elif standing:
            changed[item.place] = standing
    logs = _amounts(read, user_id, [each.session_id for standing in changed.values() for each in standing])
    for item in items:
        for each in changed.get(item.place, ()):
            if is_same_work(amounts_of(item.workout), logs.get(each.session_id, Counter())):
                told[item.place] = _corrected(item, each)
    return told


def _amounts(read: Read, user_id: Id, session_ids: Sequence[Id]) -> dict[Id, Counter[AmountKey]]:
    found = sessions.several(read, user_id, session_ids)
    logs = {session.id: find_log(session) for session in found}
    return {
        session_id: amounts(
            [*(one.performance for _, one in each_set(log)), *(one.performance for _, one in each_effort(log))]
        )
        for session_id, log in logs.items()
        if log is not None
    }


def _corrected(item: ImportItem, known: KnownItem) -> ImportedItem:
    return item.told(
        ItemOutcome.REJECTED,
        known.session_id,
        reason="it was imported before, and held something else then",
        remedy=f"Correct the session {known.session_id}, or take everything back with "
        f"{Do('import undo', (known.import_id,))} and import the file again.",
    )
