"""Texts that a trainer writes again and again, with room for whom and of which session they are."""

import re
from collections.abc import Mapping

from msgspec import field

from mesocycle.domain.document import Document, Id
from mesocycle.domain.reading.checks import Faults, check_text
from mesocycle.domain.reading.fault import Fault
from mesocycle.domain.reading.strict import refuse_faults
from mesocycle.domain.refusal import Phrase

MOST_TEMPLATES = 200
PLACEHOLDERS = ("athlete", "session", "day")
"""What stands in braces in a text: `{athlete}`, `{session}`, `{day}`."""
_LONGEST = 60
_LONGEST_TEXT = 4_000
"""As long as a message can be."""
_PLACE = re.compile(r"\{([a-z]+)\}")


class MessageTemplate(Document, frozen=True, kw_only=True):
    """A text of one trainer under a name; `{athlete}`, `{session}` and `{day}` in it are filled in where it is used."""

    id: Id = field(name="_id")
    name: str
    text: str


class NewMessageTemplate(Document, frozen=True, kw_only=True):
    """A name that none of the trainer's templates has yet, and the text."""

    name: str
    text: str


class FilledTemplate(Document, frozen=True, kw_only=True):
    """A template's text with everything filled in, to be changed and sent."""

    text: str


def check_template(new: NewMessageTemplate) -> None:
    """Refuse a template without a name or text, one that is too long to send, and a placeholder that nothing fills."""
    refuse_faults(_template(new))


def filled(text: str, values: Mapping[str, str]) -> str:
    """Fill in what is known; what is not stands empty, and blanks that it leaves behind go with it."""
    whole = _PLACE.sub(lambda found: values.get(found[1], "") if found[1] in PLACEHOLDERS else found[0], text)
    return re.sub(r"[ \t]+(?=[,.;:!?]|$)", "", re.sub(r"[ \t]{2,}", " ", whole), flags=re.MULTILINE)


def _template(new: NewMessageTemplate) -> Faults:
    yield from check_text("name", new.name, _LONGEST)
    yield from check_text("text", new.text, _LONGEST_TEXT)
    for found in _PLACE.finditer(new.text):
        if found[1] not in PLACEHOLDERS:
            known = ", ".join(f"{{{each}}}" for each in PLACEHOLDERS)
            told = Phrase("no-placeholder", "holds {place}, which nothing fills in", place=found[0][:40], known=known)
            yield Fault("text", told, f"Known are {known}.")
