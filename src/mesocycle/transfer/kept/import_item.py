"""A past workout on its way in: its place among all items, and what it is known by."""

import msgspec

from mesocycle.domain.document import Id
from mesocycle.domain.imports.past_workout import PastTimes, PastWorkout
from mesocycle.domain.imports.result import ImportedItem, ItemOutcome


class ImportItem(msgspec.Struct, frozen=True, kw_only=True):
    """A past workout that may be taken over: its place among all items, its hashes, its times."""

    place: int
    file: str
    workout: PastWorkout
    key: bytes
    content: bytes
    times: PastTimes

    def told(
        self,
        outcome: ItemOutcome,
        session_id: Id | None = None,
        *,
        reason: str | None = None,
        remedy: str | None = None,
    ) -> ImportedItem:
        """Say what came of it; of what is taken over also what had to be left out."""
        left_out = [*self.workout.told, *filter(None, [self.times.told])]
        if left_out and reason is None and outcome in (ItemOutcome.IMPORTED, ItemOutcome.BROUGHT_BACK):
            reason, remedy = " ".join(left_out), "Correct the session where you know better."
        return ImportedItem(
            file=self.file,
            line=self.workout.line,
            name=self.workout.name,
            day=self.times.day,
            sets=sum(len(exercise.sets) for exercise in self.workout.exercises) or None,
            outcome=outcome,
            session_id=session_id,
            reason=reason,
            remedy=remedy,
        )
