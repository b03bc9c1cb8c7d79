"""A draft: what is to become a routine's next version, or a new routine, kept while it is written."""

from typing import Any

from msgspec import field

from mesocycle.domain.document import Document, Id, Instant, encode
from mesocycle.domain.instant import shifted
from mesocycle.domain.reading.checks import NAME, Faults, check_number, check_text
from mesocycle.domain.reading.fault import Fault
from mesocycle.domain.reading.strict import refuse_faults
from mesocycle.domain.refusal import DraftSavedMeanwhile, NewerVersion, PathMessage, Phrase
from mesocycle.domain.remedy import Do

MOST_BYTES = 2_000_000
"""As long as the longest routine file."""
MOST_REVISIONS = 1_000_000
PRESENT_SECONDS = 20
"""For how long somebody who was heard of counts as there; pages ask every few seconds."""
LONGEST_PLACE = 200


class DraftPerson(Document, frozen=True, kw_only=True):
    """Somebody in a draft: whether it is shared with them, and when and where they were last."""

    user_id: Id
    name: str
    shared: bool | None = None
    seen_at: Instant | None = None
    place: str | None = None


class DraftSummary(Document, frozen=True, kw_only=True):
    """A draft without its content."""

    id: Id = field(name="_id")
    owner_id: Id
    name: str
    parent_routine_id: Id | None = None
    """The routine whose next version it becomes; absent: it becomes a new routine."""
    based_on: Id | None = None
    """The version that was the latest when it was begun."""
    revision: int
    created_at: Instant
    saved_at: Instant
    saved_by: Id


class RoutineDraft(DraftSummary, frozen=True, kw_only=True):
    """A draft whole; `document` is what a routine file says, finished or not."""

    document: dict[str, Any]
    people: tuple[DraftPerson, ...] = ()


class NewDraft(Document, frozen=True, kw_only=True):
    """What a draft begins with: a version (of whose routine it becomes the next), or what a file says."""

    id: Id | None = field(name="_id", default=None)
    routine_version_id: Id | None = None
    document: dict[str, Any] | None = None


class SavedDraft(Document, frozen=True, kw_only=True):
    """The whole content, and the revision that it was made from."""

    revision: int
    document: dict[str, Any]


class DraftShare(Document, frozen=True, kw_only=True):
    """Whom a draft is shared with."""

    email: str


class Presence(Document, frozen=True, kw_only=True):
    """Where somebody is in a draft, in the words of whatever shows it."""

    place: str | None = None


class DraftState(Document, frozen=True, kw_only=True):
    """What became of a draft meanwhile, and who else is in it now."""

    revision: int
    saved_at: Instant
    saved_by: Id
    saved_by_name: str
    present: tuple[DraftPerson, ...]


class DraftPublication(Document, frozen=True, kw_only=True):
    """Which state is published, and why; `basedOn` is the latest version that whoever publishes knows of."""

    revision: int
    change_note: str | None = None
    based_on: Id | None = None


class DraftCheck(Document, frozen=True, kw_only=True):
    """All that stands against publishing a state of a draft; nothing where it could be."""

    revision: int
    errors: tuple[PathMessage, ...]


def check_draft_content(document: dict[str, Any]) -> None:
    """Refuse content that is too long to be kept; whatever else is wrong with it may be so until it is published."""
    refuse_faults(_content(document))


def check_revision(revision: int) -> None:
    """Refuse a revision that no draft ever has."""
    refuse_faults(check_number("revision", revision, 1, MOST_REVISIONS))


def _content(document: dict[str, Any]) -> Faults:
    if len(encode(document)) > MOST_BYTES:
        yield Fault(
            "document",
            Phrase("too-many-bytes", "is longer than {most} bytes", most=MOST_BYTES),
            "Part the routine into two.",
        )


def check_place(presence: Presence) -> None:
    """Refuse a place that is no short text."""
    refuse_faults(check_text("place", presence.place, LONGEST_PLACE))


def name_of(document: dict[str, Any]) -> str:
    """Give what lists call a draft; empty where it has no name yet."""
    name = document.get("name")
    return name.strip()[:NAME] if isinstance(name, str) else ""


def present(people: tuple[DraftPerson, ...], but: Id, now: Instant) -> tuple[DraftPerson, ...]:
    """Give those who are there now, but one."""
    since = shifted(now, seconds=-PRESENT_SECONDS)
    return tuple(one for one in people if one.user_id != but and one.seen_at is not None and one.seen_at > since)


def saved_meanwhile(state: DraftSummary) -> DraftSavedMeanwhile:
    """Refuse a change made from a revision that is no longer the present one."""
    return DraftSavedMeanwhile(
        f"The draft was saved meanwhile: it is at revision {state.revision}.",
        "Read it again, put your change beside what is there now, and save from that revision.",
        facts={"revision": state.revision, "savedAt": state.saved_at, "savedBy": state.saved_by},
    )


def newer_version(number: int, version_id: Id) -> NewerVersion:
    """Refuse to publish over a version that whoever wrote the draft has not seen."""
    return NewerVersion(
        f"Version {number} of the routine was published since the draft was begun.",
        f"Compare the draft with it; publish with {Do('say after', said={'version': version_id})} to put the draft "
        "after it.",
        facts={"routineVersionId": version_id, "version": number},
    )
