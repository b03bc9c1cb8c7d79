"""Completion that knows what is there: users, routines, exercises, assignments, sessions.

A shell asks on every Tab: it is answered quickly or with nothing, never with an error, and nothing is set up for it.
"""

import os
import re
import shlex
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typer

from mesocycle.cli.frame.context import Run

if TYPE_CHECKING:  # the database is slow to load, and a command that runs needs none of this
    from mesocycle.storage.engine.database import Read

Found = list[tuple[str, str]]
"""What may stand there, each with a word of what it is, which some shells show."""

_ASKS = "_MESOCYCLE_COMPLETE"
_BASH, _PLACE, _OTHERS = "COMP_WORDS", "COMP_CWORD", "_TYPER_COMPLETE_ARGS"
_OPEN_QUOTE = re.compile(r"""(?:^|\s)(["'])[^"']*$""")
_SPECIAL = re.compile(r"""([\s'"()&;|<>$`\\])""")
_WITHIN_S = 10.0
"""Longer nobody waits for a Tab."""
_MOST = 100
_PEOPLE = 1_000
_SHORT = 6
_SQLITE = "sqlite:///"
_IN_FRONT = frozenset({"--as", "--db", "--config"})


class Typed(NamedTuple):
    """A command line that is being written: the words before the last one, and what there is of that."""

    words: list[str]
    incomplete: str
    before: str = ""
    """What of the last word Bash takes for words of their own, as it parts at `@` and `=`."""
    quote: str = ""

    def ask(self) -> None:
        """Let the shell ask about a line in which everything stands where the program expects it."""
        line = ["mesocycle", *self._in_front()]
        if _BASH in os.environ:
            os.environ |= {_BASH: shlex.join([*line, self.incomplete]), _PLACE: str(len(line))}
        else:
            last = shlex.quote(self.incomplete) if self.incomplete else ""
            os.environ[_OTHERS] = f"{shlex.join(line)} {last}"

    def _in_front(self) -> list[str]:
        """Put what belongs in front there, for it may stand anywhere; one whose value is being written stands last."""
        front: list[str] = []
        rest: list[str] = []
        words = iter(self.words)
        for word in words:
            if word in _IN_FRONT:
                value = next(words, None)
                if value is None:
                    return [*front, word]
                front += [word, value]
            elif word != "--json":
                rest.append(word)
        return [*front, *rest]

    def answered(self, said: str) -> str:
        """Write what Typer says as the shell takes it: of Bash, only what it replaces, and no bare blank."""
        if _BASH not in os.environ:
            return said
        values = [each[len(self.before) :] for each in said.splitlines() if each]
        if self.quote:
            return "".join(f"{self.quote}{each}{self.quote}\n" for each in values)
        return "".join(_SPECIAL.sub(r"\\\1", each) + "\n" for each in values)


def is_asked() -> bool:
    """Tell whether a shell asks what could stand next."""
    return os.environ.get(_ASKS, "").startswith("complete_")


def typed() -> Typed:
    """Read the command line that a shell asks about."""
    if _BASH not in os.environ:
        text = os.environ.get(_OTHERS, "")
        words = _split(text)[1:]
        return Typed(words, "") if not words or text.endswith(" ") else Typed(words[:-1], words[-1])
    text = os.environ[_BASH]
    words = _split(text)
    place = int(os.environ.get(_PLACE) or len(words))
    before, incomplete = words[1:place], words[place] if place < len(words) else ""
    quote = found[1] if (found := _OPEN_QUOTE.search(text)) else ""
    if incomplete in {"@", "="}:
        before, incomplete = [*before, incomplete], ""
    if before[-1:] == ["="]:
        return Typed(before[:-1], incomplete, quote=quote)
    if before[-1:] == ["@"] and len(before) > 1:
        return Typed(before[:-2], f"{before[-2]}@{incomplete}", before=f"{before[-2]}@", quote=quote)
    return Typed(before, incomplete, quote=quote)


def _split(text: str) -> list[str]:
    """Split a line into words, though its last quotation mark may not be there yet."""
    for end in ("", '"', "'"):
        with suppress(ValueError):
            return shlex.split(text + end)
    return text.split()


def users(ctx: typer.Context, incomplete: str) -> Found:
    """Give addresses of users."""

    def find(run: Run, read: "Read") -> Iterator[tuple[str, str]]:
        from mesocycle.storage.people import users as stored

        people = (
            stored.all_users(read)
            if run.as_email is None
            else stored.by_email(read, run.actor, after=None, limit=_PEOPLE)
        )
        yield from ((each.email, each.name) for each in people)

    return _found(ctx, find, incomplete)


