"""What a client raises: the server's no, or that no answer came."""

from typing import Any

import msgspec

from mesocycle.domain.document import Document
from mesocycle.domain.refusal import PathMessage


class Problem(Document, frozen=True, kw_only=True):
    """A problem document, as far as programs need it."""

    status: int
    title: str = ""
    detail: str = ""
    code: str = "unknown"
    kind: str = ""
    remedy: str = ""
    errors: tuple[PathMessage, ...] = ()
    facts: dict[str, Any] | None = None


class Refused(Exception):
    """The server said no: `code` is for programs, the sentence and the remedy are for people."""

    def __init__(self, problem: Problem) -> None:
        """Say what the server said."""
        super().__init__(f"{problem.detail or problem.title} {problem.remedy}".strip())
        self.problem = problem

    @property
    def status(self) -> int:
        """The HTTP status."""
        return self.problem.status

    @property
    def code(self) -> str:
        """Which refusal it is, like `move-not-allowed`."""
        return self.problem.code

    @property
    def remedy(self) -> str:
        """What to do next, for people."""
        return self.problem.remedy

    @property
    def errors(self) -> tuple[PathMessage, ...]:
        """Each wrong place of what was sent, with its own remedy."""
        return self.problem.errors

    @property
    def facts(self) -> dict[str, Any]:
        """More for programs, by code."""
        return self.problem.facts or {}


class Unreachable(Exception):
    """No answer came, however often it was tried; a change that was sent may or may not have been done.

    Sent again by the same call's key it would not be done twice; the exception's `key` is that key.
    """

    def __init__(self, sentence: str, key: str | None) -> None:
        """Say what was tried."""
        super().__init__(sentence)
        self.key = key


def problem_of(status: int, body: bytes) -> Problem:
    """Read a problem document; what a proxy answers in another form is told as far as it goes."""
    try:
        return msgspec.json.decode(body, type=Problem)
    except msgspec.DecodeError:
        return Problem(status=status, detail=f"The server answered {status}.", remedy="Look at what stands before it.")
