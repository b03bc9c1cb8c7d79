"""What people keep to use again, a workout or a section, and their own words on that and on what they see."""

from collections.abc import Collection, Iterable
from enum import StrEnum
from typing import Any

from msgspec import field

from mesocycle.domain.document import Document, Id, Instant, encode
from mesocycle.domain.reading.checks import NAME, Faults, check_size, check_text
from mesocycle.domain.reading.fault import Fault
from mesocycle.domain.reading.strict import at, refuse_faults
from mesocycle.domain.refusal import NotFound, Phrase

MOST_TAGS = 20
LONGEST_TAG = 40


class TagSubject(StrEnum):
    """What can have tags."""

    EXERCISE = "exercise"
    ROUTINE = "routine"
    KEPT = "kept"


class Tags(Document, frozen=True, kw_only=True):
    """All tags that something is to have; none takes them away."""

    tags: tuple[str, ...]


class Tagged(Document, frozen=True, kw_only=True):
    """Something with the caller's tags on it; nobody else sees them."""

    kind: TagSubject
    subject_id: Id
    tags: tuple[str, ...]


def normal_tags(said: Collection[str]) -> tuple[str, ...]:
    """Give tags with single blanks, each once whatever its case, by name; refuse what is none."""
    plain = [" ".join(each.split()) for each in said]
    refuse_faults(
        (
            *check_size("tags", len(plain), MOST_TAGS),
            *(fault for place, each in enumerate(plain) for fault in check_text(at("tags", place), each, LONGEST_TAG)),
            *(
                Fault(at("tags", place), Phrase("comma", "holds a comma"), "Write two tags, or leave the comma out.")
                for place, each in enumerate(plain)
                if "," in each
            ),
        )
    )
    once = {each.casefold(): each for each in reversed(plain)}
    return tuple(once[key] for key in sorted(once))


def same_tag(one: str, other: str) -> bool:
    """Tell whether two words are one tag."""
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def changed_tags(there: Collection[str], typed: Collection[str], before: Collection[str]) -> tuple[str, ...]:
    """Give the tags once what was `before` became what is `typed`; what was put on elsewhere meanwhile stays."""
    elsewhere = (each for each in there if not has_tag(before, each))
    return (*typed, *elsewhere)


def has_tag(tags: Iterable[str], wanted: str) -> bool:
    """Tell whether a tag is among others."""
    return any(same_tag(each, wanted) for each in tags)


MOST_KEPT_PART_BYTES = 200_000


class KeptKind(StrEnum):
    """What can be kept."""

    WORKOUT = "workout"
    SECTION = "section"


class NewKeptPart(Document, frozen=True, kw_only=True):
    """A workout or a section to keep: as a routine file says it, or taken out of a version or a draft by its place."""

    name: str | None = None
    """Absent: as it is called there."""
    kind: KeptKind
    content: dict[str, Any] | None = None
    routine_version_id: Id | None = None
    routine_draft_id: Id | None = None
    workout: int | None = None
    """Which workout of the version or draft, from 0."""
    section: int | None = None
    """Which section of it, from 0."""


class KeptPart(Document, frozen=True, kw_only=True):
    """A workout or a section that somebody keeps: what a routine file says of it, without ids of its lines."""

    id: Id = field(name="_id")
    kind: KeptKind
    name: str
    content: dict[str, Any]
    created_at: Instant


class KeptInsertion(Document, frozen=True, kw_only=True):
    """What is put into a draft, behind what is there, and the revision that the draft was seen at."""

    revision: int
    kept_part_id: Id
    workout: int | None = None
    """Of a section: the workout that it comes into, from 0."""


def found_part(document: dict[str, Any], kind: KeptKind, workout: int | None, section: int | None) -> dict[str, Any]:
    """Take a workout or a section out of what a routine file says, or refuse."""
    found = _at(document.get("workouts"), workout, "workout")
    return found if kind is KeptKind.WORKOUT else _at(found.get("sections"), section, "section")


def as_kept(content: dict[str, Any]) -> dict[str, Any]:
    """Leave out the ids of lines, so that it can stand in one routine twice; exercises keep theirs."""
    plain: dict[str, Any] = _bare(content)
    return plain


def check_kept(part: KeptPart) -> None:
    """Refuse what is too long, or no workout and no section at all; whatever else is wrong is told where it is used."""
    refuse_faults(_kept_faults(part))


def with_kept(document: dict[str, Any], part: KeptPart, workout: int | None) -> dict[str, Any]:
    """Give a draft's content with a kept workout as its last, or with a kept section as the last of a workout."""
    workouts = _listed(document, "workouts")
    if part.kind is KeptKind.WORKOUT:
        return {**document, "workouts": [*workouts, part.content]}
    into = _at(workouts, workout, "workout")
    longer = {**into, "sections": [*_listed(into, "sections"), part.content]}
    return {**document, "workouts": [longer if each is into else each for each in workouts]}


def _at(lines: object, place: int | None, what: str) -> dict[str, Any]:
    found = lines[place] if isinstance(lines, list) and place is not None and 0 <= place < len(lines) else None
    if not isinstance(found, dict):
        raise NotFound(f"There is no {what} at place {place}.", f"Count the {what}s from 0, as they stand there.")
    return found


def _listed(line: dict[str, Any], name: str) -> list[Any]:
    found = line.get(name)
    return found if isinstance(found, list) else []


def _bare(value: Any) -> Any:  # noqa: ANN401  # any JSON
    if isinstance(value, list):
        return [_bare(each) for each in value]
    if isinstance(value, dict):
        return {name: _bare(inner) for name, inner in value.items() if name not in {"_id", "orderIndex"}}
    return value


def _kept_faults(part: KeptPart) -> Faults:
    yield from check_text("name", part.name, NAME)
    if len(encode(part.content)) > MOST_KEPT_PART_BYTES:
        told = Phrase("too-much-kept", "is longer than {most} bytes", most=MOST_KEPT_PART_BYTES)
        yield Fault("content", told, "Keep less of it at once.")
    for name in ("sections", "exercises"):
        inner = part.content.get(name, [])
        if not isinstance(inner, list) or not all(isinstance(each, dict) for each in inner):
            told = Phrase("no-lines", "is no list of lines")
            yield Fault(at("content", name), told, "Write it as a routine file does.")
