"""A row of the permission matrix: how a route is called about Ann's things, and what each caller gets."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from mesocycle.http.route import Route
from tests.api.matrix_people import Who

SAME: Mapping[str, str] = {
    "userId": "$ann",
    "parentRoutineId": "$routine",
    "routineVersionId": "$version",
    "routineDraftId": "$draft",
    "routineAssignmentId": "$live",
    "receiptId": "$receipt",
    "rollOutId": "$roll-out",
    "sessionId": "$planned",
    "performedSetId": "$set",
    "effortId": "$effort",
    "coachingId": "$coaching",
    "referenceValueId": "$value",
    "exerciseVariantId": "$exercise",
    "importId": "$import",
    "calendarFeedId": "$feed",
    "calendarFile": "$calendar",
    "invitationId": "$invitation",
    "signInId": "$sign-in",
    "tokenId": "$token",
    "rosterFilterId": "$filter",
    "shippedRoutineId": "first-5-km",
    "upkeepRunId": "$upkeep",
    "keptPartId": "$kept",
    "tagKind": "exercise",
    "subjectId": "$exercise",
}
"""What a path names where its row does not say otherwise."""


class Row(NamedTuple):
    """`gets` has a status for each column, in the order of `Who`; `$names` are ids of the world."""

    gets: tuple[int, ...]
    ids: Mapping[str, str]
    body: Any
    query: Mapping[str, str]
    headers: Mapping[str, str]
    by_cookie: bool
    file: bytes | None
    """What is sent as it is, in the place of a JSON body."""

    def expected(self) -> dict[Who, int]:
        """Give the statuses by column."""
        return dict(zip(Who, self.gets, strict=True))


def row(
    gets: str,
    *,
    body: Any = None,  # noqa: ANN401  # any JSON
    query: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
    by_cookie: bool = False,
    file: bytes | None = None,
    **ids: str,
) -> Row:
    """Write a row: nine statuses, the body if there is one, and the ids that are not as in `SAME`."""
    return Row(tuple(map(int, gets.split())), {**SAME, **ids}, body, query or {}, headers or {}, by_cookie, file)


def address_of(route: Route, ids: Mapping[str, str]) -> str:
    """Give a route's path with ids in it."""
    address = route.path
    for name in route.ids:
        address = address.replace("{" + name + "}", ids[name])
    return address


def query_of(route: Route, row_: Row) -> dict[str, str]:
    """Give a row's query; about training it is always Ann's."""
    about = {"userId": "$ann"} if "user_id" in route.query.__struct_fields__ else {}
    return {**about, **row_.query}
