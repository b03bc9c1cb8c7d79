"""Link the exercises that a log only names to those of its owner's library, as a routine's file and an import do."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property

from mesocycle.actions.plans.library import find_exercises_in, named_elsewhere
from mesocycle.domain.imports.linking import link_entry, link_log
from mesocycle.domain.imports.names import Matcher
from mesocycle.domain.log.merging import Entry
from mesocycle.domain.log.performance import ExerciseName, WorkoutPerformanceLog
from mesocycle.domain.plan.library import Library, LibraryExercise
from mesocycle.storage.engine.database import Write
from mesocycle.storage.plans import exercises


def link_log_in(write: Write, log: WorkoutPerformanceLog) -> WorkoutPerformanceLog:
    """Give the log with every exercise linked that its name surely means; another stays as it was named."""
    return link_log(log, known_names(write).find)


def link_entry_in(write: Write, entry: Entry) -> Entry:
    """Give the entry with its exercise linked."""
    return known_names(write).link(entry)


def known_names(write: Write) -> "KnownNames":
    """Give what names mean to the write's owner: inside `names_once_in` what was read there before."""
    kept = _KEPT.get()
    return kept if kept is not None and kept.write is write else KnownNames(write)


@contextmanager
def names_once_in(write: Write) -> Iterator[None]:
    """Read the library once for all that is linked meanwhile, none of which may change it."""
    token = _KEPT.set(KnownNames(write))
    try:
        yield
    finally:
        _KEPT.reset(token)


class KnownNames:
    """What the owner's names mean; the library is read only where something is to be linked."""

    def __init__(self, write: Write) -> None:
        """Look for names of the write's owner."""
        self.write = write

    @cached_property
    def _library(self) -> Library:
        return find_exercises_in(self.write, self.write.owner)

    @cached_property
    def _matcher(self) -> Matcher:
        return Matcher(self._library, exercises.of_user(self.write, self.write.owner), named_elsewhere())

    def link(self, entry: Entry) -> Entry:
        """Give an entry with its exercise linked."""
        return link_entry(entry, self.find)

    def find(self, named: ExerciseName) -> LibraryExercise | None:
        """Give the exercise that a name surely means, or None."""
        if named.exercise_variant_id is not None:
            return self._library.variant(named.exercise_variant_id)
        exact = self._library.find(named.name)
        if exact is not None:
            return exact
        match = self._matcher.match(named.name)
        return self._library.variant(match.exercise_variant_id or "") if match.how.sure else None


_KEPT: ContextVar[KnownNames | None] = ContextVar("names_once_in", default=None)
