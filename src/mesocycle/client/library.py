"""What the caller keeps in their library beside exercises."""

from collections.abc import Iterator, Sequence

from mesocycle.client.connection import Connection
from mesocycle.domain.document import Id
from mesocycle.domain.plan.tags import Tagged, Tags, TagSubject


class TagsOnThings:
    """The caller's own words on exercises, routines and what they keep."""

    def __init__(self, connection: Connection) -> None:
        """Be about whoever calls."""
        self._at = connection

    def every(self, *, kind: TagSubject | None = None) -> Iterator[Tagged]:
        """Give all that has tags, with them."""
        return self._at.pages("/tags", Tagged, {"kind": None if kind is None else kind.value})

    def get(self, kind: TagSubject, subject_id: Id) -> Tagged:
        """Give those on one thing."""
        return self._at.get(f"/tags/{kind}/{subject_id}", Tagged)

    def put(self, kind: TagSubject, subject_id: Id, tags: Sequence[str], *, if_match: str | None = None) -> Tagged:
        """Let something have these tags and no others."""
        at = f"/tags/{kind}/{subject_id}"
        return self._at.change("PUT", at, Tagged, Tags(tags=tuple(tags)), if_match=if_match)
