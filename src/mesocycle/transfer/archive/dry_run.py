"""A dry run of an archive: all of it is done, and taken back with the transaction."""

from collections.abc import Callable
from typing import Any, TypeVar

from mesocycle.storage.engine.database import Write

T = TypeVar("T")


class _NotMeant(Exception):  # no error: it takes a dry run back
    def __init__(self, would_be: Any) -> None:  # noqa: ANN401  # an exception has no type parameters
        self.would_be = would_be


def rolled_back_if(
    dry_run: bool,  # noqa: FBT001  # said by name where it comes from
    run: Callable[[Callable[[Write], T]], T],
    do: Callable[[Write], T],
) -> T:
    """Do it inside the write that is opened for it; a dry run is taken back, and tells what would have come of it."""

    def whole(write: Write) -> T:
        taken = do(write)
        if dry_run:
            raise _NotMeant(taken)
        return taken

    try:
        return run(whole)
    except _NotMeant as no:
        would_be: T = no.would_be
        return would_be