def routines(ctx: typer.Context, incomplete: str) -> Found:
    """Give names of routines, and behind `@` the numbers of their versions."""

    def find(run: Run, read: "Read") -> Iterator[tuple[str, str]]:
        from mesocycle.domain.people.user import Role
        from mesocycle.storage.plans import routines as stored

        for each in stored.listed(read, visible_to=None if Role.ADMIN in run.actor.roles else run.actor.id):
            if "@" not in incomplete:
                yield each.name, f"version {each.latest_version}"
            else:
                numbers = range(1, each.latest_version + 1)
                yield from ((f"{each.name}@{number}", f"version {number}") for number in numbers)

    return _found(ctx, find, incomplete)


def drafts(ctx: typer.Context, incomplete: str) -> Found:
    """Give names of drafts, of one without a name its id."""

    def find(run: Run, read: "Read") -> Iterator[tuple[str, str]]:
        from mesocycle.storage.plans import drafts as stored

        yield from ((each.name or each.id, f"revision {each.revision}") for each in stored.of_user(read, run.actor.id))

    return _found(ctx, find, incomplete)


def files(incomplete: str) -> Found:
    """Give the routines that come with the program, once something is written; files are the shell's."""
    from mesocycle.cli.frame.finding import shipped_routines

    names = ((name, "comes with the program") for name in sorted(shipped_routines()))
    return list(_fitting(names, incomplete)) if incomplete else []


def assignments(ctx: typer.Context, incomplete: str) -> Found:
    """Give the names of the routines that an athlete follows."""

    def find(run: Run, read: "Read") -> Iterator[tuple[str, str]]:
        from mesocycle.domain.assignment.assignment import Origin
        from mesocycle.domain.permission import Deed
        from mesocycle.storage.assignments import assignments as stored
        from mesocycle.storage.people import coachings
        from mesocycle.storage.plans import routines as plans

        athlete = run.user(ctx.params.get("user"))
        scope = coachings.permit(read, run.actor, athlete.id, Deed.SEE)
        live = stored.of_user(read, athlete.id, scope=scope, live_only=True)
        names = plans.names(read, {each.parent_routine_id for each in live})
        for each in live:
            if each.origin is not Origin.OWN:
                yield names.get(each.parent_routine_id, each.id), f"since {each.start_date}"

    return _found(ctx, find, incomplete)


def sessions(ctx: typer.Context, incomplete: str) -> Found:
    """Give the endings of the ids of sessions, from two weeks ago to two weeks ahead."""

    def find(run: Run, read: "Read") -> Iterator[tuple[str, str]]:
        from mesocycle.cli.frame.moments import day_words, said_day
        from mesocycle.domain.permission import Deed
        from mesocycle.storage.calendar.pages import Wanted, summaries
        from mesocycle.storage.people import coachings

        athlete = run.user(ctx.params.get("user"))
        scope = coachings.permit(read, run.actor, athlete.id, Deed.SEE)
        wanted = Wanted(first=said_day("-14d", athlete, run.now), last=said_day("+14d", athlete, run.now))
        for each in summaries(read, athlete.id, wanted, None, _MOST, scope=scope):
            words = f"{day_words(each.performed_date or each.scheduled_date)} {each.workout_name}, {each.status.value}"
            yield (each.id if len(incomplete) > _SHORT else each.id[-_SHORT:]), words

    return _found(ctx, find, incomplete)


def exercises(ctx: typer.Context, incomplete: str) -> Found:
    """Give names of exercises."""

    def find(run: Run, read: "Read") -> Iterator[tuple[str, str]]:
        from mesocycle.actions.plans.library import find_exercises_in

        yield from ((each.name, each.kind) for each in find_exercises_in(read, run.actor.id).offered())

    return _found(ctx, find, incomplete)


def _found(ctx: typer.Context, find: "Callable[[Run, Read], Iterable[tuple[str, str]]]", incomplete: str) -> Found:
    """Look into the database for what fits; whatever stands against it, and however long it takes, is no error."""
    said, found = ctx.find_root().params, Found()
    run = Run(db_url=said.get("db_url"), config=said.get("config"), as_email=said.get("as_email"), as_json=True)

    def look() -> None:
        with suppress(Exception):  # nobody asked to hear of it while they type
            if _is_there(run.db_url):
                with closing(run), run.read() as read:
                    found.extend(islice(_fitting(find(run, read), incomplete), _MOST))

    looking = threading.Thread(target=look, daemon=True)
    looking.start()
    looking.join(_WITHIN_S)
    return list(found)


def _is_there(url: str) -> bool:
    """Tell whether there is a database already: a file would be made by being opened."""
    return not url.startswith(_SQLITE) or Path(url.removeprefix(_SQLITE)).exists()


def _fitting(given: Iterable[tuple[str, str]], incomplete: str) -> Iterator[tuple[str, str]]:
    """Leave what begins as it was written, whatever its case: it goes on as it was begun."""
    begun = incomplete.casefold()
    for value, words in given:
        if value.casefold().startswith(begun) and value.isprintable():
            yield incomplete + value[len(incomplete) :], words
