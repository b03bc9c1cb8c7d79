"""`ETag`, `If-Match` and `If-None-Match`: nobody overwrites what they have not seen."""

from collections.abc import Callable

from mesocycle.domain.document import Instant
from mesocycle.http.idempotency import Guard
from mesocycle.http.refusals import ChangedMeanwhile, ConditionMissing
from mesocycle.storage.engine.database import Read


def seq_tag(seq: int, updated_at: Instant, form: str = "") -> str:
    """Give the `ETag` of a synced document: its place in the feed, its moment, and in what form it is shown.

    The moment tells apart what a restored backup numbers anew.
    """
    moment = updated_at.translate(_DIGITS)
    return f'"{seq}.{moment}{"." + form if form else ""}"'


_DIGITS = {ord(each): None for each in "-:TZ."}


def same_state(one: str, other: str) -> bool:
    """Tell whether two tags name the same state, in whatever form it is shown."""
    return _state(one) == _state(other)


def _state(tag: str) -> str:
    inner = tag.removeprefix("W/").strip('"')
    parts = inner.split(".")
    return ".".join(parts[:2])


def named(header: str) -> list[str]:
    """Give the tags of an `If-Match` or `If-None-Match` header."""
    return [each.strip() for each in header.split(",") if each.strip()]


def unchanged(if_none_match: str | None, tag: str | None) -> bool:
    """Tell whether the client has just this already."""
    if if_none_match is None or tag is None:
        return False
    known = named(if_none_match)
    return "*" in known or tag in [each.removeprefix("W/") for each in known]


def matching(if_match: str | None, present: Callable[[Read], str | None], *, required: bool) -> Guard | None:
    """Give the guard of a change: the present state must be one that `If-Match` names.

    Where nothing is there any more, the action says so better than a condition could.
    """
    if if_match is None:
        if required:
            raise ConditionMissing(
                "This puts a whole document in the place of another, and If-Match does not say which.",
                "Read it first, and send its ETag as If-Match.",
            )
        return None
    known = named(if_match)
    if "*" in known:
        return None

    def guard(read: Read) -> None:
        tag = present(read)
        if tag is not None and not any(same_state(tag, each) for each in known):
            raise ChangedMeanwhile(
                "It was changed since you read it.",
                "Read it again, look at what is there now, and send your change with the new ETag.",
                facts={"etag": tag},
            )

    return guard
