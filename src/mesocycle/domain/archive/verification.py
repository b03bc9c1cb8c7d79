"""What checking a whole database finds: counts of what was looked at, and what does not hold."""

from enum import StrEnum

from mesocycle.domain.document import Document


class FindingCode(StrEnum):
    """What can be wrong; the value is the code."""

    SNAPSHOT_CHANGED = "snapshot-changed"
    SNAPSHOT_MISSING = "snapshot-missing"
    ASSIGNMENT_MISSING = "assignment-missing"
    SESSION_MISSING = "session-missing"
    RECEIPT_MISSING = "receipt-missing"
    VERSION_MISSING = "version-missing"
    SESSION_ALIVE_AND_REMOVED = "session-alive-and-removed"
    ORPHANED_SESSION = "orphaned-session"
    SEVERAL_LIVE_ASSIGNMENTS = "several-live-assignments"
    LATEST_VERSION_NOT_ONE = "latest-version-not-one"
    BEYOND_FEED = "beyond-feed"
    MOVE_NOT_IN_TABLE = "move-not-in-table"
    STATUS_NOT_LAST_MOVE = "status-not-last-move"
    PERFORMED_SETS_DIFFER = "performed-sets-differ"
    LOG_EXTRACT_DIFFERS = "log-extract-differs"
    SESSION_LOST = "session-lost"
    RECEIPT_NOT_TRUE = "receipt-not-true"
    HISTORY_BROKEN = "history-broken"
    VALUE_NOT_POSSIBLE = "value-not-possible"
    DOCUMENT_NOT_READABLE = "document-not-readable"
    DOCUMENT_DIFFERS = "document-differs"
    USER_MISSING = "user-missing"
    GROUP_NOT_TRUE = "group-not-true"
    USER_INCOMPLETE = "user-incomplete"
    FILE_DAMAGED = "file-damaged"
    CHECK_FAILED = "check-failed"


class Finding(Document, frozen=True, kw_only=True):
    """One thing that does not hold, how often, and some of the places."""

    code: FindingCode
    count: int
    sentence: str
    examples: tuple[str, ...]
    """Ids, `user/id` for what belongs to a user."""


class Verification(Document, frozen=True, kw_only=True):
    """`sound` means nothing was found; what imports leave dangling is counted and is no fault."""

    sound: bool
    checked: dict[str, int]
    """How many of each were looked at, by table."""
    imported_dangling: int
    """References of imported sessions and assignments to versions that never were here."""
    unread_logs: int
    """Logs on foreign forms of log or snapshot, whose performed sets can't be compared."""
    findings: tuple[Finding, ...]
