"""Routine files: YAML or JSON text becomes plain values, to be completed to a version."""

from typing import Any

from mesocycle.domain.reading.strict import read
from mesocycle.domain.refusal import DocumentNotValid, Phrase
from mesocycle.formats.documents.routine_family import adapt
from mesocycle.formats.text.yaml_text import parse_yaml


def parse_routine(body: bytes) -> dict[str, Any]:
    """Read a routine file; refuses what is neither YAML nor JSON, with line and column, or no routine."""
    if not body.strip():
        raise DocumentNotValid(
            Phrase("file-empty", "The file is empty."),
            "Write a routine into it: its name, its duration and its workouts.",
        )
    content = _parse(body)
    if not isinstance(content, dict):
        raise DocumentNotValid(
            Phrase("file-no-fields", "The file holds no routine: it has no fields."),
            "Begin it with lines like `name: …`, `duration: …` and `workouts:`.",
        )
    return adapt(content)


def _parse(body: bytes) -> object:
    if body.lstrip()[:1] in {b"{", b"["}:
        try:
            return read(body, object)
        except DocumentNotValid:
            return parse_yaml(body)  # a flow mapping may begin so too, and YAML's line is named as well
    return parse_yaml(body)
