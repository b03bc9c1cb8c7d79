"""The change feed: what has changed of one athlete's training, each thing at its latest state."""

from enum import StrEnum

from msgspec import Raw

from mesocycle.domain.document import Document


class ChangeKind(StrEnum):
    """What a change is about, in the order in which changes of one `seq` come."""

    ASSIGNMENT = "assignment"
    TOMBSTONE = "tombstone"
    SESSION = "session"
    RECEIPT = "receipt"
    REFERENCE_VALUE = "reference-value"


class Change(Document, frozen=True, kw_only=True):
    """One document that is new or changed; `document` is of the type that `kind` says."""

    seq: int
    kind: ChangeKind
    document: Raw


class ChangePage(Document, frozen=True, kw_only=True):
    """Whoever has taken in a page has missed nothing up to its `seq`, which is the next `since`.

    Another `epoch` than before, or `fromStart`: these changes begin at 0, so what the reader holds and they
    don't name is no more; unsent work is kept all the same.
    """

    epoch: str
    changes: tuple[Change, ...]
    seq: int
    more: bool
    from_start: bool | None = None
