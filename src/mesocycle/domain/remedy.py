"""What to do next, as data: a remedy is a text, and what it tells people to do stands in it for each face to word.

A command line says it as a command, HTTP as a request. A text in which nothing stands is a remedy too.
"""

import re
import shlex
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

import msgspec

_NOTHING: Mapping[str, str] = MappingProxyType({})
_MARKED = re.compile(r"⟦([^⟦⟧]*)⟧")
_MARK = re.compile(r"[⟦⟧]")


class Do(NamedTuple):
    """Something to do: what it is called, whose ids it needs in their order, and what is said with it by name.

    Put into a text (`f"Replace it: {Do('assignment replace', (id,))}."`) it is written in one form, which stays
    whole in documents, in rows and on its way between processes, and which people can read where no face worded it.
    """

    name: str
    ids: tuple[str, ...] = ()
    said: Mapping[str, str] = _NOTHING

    def __str__(self) -> str:
        """Write it as it stands in a remedy."""
        told = [*self.ids, *(f"{name}={value}" for name, value in self.said.items())]
        more = f": {shlex.join(_MARK.sub('', each) for each in told)}" if told else ""
        return f"⟦{self.name}{more}⟧"


def worded(remedy: str, word: Callable[[Do], str]) -> str:
    """Word all that a remedy tells people to do."""
    return _MARKED.sub(lambda found: word(_read(found[1])), remedy) if "⟦" in remedy else remedy


def reworded(document: Any, word: Callable[[str], str]) -> Any:  # noqa: ANN401  # gives what it is given
    """Give a document, or several, with `word` done to each `remedy` in them."""
    if isinstance(document, msgspec.Struct):
        changed = {}
        for name in document.__struct_fields__:
            value = getattr(document, name)
            told = word(value) if name == "remedy" and isinstance(value, str) else reworded(value, word)
            if told is not value:
                changed[name] = told
        return msgspec.structs.replace(document, **changed) if changed else document
    if type(document) in (list, tuple):
        told = [reworded(each, word) for each in document]
        same = all(now is before for now, before in zip(told, document, strict=True))
        return document if same else type(document)(told)
    return document


def _read(text: str) -> Do:
    """Read what stands between the marks; people may have written marks too, so nothing of it is refused."""
    name, _, rest = text.partition(":")
    try:
        told = shlex.split(rest)
    except ValueError:  # a quote that nobody closed
        return Do(text)
    said = dict(each.split("=", 1) for each in told if "=" in each)
    return Do(name, tuple(each for each in told if "=" not in each), said)
