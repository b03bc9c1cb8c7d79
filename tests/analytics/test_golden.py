"""One golden file per document of analytics: `golden/<name_of_the_type>.json`; what it holds stands in it."""

import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from mesocycle.analytics import adherence, training_weeks, what_if
from mesocycle.analytics.guidance import exercise_history, progression
from mesocycle.analytics.lines import line_quality
from mesocycle.analytics.load import load
from mesocycle.analytics.plan_and_deed import amounts, comparison, compliance, three_way, tolerance
from mesocycle.analytics.running import prediction, running
from mesocycle.analytics.strength import estimated_max, muscles, records, strength
from mesocycle.domain.document import Document, encode
from mesocycle.domain.reading.strict import read

_MODULES = (
    *(adherence, amounts, comparison, compliance, line_quality, three_way, tolerance, what_if),
    *(estimated_max, exercise_history, load, muscles, prediction, progression, records, running, strength),
    training_weeks,
)
_FILES = sorted((Path(__file__).parent / "golden").glob("*.json"))


def _own(module: ModuleType) -> list[type[Document]]:
    """Give the documents that a module defines."""
    found = [each for each in vars(module).values() if isinstance(each, type) and issubclass(each, Document)]
    return [each for each in found if each.__module__ == module.__name__]


_TYPES = {kind.__name__: kind for module in _MODULES for kind in _own(module)}


def _golden(path: Path) -> Document:
    names = {re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower(): kind for name, kind in _TYPES.items()}
    return read(path.read_bytes().removesuffix(b"\n"), names[path.stem])


def _documents(value: object) -> Iterator[Document]:
    """Find a document and all those inside it."""
    if isinstance(value, Document):
        yield value
        for name in value.__struct_fields__:
            yield from _documents(getattr(value, name))
    elif isinstance(value, tuple):
        for each in value:
            yield from _documents(each)


@pytest.mark.parametrize("path", _FILES, ids=lambda path: path.stem)
def test_a_golden_document_comes_out_with_the_bytes_it_came_in_with(path: Path) -> None:
    assert encode(_golden(path)) == path.read_bytes().removesuffix(b"\n")


def test_every_field_of_every_document_is_said_in_a_golden_file() -> None:
    said = {
        (type(document).__name__, name)
        for path in _FILES
        for document in _documents(_golden(path))
        for name in document.__struct_fields__
        if getattr(document, name) not in (None, ())
    }

    unsaid = {(kind.__name__, name) for kind in _TYPES.values() for name in kind.__struct_fields__} - said

    assert unsaid == set()
