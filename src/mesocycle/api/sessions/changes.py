"""`/changes`: the feed of an athlete's training."""

from typing import Annotated

from msgspec import Meta

from mesocycle.domain.sync.feed import ChangePage
from mesocycle.http import answers
from mesocycle.http.answers import Answer
from mesocycle.http.call import Call
from mesocycle.http.queries import MOST_ITEMS, OfUser
from mesocycle.http.route import Routes
from mesocycle.storage.sync import feed

routes = Routes("Changes", described="What changed of an athlete's training: how a phone or a program keeps up.")

_LARGEST = 2**53


class ChangesOfUser(OfUser, frozen=True, kw_only=True):
    """From where on."""

    since: Annotated[int, Meta(ge=0, le=_LARGEST, description="`seq` of the page before; 0 is the beginning.")] = 0
    epoch: Annotated[str | None, Meta(description="`epoch` of the page before; another one is read from 0.")] = None
    limit: Annotated[int, Meta(ge=1, le=MOST_ITEMS, description="About how many changes at once.")] = 200


@routes.get("/changes", gives=ChangePage, query=ChangesOfUser)
def since(call: Call) -> Answer:
    """Read what changed since a page before: each session, tombstone, assignment, receipt and value as it stands now.

    Whoever has taken in a page has missed nothing up to its `seq`. A page may hold somewhat more than `limit`, for it
    never ends inside one `seq`. Another `epoch`, or `fromStart`, says that the feed begins anew at 0: what these
    pages don't name is no more, and unsent work is kept.
    """
    asked = call.asked(ChangesOfUser)
    with call.seeing() as (read, scope):
        page = feed.changes(read, call.owner, asked.since, asked.limit, epoch=asked.epoch, scope=scope)
    return answers.document(page)
