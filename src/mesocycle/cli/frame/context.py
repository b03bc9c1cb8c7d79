"""One run of the program: which database, who acts, at what moment, how it answers."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import typer

from mesocycle.cli.frame.answers import Answers
from mesocycle.cli.frame.at_the_prompt import Prompt, prompt_of
from mesocycle.cli.frame.refusals import ActingUserUnclear, CommandNotUnderstood, SettingNotValid, printable
from mesocycle.cli.frame.remedies import Spoken
from mesocycle.domain.document import Id, Instant
from mesocycle.domain.instant import instant
from mesocycle.domain.people.act import Act, Actor
from mesocycle.domain.people.user import User
from mesocycle.domain.refusal import DatabaseNotUsable
from mesocycle.domain.remedy import Do, reworded
from mesocycle.settings import ServerSettings, data_folder

if TYPE_CHECKING:  # the database is slow to load, and help needs none
    from rich.console import RenderableType

    from mesocycle.settings.sources import Loaded
    from mesocycle.storage.engine.database import Database, Read

T = TypeVar("T")


class Run:
    """What every command starts from; nothing is opened before it is asked for."""

    def __init__(self, *, db_url: str | None, config: Path | None, as_email: str | None, as_json: bool) -> None:
        self._db_url = db_url
        self._config = config
        self.as_email = as_email
        self._whose: str | None = None
        self._zone: str | None = None
        self.answers = Answers(as_json=as_json)

    @cached_property
    def loaded(self) -> "Loaded":
        """The settings in force, and where each comes from; --db stands above them all."""
        from mesocycle.settings import sources

        try:
            return sources.load(self._config)
        except sources.SettingNotUnderstood as no:
            raise SettingNotValid(no.sentence, no.remedy) from no

    @property
    def settings(self) -> ServerSettings:
        """The settings in force."""
        return self.loaded.settings

    @property
    def db_url(self) -> str:
        """The address of the database: as --db says, else as the settings do."""
        return self._db_url or self.settings.database_url

    @cached_property
    def database(self) -> "Database":
        """The database as it is, whatever its schema; only `mesocycle db` wants it so."""
        from mesocycle.storage.engine.database import Database

        if self.db_url == self.settings.database_url:
            _make_data_folder()
        return Database.open(self.db_url, pooler=self.settings.pooler)

    @cached_property
    def db(self) -> "Database":
        """The database, ready for use: a fresh file is set up, an older schema is refused."""
        from mesocycle.storage.schema import upgrade as schema

        database = self.database
        revision = schema.current(database)
        if revision is None and database.dialect == "sqlite" and schema.is_empty(database):
            schema.upgrade(database)
            self.answers.tell(f"Set up a new database: {self.db_url}")
        elif revision != schema.HEAD:
            schema.require_current(database)
        return database

    @contextmanager
    def read(self) -> "Iterator[Read]":
        """Look at one consistent state of the database."""
        with self.db.read() as read:
            yield read

    @cached_property
    def now(self) -> Instant:
        """The moment of this run, the same for all that it does."""
        return instant(datetime.now(UTC))

    @cached_property
    def acting(self) -> User:
        """Who acts: as --as says, else the one admin or the only user."""
        from mesocycle.storage.people import users

        with self.read() as read:
            if self.as_email:
                named, self.as_email = self.as_email, None  # who is not there says no command that follows
                found = users.get_by_email(read, named)
                self.as_email = named
                return found
            candidates = users.first_choice(read)
        if len(candidates) == 1:
            return candidates[0]
        raise _nobody_yet() if not candidates else _several(candidates)

    @property
    def time_zone(self) -> str | None:
        """The zone of whose training it is about, else of who acts; None while nobody was looked up."""
        acting: User | None = self.__dict__.get("acting")
        return self._zone or (None if acting is None else acting.time_zone)

    @property
    def actor(self) -> Actor:
        """The acting user, as permission sees them."""
        return Actor(self.acting.id, frozenset(self.acting.roles))

    @property
    def act(self) -> Act:
        """The act of this run: who and when."""
        return Act(actor=self.actor, now=self.now)

    def user(self, email: str | None) -> User:
        """Give the user with an address, as --user names one; without it the acting user."""
        from mesocycle.storage.people import users

        if email is None:
            return self.acting
        with self.read() as read:
            found = users.get_by_email(read, email)
        self._whose, self._zone = found.email, found.time_zone
        return found

    def members(self, emails: Sequence[str] | None) -> list[Id] | None:
        """Give the ids of the users with several addresses; None where none are named."""
        from mesocycle.storage.people import users

        if not emails:
            return None
        with self.read() as read:
            return [users.get_by_email(read, email).id for email in emails]

    def group(self, named: str | None) -> Id | None:
        """Give the id of a group of who acts, by its name or id; None where none is named."""
        from mesocycle.storage.people import groups

        if named is None:
            return None
        with self.read() as read:
            found = groups.of_trainer(read, self.acting.id)
            by_name = next((each.id for each in found if each.name == named), None)
            return by_name or groups.get(read, self.acting.id, named).id

    def spoken(self, athlete: User | None = None) -> Spoken:
        """Give what was said with this command, and goes with those that its answer tells people to go on with."""
        config = None if self._config is None else str(self._config)
        whose = self._whose if athlete is None else None if athlete.id == self.acting.id else athlete.email
        return Spoken(db_url=self._db_url, config=config, as_email=self.as_email, user=whose)

    def answer(self, document: T, view: "Callable[[T], RenderableType]") -> None:
        """Print the command's answer: a document or a list of documents, and how people see it."""
        self.answers.give(reworded(document, self.spoken().word), view)

    def require_yes(self, question: str, *, yes: bool) -> None:
        """Ask before what can't be taken back, unless `yes` was said beforehand; without a yes nothing is done."""
        if yes:
            return
        if not sys.stdin.isatty():
            raise CommandNotUnderstood(f"{question} Nobody is there to answer.", "Say --yes if it is meant.")
        sys.stderr.write(printable(f"{question} [y/N] "))
        sys.stderr.flush()
        if sys.stdin.readline().strip().casefold() not in {"y", "yes"}:
            raise typer.Abort

    def close(self) -> None:
        """Let go of the database, if it was opened."""
        if "database" in self.__dict__:
            self.database.close()


