"""Import activities: to the session that waited for each, one-to-one, or as one-off sessions; what is unsure waits."""

from collections.abc import Callable, Mapping, Sequence

import msgspec

from mesocycle.actions.plans.library import find_exercises_in
from mesocycle.domain.activity.activity import Activity
from mesocycle.domain.activity.counted_anew import dated_anew
from mesocycle.domain.activity.human_speed import is_beyond_people, too_fast_words
from mesocycle.domain.activity.log import NamedSet
from mesocycle.domain.activity.matching import DoneActivity, Match, match_activities
from mesocycle.domain.activity.past_workout import past_workout
from mesocycle.domain.document import Date, Id
from mesocycle.domain.imports.past_workout import PastWorkout
from mesocycle.domain.imports.result import Candidate, ImportedItem, ImportResult, ImportSource, ItemOutcome
from mesocycle.domain.people.act import Act
from mesocycle.domain.permission import Deed, Scope
from mesocycle.domain.reading.reject import Reject
from mesocycle.domain.refusal import NotFound, Refusal, RefusalKind
from mesocycle.domain.remedy import Do
from mesocycle.domain.session.session import WorkoutSession
from mesocycle.storage.engine.database import Database, Read, Write
from mesocycle.storage.imports import activities, imports
from mesocycle.storage.imports import sessions as imported_sessions
from mesocycle.storage.imports.activities import WaitingSession
from mesocycle.storage.imports.imports import NewItem
from mesocycle.storage.people import coachings, users
from mesocycle.storage.sessions import sessions
from mesocycle.transfer.activities.activity_sets import named_sets
from mesocycle.transfer.activities.chosen_session import check_one
from mesocycle.transfer.activities.fill_session import empty_session_in, fill_session_in
from mesocycle.transfer.activities.read_activities import FoundActivity
from mesocycle.transfer.history.import_history import import_history
from mesocycle.transfer.history.items import gather
from mesocycle.transfer.kept.import_item import ImportItem
from mesocycle.transfer.kept.progress import SILENT, ImportObserver, Progress, Renumbered, id_for, silent
from mesocycle.transfer.kept.same_training import by_time, twice

_SOURCE = ImportSource.ACTIVITY
_TELLING_MOST = ("fit", "tcx", "gpx")
_CHUNK = 50


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """What a person decides of activities that may belong to several sessions: which one, or none of them."""

    session_id: Id | None = None
    apart: bool = False


NOTHING_CHOSEN = Choice()


class _Taken(msgspec.Struct, frozen=True):
    """One activity on its way: what it is as an item, and what the device told."""

    item: ImportItem
    activity: Activity
    sets: tuple[NamedSet, ...]


class _Documents(Renumbered):
    """Keeps what devices told beside the sessions made of it, in the write that makes them."""

    def __init__(self, telling: ImportObserver, alone: Sequence[_Taken]) -> None:
        super().__init__(telling, [each.item.place for each in alone])
        self._alone = alone

    def kept(self, write: Write, items: Mapping[int, ImportedItem]) -> None:
        made = {
            item.session_id: self._alone[place].activity
            for place, item in items.items()
            if item.outcome in {ItemOutcome.IMPORTED, ItemOutcome.BROUGHT_BACK} and item.session_id is not None
        }
        activities.keep(write, made)
        super().kept(write, items)


def import_activities(
    db: Database,
    user_id: Id,
    found: Sequence[FoundActivity],
    act: Act,
    *,
    choice: Choice = NOTHING_CHOSEN,
    dry_run: bool = False,
    progress: Progress = silent,
    telling: ImportObserver = SILENT,
) -> ImportResult:
    """Take activities in: matched, kept as one-off sessions, or undecided with candidates; again changes nothing."""
    files = tuple(dict.fromkeys(each.file for each in found))
    with db.read() as read:
        scope = coachings.permit(read, act.actor, user_id, Deed.PERFORM)
        found = _dated(found, users.today(read, user_id, act.now))
        taken, told = _taken(read, user_id, found, act)
        told |= _known(read, user_id, taken, choice)
        new = [each for each in taken if each.item.place not in told]
        decided = _decided(read, user_id, new, choice, told, scope)
    matched = [(each, decided[each.item.place]) for each in new if each.item.place in decided]
    alone = sorted(
        (each for each in new if each.item.place not in decided and each.item.place not in told),
        key=lambda each: files.index(each.item.file),  # as they are told by file, should one stand there twice
    )
    telling.begun(len(found))
    telling.told(told)
    beside = _Documents(telling, alone)
    result = import_history(
        db, user_id, _SOURCE, _by_file(alone), act, dry_run=dry_run, progress=progress, telling=beside
    )
    import_id = result.import_id
    told.update({each.item.place: item for each, item in zip(alone, result.items, strict=True)})
    if dry_run:
        told.update({each.item.place: each.item.told(ItemOutcome.MATCHED, to) for each, to in matched})
    elif matched:
        import_id = import_id or id_for(telling, act.now)
        for start in range(0, len(matched), _CHUNK):
            chunk = matched[start : start + _CHUNK]
            told.update(db.write(user_id, act, _filling(import_id, files, chunk, telling)))
    items = tuple(_with_problems(told[place], found[place]) for place in sorted(told))
    return msgspec.structs.replace(result, import_id=import_id, items=items)


