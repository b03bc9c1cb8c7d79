"""Import history: past workouts from elsewhere become completed sessions; importing again changes nothing."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from mesocycle.actions.plans.library import find_exercises_in, named_elsewhere
from mesocycle.domain.document import Id
from mesocycle.domain.imports.names import ExerciseMatch, Matcher
from mesocycle.domain.imports.past_session import own_exercise
from mesocycle.domain.imports.past_workout import PastSet
from mesocycle.domain.imports.result import ImportedItem, ImportResult, ImportSource, ItemOutcome
from mesocycle.domain.people.act import Act
from mesocycle.domain.permission import Deed
from mesocycle.domain.plan.library import Library, LibraryExercise, normal_name
from mesocycle.domain.refusal import NotFound
from mesocycle.domain.remedy import Do
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.imports import sessions as imported_sessions
from mesocycle.storage.people import coachings, users
from mesocycle.storage.plans import exercises
from mesocycle.transfer.history.items import ReadItems, gather, sort
from mesocycle.transfer.history.keep_history import Meanings, keep_history_in
from mesocycle.transfer.kept.import_item import ImportItem
from mesocycle.transfer.kept.progress import SILENT, ImportObserver, Progress, id_for, silent

CHUNK = 500
"""Workouts in one write: everybody else waits for it, and what was written stays when the next one breaks off."""

_UNTOUCHED = (ItemOutcome.ALREADY_THERE, ItemOutcome.REJECTED)


def import_history(
    db: Database,
    user_id: Id,
    source: ImportSource,
    found: ReadItems,
    act: Act,
    *,
    choices: Mapping[str, Id] | None = None,
    apart: bool = False,
    dry_run: bool = False,
    progress: Progress = silent,
    telling: ImportObserver = SILENT,
) -> ImportResult:
    """Take past workouts over, item by item: one that is bad never stops the rest.

    `choices` says what names mean, by name as variant id; they are kept for the next import. What nobody knows
    becomes an exercise of the user's own. `apart` says that what only may be another source's training is none.
    """
    listed = {file: list(items) for file, items in found.items()}  # read through before the database is held
    with db.read() as read:
        coachings.permit(read, act.actor, user_id, Deed.PERFORM)
        gathered = gather(listed, source, imported_sessions.zones(read, user_id), users.today(read, user_id, act.now))
        beside = sort(read, user_id, source, gathered.new, apart=apart)
        library = find_exercises_in(read, user_id)
        chosen = _chosen(library, choices or {})
        matches = _matches(exercises.of_user(read, user_id) | chosen, library, beside.new)
    new, told = beside.new, gathered.told | beside.told
    telling.begun(len(new) + len(told))
    telling.told(told)
    import_id = None
    if dry_run:
        told.update({item.place: item.told(ItemOutcome.IMPORTED) for item in new})
    elif new:
        import_id = id_for(telling, act.now)
        meanings = _meanings(user_id, library, matches, chosen, new)
        keeping = partial(_keeping, import_id, source, list(found), meanings, telling, apart=apart)
        for done, chunk in _chunks(new, progress):
            told.update(db.write(user_id, act, keeping(chunk)))
            progress(done, len(new))
        if all(told[item.place].outcome in _UNTOUCHED for item in new):
            import_id = None  # somebody else was quicker with all of them
    return ImportResult(
        import_id=import_id,
        user_id=user_id,
        source=source,
        dry_run=dry_run,
        items=tuple(told[place] for place in sorted(told)),
        exercises=tuple(matches.values()),
    )


def _chunks(new: Sequence[ImportItem], progress: Progress) -> Iterator[tuple[int, Sequence[ImportItem]]]:
    progress(0, len(new))
    for start in range(0, len(new), CHUNK):
        chunk = new[start : start + CHUNK]
        yield start + len(chunk), chunk


def _keeping(
    import_id: Id,
    source: ImportSource,
    files: Sequence[str],
    meanings: Meanings,
    telling: ImportObserver,
    chunk: Sequence[ImportItem],
    *,
    apart: bool,
) -> Callable[[Write], dict[int, ImportedItem]]:
    def keep(write: Write) -> dict[int, ImportedItem]:
        told = keep_history_in(write, import_id, source, files, chunk, meanings, apart=apart)
        telling.kept(write, told)
        return told

    return keep


def _chosen(library: Library, choices: Mapping[str, Id]) -> dict[str, Id]:
    """Give the choices by `normal_name`, or refuse one of an exercise that the library does not have."""
    for name, variant in choices.items():
        if library.variant(variant) is None:
            raise NotFound(
                f"{name[:80]!r} can't mean {variant[:80]!r}: the library has no such exercise.",
                f"Look at {Do('exercise list')} for the names, or leave the choice out.",
            )
    return {normal_name(name): variant for name, variant in choices.items()}


def _matches(choices: Mapping[str, Id], library: Library, new: Sequence[ImportItem]) -> dict[str, ExerciseMatch]:
    """Say what every name of new workouts means, by name, in the order of the names."""
    names = {exercise.name for item in new for exercise in item.workout.exercises}
    if not names:
        return {}
    matcher = Matcher(library, choices, named_elsewhere())
    return {name: matcher.match(name) for name in sorted(names)}


def _meanings(
    user_id: Id,
    library: Library,
    matches: Mapping[str, ExerciseMatch],
    chosen: Mapping[str, Id],
    new: Sequence[ImportItem],
) -> Meanings:
    """Give the exercise of every name; a name that is not surely known becomes an exercise of the user's own."""
    meant: dict[str, LibraryExercise] = {}
    own: dict[Id, LibraryExercise] = {}
    sets: dict[str, list[PastSet]] = {}
    for item in new:
        for past in item.workout.exercises:
            sets.setdefault(past.name, []).extend(past.sets)
    for name, match in matches.items():
        known = library.variant(match.exercise_variant_id or "") if match.how.sure else None
        meant[name] = known or own_exercise(user_id, name, sets[name])
        if known is None:
            own[meant[name].id] = meant[name]
    return Meanings(exercises=meant, own=tuple(own.values()), choices=chosen)
