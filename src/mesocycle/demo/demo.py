"""The demo: a trainer, four athletes, about twelve weeks of training, a second version and a replaced assignment."""

import copy
from datetime import datetime, timedelta
from importlib import resources
from random import Random
from typing import Any, NamedTuple

from msgspec.structs import replace

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.assignments.replace_assignment import replace_assignment
from mesocycle.actions.people.accept_coaching import accept_coaching
from mesocycle.actions.people.add_user import add_user
from mesocycle.actions.people.invite_athlete import invite_athlete
from mesocycle.actions.plans.create_routine import create_routine
from mesocycle.actions.plans.library import find_exercises
from mesocycle.actions.plans.publish_version import publish_version
from mesocycle.actions.reference.set_reference_value import set_reference_value
from mesocycle.demo.cast import ANNA, ATHLETES, TRAINER, Athlete
from mesocycle.demo.history import Season
from mesocycle.domain.assignment.assignment import ReplacementRequest
from mesocycle.domain.assignment.receipt import Receipt
from mesocycle.domain.document import Document, Id, Instant
from mesocycle.domain.instant import civil_day, day, instant, moment
from mesocycle.domain.people.act import Act, Actor
from mesocycle.domain.people.user import Role, User
from mesocycle.domain.plan.library import Library
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.domain.reference.value import NewReferenceValue
from mesocycle.formats.documents.routine import parse_routine
from mesocycle.storage.engine.database import Database, new_id

NOTE = "Less pulling from the floor after three waves, more volume for the bench."
"""What the trainer says of the second version."""
SINCE = timedelta(weeks=13)
"""How long ago the trainer set the database up."""


class _Telling(NamedTuple):
    """What every athlete's story is told with."""

    db: Database
    coach: Actor
    library: Library
    now: datetime
    seed: int


class Demo(Document, frozen=True, kw_only=True):
    """What was made, for whoever wants to look at it."""

    trainer: User
    athletes: tuple[User, ...]
    routines: dict[str, Id]
    """Routine ids by the names of their files."""
    first_version_id: Id
    second_version_id: Id
    replacement: Receipt
    before: Instant
    """A moment shortly before the replacement, for looking at the calendar as it was."""


def make_demo(db: Database, now: Instant, seed: int) -> Demo:
    """Fill an empty database that has its schema.

    Of the same seed and `now` come the same numbers and words; ids differ.
    """
    start = moment(now) - SINCE
    trainer = _trainer(db, start)
    coach = Actor(trainer.id, frozenset(trainer.roles))
    files = shipped_files()
    versions = {
        name: create_routine(db, file, Act(actor=coach, now=instant(start + timedelta(hours=1))))
        for name, file in files.items()
    }
    telling = _Telling(db, coach, find_exercises(db, trainer.id), moment(now), seed)
    told = [_tell(telling, athlete, versions[athlete.routine]) for athlete in ATHLETES]
    first = versions[ANNA.routine]
    publishing = Act(actor=coach, now=instant(moment(now) - timedelta(minutes=55)))
    second = publish_version(db, first.parent_routine_id, second_file(files[ANNA.routine]), publishing, note=NOTE)
    anna, assignment_id = told[0]
    receipt = replace_assignment(
        db, anna.id, assignment_id, second.id, ReplacementRequest(continue_=True), Act(actor=coach, now=now)
    )
    return Demo(
        trainer=trainer,
        athletes=tuple(user for user, _ in told),
        routines={name: version.parent_routine_id for name, version in versions.items()},
        first_version_id=first.id,
        second_version_id=second.id,
        replacement=receipt,
        before=instant(moment(now) - timedelta(minutes=1)),
    )


def shipped_files() -> dict[str, dict[str, Any]]:
    """Read the routines that ship with the program, by the names of their files without the ending."""
    folder = resources.files("mesocycle.data").joinpath("routines")
    found = sorted((each for each in folder.iterdir() if each.name.endswith(".yaml")), key=lambda each: each.name)
    return {each.name.removesuffix(".yaml"): parse_routine(each.read_bytes()) for each in found}