def unmatch_activity(db: Database, user_id: Id, session_id: Id, act: Act) -> WorkoutSession:
    """Take an activity out of the session it was matched to; the session waits again, and so does the file."""
    return db.write(user_id, act, lambda write: unmatch_activity_in(write, session_id))


def unmatch_activity_in(write: Write, session_id: Id) -> WorkoutSession:
    """Undo a match inside a write that is open; refused where nothing was matched, or the session can't wait again."""
    scope = coachings.permit(write, write.act.actor, write.owner, Deed.PERFORM)
    sessions.get(write, write.owner, session_id, scope)
    if not activities.matched(write, write.owner, session_id=session_id):
        raise NotFound(
            "No activity was matched to this session.", f"Look at {Do('import list')}, and undo a whole import."
        )
    session = empty_session_in(write, session_id)
    activities.forget(write, [session_id])
    return session


def _dated(found: Sequence[FoundActivity], today: Date) -> list[FoundActivity]:
    """Set right whole recordings that are 1,024 weeks too early."""
    right = iter(dated_anew([each.activity for each in found if isinstance(each.activity, Activity)], today))
    return [each if isinstance(each.activity, Reject) else each._replace(activity=next(right)) for each in found]


def _taken(
    read: Read, user_id: Id, found: Sequence[FoundActivity], act: Act
) -> tuple[list[_Taken], dict[int, ImportedItem]]:
    """Place every activity in the athlete's time; what can't be taken in is told."""
    library = find_exercises_in(read, user_id)
    sets: dict[int, tuple[NamedSet, ...]] = {}
    rows: list[tuple[str, PastWorkout | Reject]] = []
    for place, each in enumerate(found):
        if isinstance(each.activity, Reject):
            rows.append((each.file, each.activity))
        elif each.activity.start is None:
            rows.append((each.file, _timeless(each)))
        elif not _is_something(each.activity):
            rows.append((each.file, Reject(each.number, "nothing was recorded in it", "Log the session by hand.")))
        else:
            sets[place] = named_sets(each.activity, library)
            rows.append((each.file, past_workout(each.activity, sets[place], each.number, each.activity.start)))
    zones, today = imported_sessions.zones(read, user_id), users.today(read, user_id, act.now)
    taken: list[_Taken] = []
    told: dict[int, ImportedItem] = {}
    for place, (file, row) in enumerate(rows):
        one = gather({file: [row]}, _SOURCE, zones, today)
        activity = found[place].activity
        if one.new and isinstance(activity, Activity):
            taken.append(_Taken(msgspec.structs.replace(one.new[0], place=place), activity, sets[place]))
        else:
            told[place] = one.told[0]
    return taken, told


def _timeless(found: FoundActivity) -> Reject:
    return Reject(found.number, "the device did not know what time it was", "Log the session by hand.")


def _is_something(activity: Activity) -> bool:
    done = activity.performance
    return bool(done.duration or done.distance or activity.sets)


def _known(read: Read, user_id: Id, taken: Sequence[_Taken], choice: Choice) -> dict[int, ImportedItem]:
    """Tell what is there already: the same file, another file of the same recording, or two of them at once.

    Of several files of one recording that come together the one that tells the most is taken.
    """
    known = imports.known(read, user_id, list({each.item.key for each in taken}))
    told: dict[int, ImportedItem] = {}
    met: dict[bytes, ImportItem] = {}
    for each in sorted(taken, key=lambda one: _TELLING_MOST.index(one.activity.format)):
        item = each.item
        before = [one for one in known.get(item.key, ()) if one.there]
        if before:
            same = any(one.content == item.content for one in before)
            reason = None if same else "another file of the same recording was imported before"
            remedy = (
                None
                if same
                else (
                    "If this file is the better one, take that import back with "
                    f"{Do('import undo', (before[0].import_id,))}, and import this one."
                )
            )
            told[item.place] = item.told(ItemOutcome.ALREADY_THERE, before[0].session_id, reason=reason, remedy=remedy)
        elif item.key in met:
            reason = f"it is the same recording as {met[item.key].file}"
            told[item.place] = item.told(ItemOutcome.ALREADY_THERE, reason=reason)
        else:
            met[item.key] = item
    surely = choice != NOTHING_CHOSEN
    left = [each.item for each in taken if each.item.place not in told]
    told |= by_time(read, user_id, _SOURCE, left, surely=surely)
    told |= twice([each for each in met.values() if each.place not in told], surely=surely)
    return told


