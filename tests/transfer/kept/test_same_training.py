"""The same run from the watch, from Garmin Connect and from Strava is one session, whichever came first."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from mesocycle.domain.imports.past_workout import PastEffort, PastWorkout
from mesocycle.domain.imports.result import ImportResult, ImportSource, ItemOutcome
from mesocycle.domain.log.performance import Performance
from mesocycle.domain.people.user import User
from mesocycle.domain.plan.workout import WorkoutType
from mesocycle.domain.remedy import Do
from mesocycle.reports.report_running import report_running
from mesocycle.storage.engine.database import Database
from mesocycle.transfer.activities.import_activities import import_activities
from mesocycle.transfer.history.import_history import import_history
from mesocycle.transfer.imports.undo_import import undo_import
from tests.arrange import a_user, an_act
from tests.formats.fit_bytes import a_run
from tests.transfer.activities.recorded import DAY, LATER, found_in, planned

FROM_WATCH, FROM_GARMIN, FROM_STRAVA = ImportSource.ACTIVITY, ImportSource.GARMIN, ImportSource.STRAVA
_BEGUN = {FROM_GARMIN: "2024-11-08T12:33:20", FROM_STRAVA: "2024-11-08T11:33:20.000Z", ImportSource.HEVY: "2024-11-08"}
"""Garmin Connect writes the time of Berlin, Strava that of UTC."""


def told(source: ImportSource, metres: float = 2010, begun: str | None = None) -> PastWorkout:
    """Give the run of 2 km in 10 minutes as a list of activities tells it."""
    return PastWorkout(
        line=2,
        key=f"{source} {begun}",
        name=f"Run on {source}",
        type=WorkoutType.RUNNING,
        start=begun or _BEGUN[source],
        duration_s=600,
        efforts=(PastEffort(performance=Performance(distance=metres, duration=600)),),
        movement="run",
    )


def came(db: Database, user: User, source: ImportSource, *, dry_run: bool = False) -> ImportResult:
    act = an_act(user, LATER)
    if source is FROM_WATCH:
        return import_activities(db, user.id, found_in(a_run([(300, 1000), (300, 1000)])), act, dry_run=dry_run)
    return import_history(db, user.id, source, {"list.csv": [told(source)]}, act, dry_run=dry_run)


def metres_run(db: Database, user: User) -> float:
    (run,) = report_running(db, user.id, an_act(user).actor, first=DAY, last=DAY).movements
    return run.distance_m


@pytest.mark.parametrize(
    "order",
    [
        (FROM_WATCH, FROM_STRAVA, FROM_GARMIN),
        (FROM_GARMIN, FROM_WATCH, FROM_STRAVA),
        (FROM_STRAVA, FROM_GARMIN, FROM_WATCH),
    ],
)
def test_only_the_first_to_come_is_taken_over(db: Database, order: tuple[ImportSource, ...]) -> None:
    ann = a_user(db)

    first, *others = (came(db, ann, source) for source in order)

    assert first.items[0].outcome is ItemOutcome.IMPORTED
    for other in others:
        (item,) = other.items
        assert (item.outcome, item.session_id) == (ItemOutcome.ALREADY_THERE, first.items[0].session_id)
        assert str(Do("import undo", (str(first.import_id),))) in (item.remedy or "")
        assert other.import_id is None
    assert metres_run(db, ann) in {2000, 2010}


def test_a_look_beforehand_says_so_too(db: Database) -> None:
    ann = a_user(db)
    came(db, ann, FROM_WATCH)

    (item,) = came(db, ann, FROM_STRAVA, dry_run=True).items

    assert (item.outcome, item.reason) == (
        ItemOutcome.ALREADY_THERE,
        "the same training came from activity files before",
    )


def test_what_the_watch_did_of_a_plan_is_not_taken_over_beside_it(db: Database) -> None:
    ann = a_user(db)
    waiting = planned(db, ann)
    came(db, ann, FROM_WATCH)

    (item,) = came(db, ann, FROM_STRAVA).items

    assert (item.outcome, item.session_id) == (ItemOutcome.ALREADY_THERE, waiting.id)


def test_once_the_first_is_taken_back_another_comes_in(db: Database) -> None:
    ann = a_user(db)
    first = came(db, ann, FROM_STRAVA)
    assert first.import_id is not None
    undo_import(db, ann.id, first.import_id, an_act(ann, LATER))

    (item,) = came(db, ann, FROM_WATCH).items

    assert item.outcome is ItemOutcome.IMPORTED


@pytest.mark.parametrize(
    "other",
    [
        told(FROM_STRAVA, begun="2024-11-08T11:43:30.000Z"),
        told(FROM_STRAVA, begun="2024-11-08"),
    ],
)
def test_another_training_of_the_day_stands_beside_it(db: Database, other: PastWorkout) -> None:
    ann = a_user(db)
    came(db, ann, FROM_WATCH)

    (item,) = import_history(db, ann.id, FROM_STRAVA, {"list.csv": [other]}, an_act(ann, LATER)).items

    assert item.outcome is ItemOutcome.IMPORTED


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
@pytest.mark.parametrize("late_s", [0, 3, 20])
def test_two_files_of_one_recording_are_one_session_in_whichever_order(
    db: Database, order: tuple[int, int], late_s: int
) -> None:
    ann = a_user(db)
    files = [a_run([(300, 1000), (300, 1000)]), a_run([(300, 1000), (300 - late_s, 1000 - 3 * late_s)], start=late_s)]

    results = [import_activities(db, ann.id, found_in(files[place]), an_act(ann, LATER)) for place in order]

    assert [each.items[0].outcome for each in results] == [ItemOutcome.IMPORTED, ItemOutcome.ALREADY_THERE]
    assert metres_run(db, ann) in {2000, 2000 - 3 * late_s}


def test_two_files_of_one_recording_that_come_together_are_one_session(db: Database) -> None:
    ann = a_user(db)
    files = [a_run([(300, 1000), (280, 940)], start=20), a_run([(300, 1000), (300, 1000)])]

    result = import_activities(db, ann.id, found_in(*files), an_act(ann, LATER))

    assert sorted(item.outcome for item in result.items) == [ItemOutcome.ALREADY_THERE, ItemOutcome.IMPORTED]


def test_what_overlaps_and_is_not_as_far_is_asked(db: Database) -> None:
    ann = a_user(db)
    first = came(db, ann, FROM_WATCH)

    (item,) = import_history(
        db, ann.id, FROM_STRAVA, {"list.csv": [told(FROM_STRAVA, metres=120)]}, an_act(ann, LATER)
    ).items

    assert (item.outcome, item.session_id) == (ItemOutcome.UNDECIDED, first.items[0].session_id)


def test_what_is_no_training_of_elsewhere_is_taken_for_one_of_its_own_when_that_is_said(db: Database) -> None:
    ann = a_user(db)
    came(db, ann, FROM_WATCH)
    rows = {"list.csv": [told(FROM_STRAVA, metres=120)]}

    (item,) = import_history(db, ann.id, FROM_STRAVA, rows, an_act(ann, LATER), apart=True).items

    assert item.outcome is ItemOutcome.IMPORTED
    assert metres_run(db, ann) == 2120


def test_what_is_surely_the_same_is_not_taken_twice_even_then(db: Database) -> None:
    ann = a_user(db)
    came(db, ann, FROM_WATCH)
    rows = {"list.csv": [told(FROM_STRAVA)]}

    (item,) = import_history(db, ann.id, FROM_STRAVA, rows, an_act(ann, LATER), apart=True).items

    assert item.outcome is ItemOutcome.ALREADY_THERE


def test_what_was_written_down_by_hand_elsewhere_is_no_recording(db: Database) -> None:
    ann = a_user(db)
    came(db, ann, FROM_WATCH)

    (item,) = came(db, ann, ImportSource.HEVY).items

    assert item.outcome is ItemOutcome.IMPORTED


def test_of_two_imports_at_once_one_takes_it_over(db: Database) -> None:
    ann = a_user(db)

    with ThreadPoolExecutor(2) as both:
        results = list(both.map(lambda source: came(db, ann, source), (FROM_GARMIN, FROM_STRAVA)))

    assert sorted(result.items[0].outcome for result in results) == [ItemOutcome.ALREADY_THERE, ItemOutcome.IMPORTED]
