"""Reference values: what percentages and zones are measured against."""

from collections.abc import Iterator

from mesocycle.client.connection import Connection, QueryValues
from mesocycle.domain.document import Date, Id
from mesocycle.domain.plan.targets import ReferenceKind
from mesocycle.domain.reference.value import NewReferenceValue, ReferenceValue


class ReferenceValues:
    """The reference values of one user; they are only ever added."""

    def __init__(self, connection: Connection, user_id: Id | None) -> None:
        """Be about the caller, or the user named."""
        self._at = connection
        self._whose: QueryValues = {"userId": user_id}

    def every(self, *, kind: ReferenceKind | None = None) -> Iterator[ReferenceValue]:
        """Give all values, in the order in which they were added."""
        return self._at.pages("/reference-values", ReferenceValue, {**self._whose, "kind": kind})

    def in_force(self, *, on: Date | None = None) -> Iterator[ReferenceValue]:
        """Give the values in force on a day; without one, today."""
        return self._at.pages("/reference-values/in-force", ReferenceValue, {**self._whose, "on": on})

    def get(self, reference_value_id: Id) -> ReferenceValue:
        """Give one value."""
        return self._at.get(f"/reference-values/{reference_value_id}", ReferenceValue, self._whose)

    def add(self, new: NewReferenceValue) -> ReferenceValue:
        """Add a value."""
        return self._at.change("POST", "/reference-values", ReferenceValue, new, query=self._whose)