def _decided(
    read: Read, user_id: Id, new: Sequence[_Taken], choice: Choice, told: dict[int, ImportedItem], scope: Scope
) -> dict[int, Id]:
    """Give the session of each activity that has one; the undecided ones are told with their candidates."""
    if choice.session_id is not None:
        check_one(len(new), told.values())
        sessions.get(read, user_id, choice.session_id, scope)
        return {new[0].item.place: choice.session_id}
    days = [each.item.times.day for each in new]
    waiting = activities.waiting(read, user_id, min(days), max(days), scope) if days else []
    matches = match_activities([_done(each) for each in new], [each.facts for each in waiting])
    decided: dict[int, Id] = {}
    for each, match in zip(new, matches, strict=True):
        if match.session_id is not None:
            decided[each.item.place] = match.session_id
        elif match.candidates and not choice.apart:
            told[each.item.place] = _undecided(each.item, match, waiting)
        if not choice.apart and _is_beyond_people(each.activity):
            decided.pop(each.item.place, None)
            told[each.item.place] = _too_fast(each, match, waiting)
    return decided


def _done(taken: _Taken) -> DoneActivity:
    return DoneActivity(
        type=taken.activity.type,
        sport_known=taken.activity.kind is not None,
        day=taken.item.times.day,
        started_at=taken.item.times.started_at,
        completed_at=taken.item.times.completed_at,
    )


def _undecided(item: ImportItem, match: Match, waiting: Sequence[WaitingSession]) -> ImportedItem:
    candidates = tuple(
        Candidate(
            session_id=each.facts.id,
            name=each.name,
            scheduled_date=each.scheduled_date,
            scheduled_time=each.scheduled_time,
        )
        for each in waiting
        if each.facts.id in match.candidates
    )
    told = item.told(
        ItemOutcome.UNDECIDED,
        reason="it may be the deed of more than one planned session, or of one that another activity may be too",
        remedy=f"Import the file again with {Do('say session')}, or with {Do('say apart')} as a session of its own.",
    )
    return msgspec.structs.replace(told, candidates=candidates)


def _is_beyond_people(activity: Activity) -> bool:
    done = activity.performance
    return is_beyond_people(done.distance, done.moving_duration or done.duration, activity.movement)


def _too_fast(taken: _Taken, match: Match, waiting: Sequence[WaitingSession]) -> ImportedItem:
    """Ask what becomes of a recording that is faster than anybody: it is no deed of a plan unasked."""
    done = taken.activity.performance
    reason = too_fast_words(done.distance or 0, done.moving_duration or done.duration or 0)
    candidates = match.candidates if match.session_id is None else (match.session_id,)
    asked = _undecided(taken.item, Match(candidates=candidates), waiting)
    return msgspec.structs.replace(asked, reason=reason)


def _by_file(alone: Sequence[_Taken]) -> Mapping[str, list[PastWorkout | Reject]]:
    by_file: dict[str, list[PastWorkout | Reject]] = {}
    for each in alone:
        by_file.setdefault(each.item.file, []).append(each.item.workout)
    return by_file


def _filling(
    import_id: Id, files: Sequence[str], chunk: Sequence[tuple[_Taken, Id]], telling: ImportObserver
) -> Callable[[Write], dict[int, ImportedItem]]:
    def fill(write: Write) -> dict[int, ImportedItem]:
        coachings.permit(write, write.act.actor, write.owner, Deed.PERFORM)
        imports.add(write, import_id, _SOURCE, files)
        told = {taken.item.place: _fill(write, import_id, taken, session_id) for taken, session_id in chunk}
        telling.kept(write, told)
        return told

    return fill


def _fill(write: Write, import_id: Id, taken: _Taken, session_id: Id) -> ImportedItem:
    """Fill one session; a refusal (somebody was faster) leaves nothing behind and is told."""
    item = taken.item
    try:
        with write.attempt():
            fill_session_in(write, session_id, taken.activity, taken.sets, item.times, item.key)
            kept = NewItem(item.key, item.content, session_id, made_session=False)
            imports.add_items(write, import_id, [kept])
            activities.keep(write, {session_id: taken.activity})
    except Refusal as no:
        if no.kind is RefusalKind.BUSY:
            raise
        return item.told(ItemOutcome.REJECTED, session_id, reason=no.sentence, remedy=no.remedy)
    return item.told(ItemOutcome.MATCHED, session_id)


def _with_problems(item: ImportedItem, found: FoundActivity) -> ImportedItem:
    """Say of what was taken in what of it was left out, and of a damaged file that it is not all."""
    if isinstance(found.activity, Reject) or item.reason is not None:
        return item
    said = (*found.activity.problems, *found.activity.left_out)
    if not said:
        return item
    remedy = "Copy the file anew if it should be whole." if found.activity.problems else None
    return msgspec.structs.replace(item, reason=" ".join(said).removesuffix("."), remedy=remedy)
