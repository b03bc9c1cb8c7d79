"""YAML as people mean it: `no`, `1:30` and `2026-11-22` stay text, a key stands once, nothing grows or runs.

The values are built from the parser's events: the tree-building loaders of libyaml crash the whole program on
deep nesting, and their YAML 1.1 reads `on` as true and `1:30` as 90.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple, Protocol

import yaml

from mesocycle.domain.reading.strict import at
from mesocycle.domain.refusal import DocumentNotValid, Phrase

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # PyYAML built without libyaml: slower, the same events
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]  # the stubs promise libyaml

MOST_BYTES = 2_000_000
MOST_LEVELS = 64
MOST_VALUES = 200_000
"""How many values a text may have with its aliases written out."""

_INTEGER = re.compile(r"[-+]?[0-9]{1,18}")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]{1,30}|[0-9]{1,30}(?:\.[0-9]{0,30})?)(?:[eE][-+]?[0-9]{1,2})?")
_TEXT_TAGS = (None, "!", "tag:yaml.org,2002:str")
_COLLECTION_TAGS = (None, "!", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq")
_CONSTANTS: dict[str, bool | None] = {"": None, "~": None, "null": None, "Null": None, "NULL": None}
_CONSTANTS |= {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}


_FRAME = (yaml.StreamStartEvent, yaml.DocumentStartEvent)


class LineAndColumn(NamedTuple):
    """A line and a column of a text, both from 1."""

    line: int
    column: int


class _Place(Protocol):
    """Where something stands; libyaml and PyYAML have marks of different types."""

    line: int
    column: int


def parse_yaml(body: bytes) -> object:
    """Read one YAML document as text, numbers, lists and objects; refuses with line and column."""
    if len(body) > MOST_BYTES:
        raise DocumentNotValid(
            Phrase("file-bytes", "The file is longer than {most} bytes.", most=MOST_BYTES),
            "Split it into smaller files.",
        )
    try:
        return _Builder(_events(body)).document()
    except yaml.MarkedYAMLError as no:
        mark = no.problem_mark or no.context_mark
        raise _not_yaml(str(no.problem or no.context), mark) from None
    except yaml.reader.ReaderError as no:
        raise _not_utf8(body, no) from None


def places_in(body: bytes) -> dict[str, LineAndColumn]:
    """Give where each value of a document stands, by its path (`workouts[0].name`), as far as it can be read."""
    places: dict[str, LineAndColumn] = {}
    try:
        events = (event for event in _events(body) if not isinstance(event, _FRAME))
        _find(events, next(events), "", places)
    except (yaml.YAMLError, StopIteration, RecursionError):
        return places
    return places


def _find(events: Iterator[yaml.Event], event: yaml.Event, path: str, places: dict[str, LineAndColumn]) -> None:
    if (mark := event.start_mark) is not None:
        places[path] = LineAndColumn(mark.line + 1, mark.column + 1)
    if isinstance(event, yaml.SequenceStartEvent):
        index = 0
        while not isinstance(inner := next(events), yaml.SequenceEndEvent):
            _find(events, inner, at(path, index), places)
            index += 1
    elif isinstance(event, yaml.MappingStartEvent):
        while not isinstance(key := next(events), yaml.MappingEndEvent):
            name = at(path, str(getattr(key, "value", "")))
            _find(events, next(events), name, places)


def _events(body: bytes) -> Iterator[yaml.Event]:
    text = body.decode("utf-8", errors="strict") if _is_utf8(body) else body
    yield from yaml.parse(text, Loader=_Loader)


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    return True


def _not_yaml(problem: str, mark: _Place | None, remedy: str | None = None) -> DocumentNotValid:
    if mark is None:
        return DocumentNotValid(f"The file is not YAML: {problem}.", remedy or "Mend it there.")
    line, column = mark.line + 1, mark.column + 1
    where = "The file can't be read as YAML at line {line}, column {column}: "
    told = Phrase("yaml-at", f"{where}{{problem}}.", line=line, column=column, problem=problem)
    if isinstance(problem, Phrase):  # what the parser itself says is English only
        told = Phrase("yaml-because", f"{where}{{reason}}.", line=line, column=column, reason=problem)
    return DocumentNotValid(
        told,
        remedy or f"Look at line {line}, column {column}, and the line before it, for indentation, colons and quotes.",
        facts={"line": line, "column": column},
    )


def _not_utf8(body: bytes, no: yaml.reader.ReaderError) -> DocumentNotValid:
    """Find line and column of the character that no YAML may hold; the parser gives an offset only."""
    try:
        before = body.decode()[: no.position]
    except UnicodeDecodeError as broken:
        before = body[: broken.start].decode()
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return DocumentNotValid(
        Phrase(
            "yaml-no-text",
            "The file is not YAML: at line {line}, column {column} stands something that is no text.",
            line=line,
            column=column,
        ),
        "Save it as UTF-8 text without control characters.",
        facts={"line": line, "column": column},
    )


class _Builder:
    """Build the values of one document from its events, as deep and as large as is allowed."""

    def __init__(self, events: Iterator[yaml.Event]) -> None:
        self.events = events
        self.anchors: dict[str, tuple[object, int]] = {}
        self.values = 0

    def document(self) -> object:
        content: object = None
        documents = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _not_yaml(
                        Phrase("second-document", "a second document begins"),
                        event.start_mark,
                        "Put each document into its own file.",
                    )
                content = self.value(next(self.events), 1)
        return content

    def value(self, event: yaml.Event, level: int) -> object:
        """Build the value that begins with the event; counts it and everything in it."""
        if isinstance(event, yaml.AliasEvent):
            return self.alias(event)
        before = self.values
        self.count(event, 1)
        if level > MOST_LEVELS:
            deep = Phrase("nesting-deep", "the nesting is too deep")
            raise _not_yaml(deep, event.start_mark, "Write it with fewer levels.")
        if isinstance(event, yaml.ScalarEvent):
            built = _scalar(event)
        elif isinstance(event, yaml.CollectionStartEvent) and event.tag in _COLLECTION_TAGS:
            built = self.mapping(level) if isinstance(event, yaml.MappingStartEvent) else self.sequence(level)
        else:
            raise _unknown_tag(event)
        if event.anchor is not None:
            self.anchors[event.anchor] = (built, self.values - before)
        return built

    def alias(self, event: yaml.AliasEvent) -> object:
        if event.anchor not in self.anchors:
            name = str(event.anchor)
            raise _not_yaml(
                Phrase("alias-unknown", "*{name} is not known here", name=name),
                event.start_mark,
                f"Put &{name} before it, or write the value out.",
            )
        content, size = self.anchors[event.anchor]
        self.count(event, size)
        return content

    def count(self, event: yaml.Event, more: int) -> None:
        self.values += more
        if self.values > MOST_VALUES:
            raise _not_yaml(
                Phrase("many-values", "written out it has more than {most} values", most=MOST_VALUES),
                event.start_mark,
                "Use fewer aliases.",
            )

    def sequence(self, level: int) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self.value(event, level + 1))
        return items

    def mapping(self, level: int) -> dict[str, Any]:
        built: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                bare = Phrase("key-no-text", "a key is no text")
                raise _not_yaml(bare, event.start_mark, "Begin each line with a field's name.")
            key = event.value
            if key == "<<" and event.implicit[0]:
                merged = Phrase("key-merges", "<< is not understood")
                raise _not_yaml(merged, event.start_mark, "Write the fields out.")
            if key in built:
                twice = Phrase("key-twice", "{key!r} stands twice", key=key)
                raise _not_yaml(twice, event.start_mark, "Keep one of the two.")
            self.count(event, 1)
            built[key] = self.value(next(self.events), level + 1)
        return built


def _scalar(event: yaml.ScalarEvent) -> object:
    """Resolve an unquoted value as YAML 1.2's core schema does; everything else is text."""
    if event.tag not in _TEXT_TAGS:
        raise _unknown_tag(event)
    text: str = event.value
    if not event.implicit[0] or event.tag is not None:
        return text
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _FLOAT.fullmatch(text) else text


def _unknown_tag(event: yaml.Event) -> DocumentNotValid:
    tag = getattr(event, "tag", None)
    said = Phrase("tag-unknown", "the tag {tag} is not allowed", tag=tag)
    return _not_yaml(said, event.start_mark, "Leave the tag out.")