def second_file(first: dict[str, Any]) -> dict[str, Any]:
    """Write the second version of the wave: a lift swapped, volume moved, a carry more."""
    file = copy.deepcopy(first)
    pull = _section(file, "Deadlift day", "Volume")
    pull["exercises"] = [
        {
            "name": "Romanian Deadlift",
            "type": "strength",
            "restBetweenSets": "2m",
            "restAfter": "3m",
            "sets": "3x8 @ 2-3 RIR",
        }
    ]
    bench = _section(file, "Bench day", "Volume")["exercises"][0]
    bench["sets"] = {**bench["sets"], "1": "4x8 @ 60% TM", "2": "4x6 @ 67.5% TM"}
    _section(file, "Press day", "Carry")["exercises"][0]["sets"] = "4x40 m @ RPE 7-8"
    return file


def _section(file: dict[str, Any], workout: str, section: str) -> dict[str, Any]:
    (day_of,) = (each for each in file["workouts"] if each["name"] == workout)
    found: dict[str, Any]
    (found,) = (each for each in day_of["sections"] if each["name"] == section)
    return found


def _trainer(db: Database, start: datetime) -> User:
    """Add the trainer, who sets the database up and so is its admin."""
    trainer_id = new_id(instant(start))
    act = Act(actor=Actor(trainer_id, frozenset({Role.ADMIN})), now=instant(start))
    return add_user(db, replace(TRAINER, id=trainer_id), act)


def _tell(told: _Telling, athlete: Athlete, version: RoutineVersion) -> tuple[User, Id]:
    """Let one athlete sign up, be coached, follow a routine and live through it; gives the live assignment."""
    db, coach, now = told.db, told.coach, told.now
    user = _coached(told, athlete)
    today = day(civil_day(instant(now), user.time_zone))
    monday = today - timedelta(days=today.weekday())
    first = monday - timedelta(days=athlete.days_ago)
    luck = Random(f"{told.seed}/{user.email}")  # noqa: S311  # seeded, so that a demo can be told again
    season = Season(db, athlete, user.id, coach, luck=luck, first=first)
    season.run_alone(athlete.weeks_alone)
    measured = season.at(first - timedelta(days=1), "20:00")
    _measure(told, athlete, user.id, measured, cycle=0)
    race = None if athlete.race_in_days is None else monday + timedelta(days=athlete.race_in_days)
    wish = replace(athlete.wish, start_date=first.isoformat(), race_date=None if race is None else race.isoformat())
    receipt = assign_routine(db, user.id, version.id, wish, Act(actor=coach, now=instant(measured)))
    season.follow(receipt)
    if athlete is ANNA:  # hers is the assignment that is replaced: with something missed of late …
        season.miss(sum(each.scheduled_date < today.isoformat() for each in receipt.created) - 2)
    for cycle in range(1, (athlete.wish.cycles or 1)):
        begins = season.at(first + timedelta(weeks=version.duration * cycle), "00:00")
        if begins < now:
            season.play(begins)
            _measure(told, athlete, user.id, begins - timedelta(hours=4), cycle)
    if athlete is not ANNA:
        season.play(now)
        season.correct_latest(now - timedelta(minutes=28))
    else:  # … and in the middle of a session
        season.play(season.at(today, "00:00"))
        season.begin_next(now - timedelta(minutes=26), now - timedelta(minutes=3))
    return user, receipt.new_assignment_id or ""


def _coached(told: _Telling, athlete: Athlete) -> User:
    """Add an athlete whom the trainer invites, and who accepts."""
    early = told.now - SINCE + timedelta(days=1)
    user = add_user(told.db, athlete.user, Act(actor=told.coach, now=instant(early)))
    invited = Act(actor=told.coach, now=instant(early + timedelta(hours=1)))
    invite_athlete(told.db, user.id, invited)
    accepted = Act(actor=Actor(user.id, frozenset(user.roles)), now=instant(early + timedelta(hours=5)))
    accept_coaching(told.db, told.coach.id, accepted)
    return user


def _measure(told: _Telling, athlete: Athlete, user_id: Id, at: datetime, cycle: int) -> None:
    """Enter what percentages are measured against: all of it at first, then what rises from cycle to cycle."""
    for measure in athlete.measures:
        if cycle and not measure.rise:
            continue
        known = None if measure.exercise is None else told.library.find(measure.exercise)
        value = NewReferenceValue(
            kind=measure.kind,
            exercise_id=None if known is None else known.exercise_id,
            exercise_variant_id=None if known is None else known.exercise_variant_id,
            distance=measure.distance,
            value=measure.value + cycle * measure.rise,
            unit=measure.unit,
            valid_from=civil_day(instant(at + timedelta(days=1)), athlete.user.time_zone),
            source="estimated" if cycle else "tested",
        )
        set_reference_value(told.db, user_id, value, Act(actor=told.coach, now=instant(at)))
