"""The sentences of all pages, by language: `today.title` is `title` in `words/LANGUAGE/today.yaml`."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from mesocycle.web.frame.languages import LANGUAGES

FOLDER = Path(__file__).parent / "words"
Sentence = str | Mapping[str, str]
"""One form, or `one` and `other` by the count `n`."""


@lru_cache(maxsize=len(LANGUAGES))
def catalogue(lang: str) -> Mapping[str, Sentence]:
    """Give every sentence of a language by its name."""
    found: dict[str, Sentence] = {}
    for file in sorted((FOLDER / lang).glob("*.yaml")):
        found.update(_named(file.stem, yaml.safe_load(file.read_text(encoding="utf-8"))))
    return found


def _named(name: str, told: Any) -> Mapping[str, Sentence]:  # noqa: ANN401  # what a YAML file says
    if isinstance(told, dict) and set(told) != {"one", "other"}:
        return {
            each: sentence for key, inner in told.items() for each, sentence in _named(f"{name}.{key}", inner).items()
        }
    return {name: told if isinstance(told, dict) else str(told)}


class Words:
    """The sentences of one language: `words("today.title")`, `words("today.days", n=3)`."""

    def __init__(self, lang: str) -> None:
        """Take a language of the catalogue."""
        self.lang = lang
        self._all = catalogue(lang)

    def __call__(self, name: str, /, **values: object) -> str:
        """Give a sentence with its values; a name that is not in the catalogue is a defect."""
        sentence = self._all[name]
        if not isinstance(sentence, str):
            sentence = sentence["one" if values["n"] == 1 else "other"]
        return sentence.format(**values) if values else sentence

    def find(self, name: str) -> str | None:
        """Give a plain sentence, or None where there is none of that name."""
        found = self._all.get(name)
        return found if isinstance(found, str) else None
