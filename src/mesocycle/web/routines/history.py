"""`/routines/{id}/history`: the versions of a routine and their notes, two side by side, an old one brought back."""

from collections.abc import Iterator, Sequence
from typing import Annotated, Literal

from msgspec import Meta, field

from mesocycle.domain.document import Id
from mesocycle.domain.plan.diff import SideLine, side_by_side
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.domain.refusal import NotFound
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.route import Routes
from mesocycle.storage.people import users
from mesocycle.storage.plans import readable_versions
from mesocycle.storage.plans import routines as routine_rows
from mesocycle.web.frame.page import page, reader_of
from mesocycle.web.frame.queries import PageQuery
from mesocycle.web.routines.telling import side_telling

routes = Routes("Pages: history of a routine", described="Its versions, and two of them side by side.")


class HistoryQuery(PageQuery, frozen=True, kw_only=True):
    """Which two versions stand side by side."""

    from_: Annotated[int | None, Meta(description="The older one; absent: the one before the newer.")] = field(
        name="from", default=None
    )
    to: Annotated[int | None, Meta(description="The newer one; absent: the latest.")] = None
    all: Annotated[Literal["yes"] | None, Meta(description="With the lines that are the same.")] = None


@routes.get("/routines/{parentRoutineId}/history", query=HistoryQuery, media_type="text/html", refusals=(NotFound,))
def show(call: Call, parent_routine_id: Id) -> Answer:
    """Show the versions, newest first, and what became of every line from one to another."""
    asked = call.asked(HistoryQuery)
    with call.db.read() as read:
        versions = readable_versions.of_routine(read, call.actor, parent_routine_id)
        people = users.several(read, list({each.created_by for each in versions}))
        mine = routine_rows.goes_on(read, call.actor, versions[0])
    newer = _numbered(versions, asked.to) or versions[0]
    older = _numbered(versions, asked.from_) or next((each for each in versions if each.version < newer.version), newer)
    reader = reader_of(call)
    lines = side_by_side(older, newer, side_telling(reader)).lines
    return page(
        call,
        "routines/history.html",
        reader=reader,
        versions=versions,
        names={user_id: user.name for user_id, user in people.items()},
        older=older,
        newer=newer,
        lines=lines if asked.all else tuple(changed_lines(lines)),
        whole=asked.all is not None,
        mine=mine,
    )


def _numbered(versions: Sequence[RoutineVersion], number: int | None) -> RoutineVersion | None:
    return next((each for each in versions if each.version == number), None)


def changed_lines(lines: Sequence[SideLine]) -> Iterator[SideLine]:
    """Give the lines that are not the same, each below those that it stands in."""
    untold: list[SideLine] = []
    for line in lines:
        untold = [each for each in untold if each.depth < line.depth]
        if line.change == "same":
            untold.append(line)
            continue
        yield from untold
        yield line
        untold = []
