"""Remedies at the command line: what each tells people to do is a command that can be pasted."""

import shlex
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import urlsplit

from mesocycle.domain.remedy import Do, worded


class Command(NamedTuple):
    """What does it: a command with the ids in their order, and by name what is said with it."""

    form: str
    of_user: bool = False
    """Whether it is about somebody's training, and says whose where that is not who acts."""


class Words(NamedTuple):
    """What is no command of its own: an option of the one that was refused, or what only other faces know."""

    form: str


COMMANDS: Mapping[str, Command | Words] = MappingProxyType(
    {
        "act as": Words("; as whom you act, --as EMAIL says"),
        "assignment list": Command("assignment list", of_user=True),
        "assignment receipts": Command("assignment receipts", of_user=True),
        "assignment replace": Command("assignment replace {} --with {version}", of_user=True),
        "assignment resume as dated": Command("assignment resume {} --keep-dates", of_user=True),
        "assignment resume shifted": Command("assignment resume {} --shift", of_user=True),
        "assignment undo": Command("assignment undo {}", of_user=True),
        "calendar create": Command("calendar create"),
        "calendar list": Command("calendar list"),
        "coaching invite": Command("coaching invite {email}"),
        "coaching list": Command("coaching list"),
        "db restore": Words("`mesocycle db restore`"),
        "db upgrade": Command("db upgrade"),
        "documentation": Words("the documentation"),
        "draft list": Command("draft list"),
        "exercise list": Command("exercise list"),
        "export archive": Command("export archive", of_user=True),
        "import list": Command("import list", of_user=True),
        "import undo": Command("import undo {}", of_user=True),
        "import unmatch": Command("import unmatch {}", of_user=True),
        "invitation list": Command("invitation list"),
        "kept list": Command("kept list"),
        "reference list": Command("reference list", of_user=True),
        "roll-out list": Command("roll-out list"),
        "routine copy": Command("routine copy {}"),
        "routine delete": Command("routine delete {}"),
        "routine list": Command("routine list"),
        "routine versions": Command("routine versions {}"),
        "say after": Words("--after {version}"),
        "say apart": Words("--apart"),
        "say database": Words("--db"),
        "say decimal mark": Words("--decimal {mark}"),
        "say distance unit": Words("--unit {unit}"),
        "say line": Words("--line {line}"),
        "say session": Words("--session SESSION"),
        "say user": Words("--user {email}"),
        "say weight unit": Words("--unit {unit}"),
        "session list": Command("session list", of_user=True),
        "session show": Command("session show {} --json", of_user=True),
        "sign in": Words("with your password"),
        "token create": Command("token create {name} --scope {scope}"),
        "token list": Command("token list"),
        "user add": Command("user add --email {email} --name {name} --time-zone {zone}"),
        "user list": Command("user list"),
        "version show": Command("routine show {} --json"),
    }
)
"""How the command line words each thing that a remedy tells people to do."""


class Spoken(NamedTuple):
    """What was said with the command that ran, and goes with those that follow: else they would mean others."""

    db_url: str | None = None
    config: str | None = None
    as_email: str | None = None
    user: str | None = None
    """Whose training it is about, where that is not who acts."""

    def line(self, words: str, *, of_user: bool = False) -> str:
        """Write a command that does what its words say here."""
        said = ["mesocycle"]
        if self.db_url is not None and not _holds_secret(self.db_url):
            said.append(f"--db {shlex.quote(self.db_url)}")
        if self.config is not None:
            said.append(f"--config {shlex.quote(self.config)}")
        if self.as_email is not None:
            said.append(f"--as {shlex.quote(self.as_email)}")
        said.append(words)
        if of_user and self.user is not None:
            said.append(f"--user {shlex.quote(self.user)}")
        return " ".join(said)

    def word(self, remedy: str) -> str:
        """Word a remedy."""
        return worded(remedy, self._do)

    def _do(self, do: Do) -> str:
        """Word one thing to do; what is not known, as it may stand in what people wrote, is told by its name."""
        row = COMMANDS.get(do.name)
        if row is None:
            return do.name
        ids, said = map(shlex.quote, do.ids), {name: shlex.quote(value) for name, value in do.said.items()}
        try:
            words = row.form.format(*ids, **said)
        except (IndexError, KeyError):  # it says less than it must
            return do.name
        return f"`{self.line(words, of_user=row.of_user)}`" if isinstance(row, Command) else words


def _holds_secret(url: str) -> bool:
    return urlsplit(url).password is not None or "password" in url
