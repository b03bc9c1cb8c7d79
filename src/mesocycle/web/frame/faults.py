"""What is wrong with an input, in the reader's language: of the code and the values that were told, never of a text."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from mesocycle.domain.document import Document
from mesocycle.domain.reading.fault import Fault
from mesocycle.domain.reading.strict import faults_of
from mesocycle.domain.refusal import DocumentNotValid, Phrase, Refusal
from mesocycle.web.frame.remedies import on_pages

FOLDER = Path(__file__).parent / "faults"
ENGLISH = "en"
_KINDS, _OR, _ADVICE = "kinds", "or", "advice"


class ShownFault(Document, frozen=True, kw_only=True):
    """One thing that is wrong, where, and what to do; `lang` is the language that it is said in."""

    path: str
    message: str
    remedy: str
    lang: str


class _Worded(NamedTuple):
    says: str
    does: str


def shown_faults(faults: Sequence[Fault], lang: str) -> tuple[ShownFault, ...]:
    """Say faults in a language; what it has no words for is said in English."""
    return tuple(_shown(each, lang) for each in faults)


def shown_errors(no: Refusal, lang: str) -> tuple[ShownFault, ...]:
    """Say what a refusal names as wrong."""
    if isinstance(no, DocumentNotValid):
        return shown_faults(faults_of(no), lang)
    return tuple(
        ShownFault(path=each.path, message=each.message, remedy=on_pages(each.remedy or ""), lang=ENGLISH)
        for each in no.errors or ()
    )


@lru_cache(maxsize=4)
def fault_words(lang: str) -> Mapping[str, Any]:
    """Give what a language says of each code: what is so, and what to do; of English nothing, which is told already."""
    file = FOLDER / f"{lang}.yaml"
    found: Mapping[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8")) if file.is_file() else {}
    return found


def told_in(no: Refusal, lang: str) -> tuple[str, str] | None:
    """Say what a refusal's own sentence says, and what to do; None where that has no code, or no words here."""
    if no.told is None:
        return None
    if lang == ENGLISH:
        return no.sentence, on_pages(no.remedy)
    worded = _worded(no.told, fault_words(lang))
    return None if worded is None else (_whole(worded.says), worded.does)


def _whole(says: str) -> str:
    """Make a sentence of its own of one that may go on after a name."""
    first, *pointed = says.split("\n")
    return "\n".join([f"{first[:1].upper()}{first[1:].removesuffix('.')}.", *pointed])


def advice_in(lang: str) -> Callable[[str], str]:
    """Give what words a phrase of a progression's advice in a language."""
    words: Mapping[str, str] = fault_words(lang).get(_ADVICE, {})

    def say(phrase: str) -> str:
        if not isinstance(phrase, Phrase) or phrase.code not in words:
            return str(phrase)
        values = {name: say(value) if isinstance(value, str) else value for name, value in phrase.values.items()}
        return words[phrase.code].format(**values)

    return say


def _shown(fault: Fault, lang: str) -> ShownFault:
    worded = _worded(fault.message, fault_words(lang))
    if worded is None:
        return ShownFault(path=fault.path, message=str(fault.message), remedy=on_pages(fault.remedy), lang=ENGLISH)
    return ShownFault(path=fault.path, message=worded.says, remedy=worded.does, lang=lang)


def _worded(message: str, words: Mapping[str, Any]) -> _Worded | None:
    """Word what was told; None where it has no code, or the language no words for that, or for a part of it."""
    if not isinstance(message, Phrase) or message.code not in words:
        return None
    values = dict(_values(message, words))
    reason = message.values.get("reason")
    if reason is not None:
        why = _worded(reason, words) if isinstance(reason, str) else None
        if why is None:
            return None
        values |= {"reason": why.says, "remedy": why.does, "pointed": f"\n{message.values.get('pointed', '')}"}
    says, does = words[message.code]
    return _Worded(says.format(**values), does.format(**values))


def _values(message: Phrase, words: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    """Give the values, sorts of values by their names in the language."""
    kinds = words[_KINDS]
    for name, value in message.values.items():
        if isinstance(value, tuple):
            yield name, words[_OR].join(kinds.get(each, each) for each in value)
        elif name == "got_kind":
            yield name, kinds.get(value, value)
        else:
            yield name, value
