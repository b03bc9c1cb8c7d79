"""How a no reads at the prompt: by the options that were typed, and on the athlete's own clock."""

import re
from collections.abc import Mapping
from typing import NamedTuple

import typer
from msgspec.structs import replace

from mesocycle.domain.instant import is_instant, moment, zone
from mesocycle.domain.refusal import PathMessage, Refusal, RefusalDocument

_TYPED_AS = {
    "durationMinutes": ("duration",),
    "exerciseId": ("exercise",),
    "exerciseVariantId": ("exercise",),
    "notesForUser": ("notes",),
    "performedDate": ("on",),
    "planWeek": ("week",),
    "scheduledDate": ("date", "to"),
    "scheduledTime": ("time",),
    "workoutId": ("workout",),
}
"""Fields whose option is called otherwise, by the names of the parameters."""
_INSTANT = re.compile(r"(?<![\"'])\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z\b(?![\"'])")
_FIELD = re.compile(r"`?\b([a-z]+[A-Z][A-Za-z]*)\b`?")
_INSIDE = re.compile(r"[\[.]")
_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")


class Prompt(NamedTuple):
    """What was typed: the command's own words for what a document has fields for, and whose clock counts."""

    options: Mapping[str, str] = {}
    """By the name of the parameter."""
    given: frozenset[str] = frozenset()
    """The parameters that were said."""
    time_zone: str | None = None

    def told(self, refusal: Refusal) -> RefusalDocument:
        """Give a refusal in the words of the prompt."""
        said, errors = refusal.document, refusal.errors or ()
        sentence = said.sentence
        for error in errors:
            if error.path and (words := self._place(error.path)) is not None:
                sentence = re.sub(rf"(?<![\w.\]]){re.escape(error.path)}(?![\w\[])", words, sentence)
        return replace(
            said,
            sentence=self._words(sentence),
            remedy=self._by_option(said.remedy),
            errors=tuple(map(self._error, errors)) or None,
        )

    def _error(self, error: PathMessage) -> PathMessage:
        path = self._place(error.path) or error.path
        remedy = None if error.remedy is None else self._by_option(error.remedy)
        return PathMessage(path=path, message=self._words(error.message), remedy=remedy)

    def _words(self, text: str) -> str:
        return self._by_option(_INSTANT.sub(lambda found: self._clock(found[0]), text))

    def _by_option(self, text: str) -> str:
        return _FIELD.sub(lambda found: self._option(found[1]) or found[0], text)

    def _clock(self, at: str) -> str:
        if self.time_zone is None or not is_instant(at):
            return at
        return f"{moment(at).astimezone(zone(self.time_zone)):%Y-%m-%d %H:%M}"

    def _place(self, path: str) -> str | None:
        """Name what a path is of: the option, where one says it, else the plain name of what lies deeper."""
        if not _INSIDE.search(path):
            return self._option(path)
        if "file" in self.given:  # then the path is one of the file
            return None
        last = path.rpartition(".")[2]
        if "[" in last:
            return None
        typed = self._option(last) if set(_parameters(last)) & self.given else None
        return typed or f"the {_CAPITAL.sub(' ', last).lower()}"

    def _option(self, field: str) -> str | None:
        return next((self.options[name] for name in _parameters(field) if name in self.options), None)


def prompt_of(ctx: typer.Context, time_zone: str | None) -> Prompt:
    """Give what the command of a context calls its parameters, and which of them were said."""
    options = {str(each.name): _called(each) for each in ctx.command.params}
    given = frozenset(name for name, value in ctx.params.items() if value not in (None, False, [], ()))
    return Prompt(options, given, time_zone)


def _called(parameter: object) -> str:
    names = [str(each) for each in getattr(parameter, "opts", ())]
    options = [each for each in names if each.startswith("--")]
    return options[0] if options else str(getattr(parameter, "metavar", None) or names[0].upper()).strip("[].")


def _parameters(field: str) -> tuple[str, ...]:
    return (*_TYPED_AS.get(field, ()), _CAPITAL.sub("_", field).lower())
