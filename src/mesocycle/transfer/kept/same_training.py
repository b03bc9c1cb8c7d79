"""Items that are of one training: told by another source before, or by several files that come together."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import timedelta

import msgspec

from mesocycle.domain.document import Date, Id
from mesocycle.domain.imports.result import NAMES, ImportedItem, ImportSource, ItemOutcome
from mesocycle.domain.imports.same_training import Likeness, Recording, likeness
from mesocycle.domain.instant import civil_day, day, moment, shifted
from mesocycle.domain.remedy import Do
from mesocycle.storage.engine.database import Read
from mesocycle.storage.imports import imports
from mesocycle.storage.imports.imports import KnownRecording
from mesocycle.transfer.kept.import_item import ImportItem

_ZONES_S = 86_400
"""A clock elsewhere showed what ours did within a day of it."""
_LONGEST = timedelta(days=1)


def by_time(
    read: Read, user_id: Id, source: ImportSource, items: Sequence[ImportItem], *, surely: bool = False
) -> dict[int, ImportedItem]:
    """Tell which recordings are of a training that came before: from another source, or in another of a watch's files.

    `surely` passes over what only may be the same.
    """
    if not items:
        return {}
    days = [item.times.day for item in items]
    on: defaultdict[Date, list[KnownRecording]] = defaultdict(list)
    first, last = (day(each) + timedelta(days=by) for each, by in ((min(days), -2), (max(days), 2)))
    but = None if source is ImportSource.ACTIVITY else source  # each row of a list is a training of its own
    for known in imports.recorded(read, user_id, first.isoformat(), last.isoformat(), but=but):
        on[civil_day(known.recording.begun, "UTC")].append(known)
    told: dict[int, ImportedItem] = {}
    for item in items:
        recording = recording_of(item)
        if recording is None:
            continue
        near = sorted({civil_day(shifted(recording.begun, seconds=by), "UTC") for by in (-_ZONES_S, 0, _ZONES_S)})
        same = same_training(recording, [known for each in near for known in on.get(each, ())])
        if same is not None and not (surely and same.likeness is Likeness.UNSURE):
            told[item.place] = told_before(item, same, of_list=but is not None)
    return told


class SameTraining(msgspec.Struct, frozen=True):
    """A session that a recording became before, and how sure it is that another is of the same training."""

    known: KnownRecording
    likeness: Likeness


def same_training(recording: Recording, there: Iterable[KnownRecording]) -> SameTraining | None:
    """Find the session of the same training, else one that may be; None where there is neither."""
    found = [SameTraining(each, likeness(recording, each.recording)) for each in there]
    return next(
        (each for sure in (Likeness.SAME, Likeness.UNSURE) for each in found if each.likeness is sure),
        None,
    )


def told_before(item: ImportItem, same: SameTraining, *, of_list: bool) -> ImportedItem:
    """Say that a training is there already, or may be."""
    known = same.known
    undo = f"take that import back with {Do('import undo', (known.import_id,))}, and import this one first."
    if same.likeness is Likeness.SAME:
        return item.told(
            ItemOutcome.ALREADY_THERE,
            known.session_id,
            reason=f"the same training came from {NAMES[known.source]} before",
            remedy=f"If this one tells more, {undo}",
        )
    alone = line_apart(item) if of_list else Do("say apart")
    return item.told(
        ItemOutcome.UNDECIDED,
        known.session_id,
        reason=f"it overlaps with what came from {NAMES[known.source]} before, and may be the same training",
        remedy=f"If it is not, import it again with {alone}. If it is, and this one tells more, {undo}",
    )


def line_apart(item: ImportItem) -> str:
    """Say how a row of a list is taken over, alone, whatever else there may be of it."""
    return f"{Do('say line', said={'line': str(item.workout.line)})} and {Do('say apart')}"


def recording_of(item: ImportItem) -> Recording | None:
    """Give what tells one recording from another; None where nobody knows when it began."""
    when, efforts = item.times, item.workout.efforts
    if when.started_at is None:
        return None
    return Recording(
        begun=when.started_at,
        duration_s=None if when.duration_minutes is None else when.duration_minutes * 60,
        distance_m=sum(float(effort.performance.distance or 0) for effort in efforts) or None,
        civil=None if when.time is None else f"{when.day}T{when.time}",
    )


def twice(items: Sequence[ImportItem], *, surely: bool) -> dict[int, ImportedItem]:
    """Tell which of several files are of a recording that another of them is of; what one file holds is several."""
    told: dict[int, ImportedItem] = {}
    by_begin = sorted(
        ((recording, number, item) for number, item in enumerate(items) if (recording := recording_of(item))),
        key=lambda one: one[0].begun,
    )
    for here, (recording, number, item) in enumerate(by_begin):
        for other, other_number, other_item in by_begin[here + 1 :]:
            if moment(other.begun) - moment(recording.begun) > _LONGEST:
                break
            like = likeness(recording, other)
            if like is Likeness.OTHER or item.file == other_item.file or (surely and like is Likeness.UNSURE):
                continue
            first, second = (item, other_item) if number < other_number else (other_item, item)
            if first.place in told or second.place in told:
                continue
            if like is Likeness.SAME:
                reason = f"it is the same recording as {first.file}"
                told[second.place] = second.told(ItemOutcome.ALREADY_THERE, reason=reason)
            else:
                told[second.place] = second.told(
                    ItemOutcome.UNDECIDED,
                    reason=f"it overlaps with {first.file}, and may be the same training",
                    remedy=f"If it is not, import it again with {Do('say apart')}.",
                )
    return told
