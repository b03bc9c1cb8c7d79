"""How an import looks: counts, what was rejected and why, which names became exercises of one's own."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from mesocycle.cli.frame.answers import table, text
from mesocycle.cli.frame.context import Run
from mesocycle.cli.frame.moments import moment_words
from mesocycle.cli.frame.naming import command
from mesocycle.domain.imports.names import ExerciseMatch
from mesocycle.domain.imports.result import NAMES, Import, ImportedItem, ImportResult, ImportSource, ItemOutcome
from mesocycle.domain.people.user import User
from mesocycle.domain.plan.words import as_sentence

if TYPE_CHECKING:  # shown to people only
    from rich.console import RenderableType

_MOST_SHOWN = 20
_MOST_FILES = 3
_SAME = "Is it the same? Say so before you import: --match 'NAME=EXERCISE', or `mesocycle import match`."
_SAME_AFTERWARDS = (
    "Is it the same? Take the import back, say so with `mesocycle import match`, and import the file again."
)
_WORDS = {
    ItemOutcome.IMPORTED: "taken over",
    ItemOutcome.BROUGHT_BACK: "brought back",
    ItemOutcome.ALREADY_THERE: "there already",
    ItemOutcome.REJECTED: "rejected",
    ItemOutcome.MATCHED: "matched",
    ItemOutcome.UNDECIDED: "to be decided",
}

_REASONED = {
    ItemOutcome.REJECTED: " because",
    ItemOutcome.ALREADY_THERE: " because",
    ItemOutcome.IMPORTED: ", but",
    ItemOutcome.BROUGHT_BACK: ", but",
    ItemOutcome.UNDECIDED: ":",
}
"""Of which outcomes the reasons stand beside the counts, and how they begin."""


def result_view(run: Run, shown: ImportResult, athlete: User) -> "RenderableType":
    """Show what came of an import, and how to take it back."""
    from rich.console import Group

    parts: list[RenderableType] = [_counts(shown)]
    for outcome, words in _REASONED.items():
        if outcome is ItemOutcome.UNDECIDED and shown.source is ImportSource.ACTIVITY:
            continue  # stands beside the sessions that it may be of
        reasoned = [item for item in shown.items if item.outcome is outcome and item.reason is not None]
        if reasoned:
            parts += ["", _reasons(reasoned, f"{_WORDS[outcome]}{words}")]
    own = [match for match in shown.exercises if not match.how.sure]
    if own:
        parts += ["", _own_words(len(own), dry_run=shown.dry_run), _own(own)]
    if any(match.suggestions for match in own):
        parts += ["", _SAME if shown.dry_run else _SAME_AFTERWARDS]
    if shown.import_id is not None:
        parts += ["", f"Take it back: {command(run, f'import undo {shown.import_id}', athlete)}"]
    return Group(*parts)


def activities_view(run: Run, shown: ImportResult, athlete: User) -> "RenderableType":
    """Show what came of activities: which sessions they were matched to, and what waits for a choice."""
    from rich.console import Group

    told = {ItemOutcome.MATCHED, ItemOutcome.UNDECIDED}
    rows = [
        (item.file, item.day, _WORDS[item.outcome], _where(item), _why(item))
        for item in shown.items
        if item.outcome in told or (item.reason is not None and item.outcome not in _REASONED)
    ]
    parts: list[RenderableType] = [result_view(run, shown, athlete)]
    if rows:
        parts += ["", table(("file", "day", "", "session", ""), rows, none="")]
    if shown.count(ItemOutcome.UNDECIDED):
        parts += ["", "Choose: import the file again with --session SESSION, or with --apart."]
    return Group(*parts)


def _where(item: ImportedItem) -> str | None:
    if item.candidates:
        return " or ".join(f"{each.name} ({each.session_id})" for each in item.candidates)
    return item.session_id


def _why(item: ImportedItem) -> str | None:
    return item.reason if item.remedy is None else f"{as_sentence(text(item.reason))} {text(item.remedy)}"


def import_table(shown: Sequence[Import], athlete: User) -> "RenderableType":
    """Show imports, a line each."""
    rows = [
        (
            moment_words(each.at, athlete),
            NAMES[each.source],
            _files(each.files),
            each.sessions,
            each.undone_at and moment_words(each.undone_at, athlete),
            each.id,
        )
        for each in shown
    ]
    return table(("at", "from", "files", "sessions", "undone", "_id"), rows, none="There are no imports yet.")


def _files(names: Sequence[str]) -> str:
    told = ", ".join(names[:_MOST_FILES])
    return told if len(names) <= _MOST_FILES else f"{told} and {len(names) - _MOST_FILES} more"


def _counts(shown: ImportResult) -> str:
    told = []
    for outcome, words in _WORDS.items():
        items = [item for item in shown.items if item.outcome is outcome]
        if items:
            sets = 0 if outcome is ItemOutcome.REJECTED else sum(item.sets or 0 for item in items)
            said = "to be taken over" if shown.dry_run and outcome is ItemOutcome.IMPORTED else words
            told.append(f"{len(items)} {said}{f' ({sets} {_sets(sets)})' if sets else ''}")
    said = ", ".join(told) or "nothing in it"
    source = NAMES[shown.source]
    tried = " Nothing was changed: this was a dry run." if shown.dry_run else ""
    return f"{source[:1].upper()}{source[1:]}: {said}.{tried}"


def _sets(count: int) -> str:
    return "set" if count == 1 else "sets"


def _reasons(items: Sequence[ImportedItem], header: str) -> "RenderableType":
    rows: list[tuple[object, ...]] = [
        (item.file, item.line or "", item.name or "", _why(item)) for item in items[:_MOST_SHOWN]
    ]
    if len(items) > _MOST_SHOWN:
        rows.append(("", "", "", f"… and {len(items) - _MOST_SHOWN} more: --json shows all."))
    return table(("file", "line", "what", header), rows, none="")


def _own_words(count: int, *, dry_run: bool) -> str:
    what = "name that the library does not know" if count == 1 else "names that the library does not know"
    become = "would become" if dry_run else "became"
    return f"{count} {what} {become} {'an exercise' if count == 1 else 'exercises'} of your own:"


def _own(matches: Sequence[ExerciseMatch]) -> "RenderableType":
    rows = [(match.name, " or ".join(each.name for each in match.suggestions)) for match in matches]
    return table(("name", "perhaps the same as"), rows, none="")
