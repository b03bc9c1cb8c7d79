"""XML read element by element, hardened: no entities, no network, no tree that grows with the file."""

import re
from collections.abc import Mapping
from typing import Protocol

_BLANKS = re.compile(rb"(?:[ \t\r\n]|\xef\xbb\xbf)+")
_DEEPEST = 64
_LONGEST_TEXT = 400


class Listener(Protocol):
    """What is told of each element; `path` are local names from the root on."""

    def begin(self, path: list[str], attributes: Mapping[str, str]) -> None:
        """Hear that an element begins."""

    def end(self, path: list[str], text: str) -> None:
        """Hear that an element ends, and its own text."""


class _NotReadError(Exception):
    """Stop: the file is of a kind that is not read."""


class _Target:
    """Turn the parser's calls into what a listener wants to hear."""

    def __init__(self, listener: Listener) -> None:
        self._listener = listener
        self._path: list[str] = []
        self._text = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if len(self._path) >= _DEEPEST:
            raise _NotReadError("its elements are nested too deeply")
        self._path.append(_local(tag))
        self._text = ""
        self._listener.begin(self._path, attributes)

    def data(self, text: str) -> None:
        if len(self._text) < _LONGEST_TEXT:
            self._text += text

    def end(self, _tag: str) -> None:
        self._listener.end(self._path, self._text.strip()[:_LONGEST_TEXT])
        self._path.pop()
        self._text = ""

    def doctype(self, _name: str, _public: str | None, _system: str | None) -> None:
        raise _NotReadError("it declares a document type, which may hold entities")

    def close(self) -> None:
        self._path.clear()


def tell_elements(body: bytes, listener: Listener) -> str | None:
    """Tell a listener of every element; gives what stopped the telling, None where the file was whole.

    `unsafe: …` begins what is not read for safety's sake.
    """
    return _parsed(body, listener, recover=False)


def tell_all(body: bytes, listener: Listener) -> None:
    """Tell a listener of a damaged file all that the parser makes sense of, beyond the damage too."""
    _parsed(body, listener, recover=True)


def root_name(body: bytes) -> str | None:
    """Give the local name of the root element, None where the body is no XML."""

    class Root:
        name: str | None = None

        def begin(self, path: list[str], _attributes: Mapping[str, str]) -> None:
            self.name = self.name or path[0]

        def end(self, path: list[str], text: str) -> None:
            """Hear nothing."""

    head = _bare(body)[:4096]
    root = Root()
    if b"<" in head[:256]:
        _parsed(head, root, recover=True)
    return root.name


def _parsed(body: bytes, listener: Listener, *, recover: bool) -> str | None:
    from lxml import etree  # noqa: PLC0415  # slow to load, and most processes never see a file of a watch

    parser = etree.XMLParser(
        target=_Target(listener), resolve_entities=False, no_network=True, huge_tree=False, recover=recover
    )
    try:
        parser.feed(_bare(body))
        parser.close()
    except _NotReadError as no:
        return f"unsafe: {no}"
    except etree.XMLSyntaxError as damage:
        return str(damage.msg or damage).removesuffix(" (<string>, line 1)")
    return None


def _bare(body: bytes) -> bytes:
    """Leave out blanks and byte order marks before the first element: some programs write them, and nothing is lost."""
    blank = _BLANKS.match(body)
    return body[blank.end() :] if blank else body


def _local(tag: str) -> str:
    return tag.rpartition("}")[2].rpartition(":")[2]
