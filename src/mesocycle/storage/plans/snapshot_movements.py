"""The courses of snapshots by hash: what a hash stands for never changes, so what was read once is kept."""

import threading
from collections.abc import Collection, Iterable, Mapping

import sqlalchemy as sa

from mesocycle.domain.document import Date, Id
from mesocycle.domain.history.movements import Movements, course
from mesocycle.domain.plan.turns import read_snapshot
from mesocycle.domain.plan.workout import WorkoutType
from mesocycle.storage.engine.database import Read
from mesocycle.storage.plans import snapshots
from mesocycle.storage.tables.training import DAY, workout_session

ELSEWHERE = Movements(type=WorkoutType.STRENGTH, name="", steps={}, sections={})
"""Of a snapshot from elsewhere that nothing computes with."""


class Courses:
    """The courses of snapshots by hash; what a hash stands for never changes, so they are kept."""

    def __init__(self, most: int = 400_000) -> None:
        """Begin empty; when they hold more than so many courses, sections and steps, all are forgotten."""
        self._most = most
        self._held = 0
        self._known: dict[bytes, Movements] = {}
        self._guard = threading.Lock()

    def of(self, read: Read, hashes: Collection[bytes]) -> dict[bytes, Movements]:
        """Give the courses of snapshots, reading those not met before."""
        kept = self._known
        known = {hash_: kept[hash_] for hash_ in hashes if hash_ in kept}
        lacking = [hash_ for hash_ in hashes if hash_ not in known]
        if lacking:
            read_anew = {hash_: _course(body) for hash_, body in snapshots.each_body(read, lacking)}
            known |= read_anew
            self._keep(read_anew, sum(map(_size, read_anew.values())))
        return known

    def _keep(self, courses: Mapping[bytes, Movements], size: int) -> None:
        with self._guard:
            if self._held + size > self._most:
                self._known, self._held = {}, 0
            self._known.update(courses)
            self._held += size


COURSES = Courses()


def easy_sections(read: Read, user_id: Id, first: Date, last: Date) -> list[Id]:
    """Name the warm-up and cool-down sections of a user's sessions between two days, and one that none has.

    So it can stand in `in` and `not in` of one statement: an empty list means another SQL in each.
    """
    of_user = (workout_session.c.user_id == user_id, first <= DAY, last >= DAY)
    asked = sa.select(workout_session.c.snapshot_hash).where(*of_user).distinct()
    hashes = {bytes(row[0]) for row in read.execute(asked)}
    return easy_of(COURSES.of(read, hashes).values())


def easy_of(courses: Iterable[Movements]) -> list[Id]:
    """Name the easy sections of courses, and one that none has."""
    return sorted({"", *(section for each in courses for section in each.easy)})


def _size(course: Movements) -> int:
    return 1 + len(course.sections) + len(course.steps)


def _course(body: str) -> Movements:
    snapshot = read_snapshot(body)
    return ELSEWHERE if snapshot is None else course(snapshot)
