"""A refusal as a page says it: what happened in the reader's language where the catalogue knows it."""

from typing import Self

from msgspec.structs import replace

from mesocycle.domain.document import Document
from mesocycle.domain.refusal import Refusal, RefusalDocument
from mesocycle.http.refusals import status_of
from mesocycle.web.frame.faults import ShownFault, shown_errors, told_in
from mesocycle.web.frame.remedies import on_pages
from mesocycle.web.frame.words import Words

_PARTICULAR = frozenset({"document-not-valid", "pause-not-possible", "shift-not-possible", "not-for-this-format"})
"""Codes of many different noes."""


class Said(Document, frozen=True, kw_only=True):
    """Title, what happened, what to do next, and each field that is wrong: shown by a page, or sent to its script."""

    title: str
    sentence: str
    remedy: str
    translated: bool
    """Whether sentence and remedy are in the reader's language; else they are English."""
    detail: str | None
    """What was refused in particular, in English, where the sentence only names its kind."""
    errors: tuple[ShownFault, ...]
    """Each field that is wrong, in the reader's language where that has words for it."""

    @classmethod
    def of(cls, no: Refusal, words: Words) -> Self:
        """Word a refusal: what it says itself where that has a code, else what its kind says."""
        told = told_in(no, words.lang)
        own = words.find(f"refusals.{no.code}.sentence")
        if told is None and own is not None:
            told = own, words(f"refusals.{no.code}.remedy")
            detail = no.sentence if no.code in _PARTICULAR and not no.errors else None
        else:
            detail = None
        title = words.find(f"refusals.{no.code}.title") or words(f"refusals.kinds.{no.kind.value}")
        if status_of(no) == 500:
            title = words("refusals.kinds.failed")
        sentence, remedy = (no.sentence, on_pages(no.remedy)) if told is None else told
        return cls(
            title=title,
            sentence=sentence,
            remedy=remedy,
            detail=detail,
            translated=told is not None or words.lang == "en",
            errors=shown_errors(no, words.lang),
        )


def said_of_document(no: RefusalDocument, words: Words) -> RefusalDocument:
    """Word a refusal that goes to a script of ours, which shows it: sentence and remedy as on a page."""
    own = words.find(f"refusals.{no.code}.sentence")
    if own is None:
        return replace(no, remedy=on_pages(no.remedy))
    return replace(no, sentence=own, remedy=words(f"refusals.{no.code}.remedy"))