class Begun:
    """The run of a command line, once it has begun: whoever tells how it ended knows it too."""

    run: Run | None = None
    command: typer.Context | None = None

    @property
    def prompt(self) -> Prompt:
        """What the command that ran calls its options, and whose clock it went by."""
        zone = None if self.run is None else self.run.time_zone
        return Prompt(time_zone=zone) if self.command is None else prompt_of(self.command, zone)

    def word(self, remedy: str) -> str:
        """Word a remedy for whoever wrote the command line."""
        return (Spoken() if self.run is None else self.run.spoken()).word(remedy)


def run_of(ctx: typer.Context) -> Run:
    """Give the run that a command belongs to."""
    begun: Begun = ctx.obj
    assert begun.run is not None  # noqa: S101  # no command is called before it has begun
    begun.command = ctx
    return begun.run


def _make_data_folder() -> None:
    folder = data_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseNotUsable(
            f"The folder {folder} can't be made ({error.strerror}).",
            f"Name another database with {Do('say database')}.",
        ) from error


def _nobody_yet() -> ActingUserUnclear:
    return ActingUserUnclear(
        "There is no user yet.", "Add the first one: mesocycle user add --email … --name … --time-zone Europe/Berlin"
    )


def _several(candidates: list[User]) -> ActingUserUnclear:
    return ActingUserUnclear(
        f"It could be {' or '.join(user.email for user in candidates[:3])} who acts"
        f"{', or another' if len(candidates) > 3 else ''}.",
        "Say who: mesocycle --as EMAIL …",
    )
