"""What an archived session says in words of its own: it comes in as it was written, and must go out again."""

import msgspec

from mesocycle.bulk.export_sessions import foreign_of
from mesocycle.domain.archive import ArchivedSession, ArchivedTombstone
from mesocycle.domain.document import encode
from mesocycle.domain.foreign import given_back
from mesocycle.domain.plain_values import is_deep
from mesocycle.domain.stored_log import find_unkeepable


def why_unkeepable(archived: ArchivedSession | ArchivedTombstone) -> str | None:
    """Say what in a session no session written here could hold, or None: snapshot, log and what is not ours."""
    session = archived.session if isinstance(archived, ArchivedSession) else archived.tombstone.session
    try:
        no = find_unkeepable(session)
        if no is not None:
            return f"it says {no[1]!r} at {no[0]}, which can't be"
        whole = msgspec.json.decode(encode(given_back(session, foreign_of(archived))))
    except RecursionError:
        return _TOO_DEEP
    except (KeyError, ValueError) as error:
        return f"what it says beside our fields is in no form of ours ({error})"
    return _TOO_DEEP if is_deep(whole) else None


_TOO_DEEP = "it is nested too deeply"
