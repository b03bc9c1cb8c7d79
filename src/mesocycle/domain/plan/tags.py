"""Tags: a person's own words on exercises, routines, and what they keep to use again."""

from collections.abc import Collection, Iterable
from enum import StrEnum

from mesocycle.domain.document import Document, Id
from mesocycle.domain.reading.checks import check_size, check_text
from mesocycle.domain.reading.fault import Fault
from mesocycle.domain.reading.strict import at, refuse_faults

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
                Fault(at("tags", place), "holds a comma", "Write two tags, or leave the comma out.")
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


def has_tag(tags: Iterable[str], wanted: str) -> bool:
    """Tell whether a tag is among others."""
    return any(same_tag(each, wanted) for each in tags)
