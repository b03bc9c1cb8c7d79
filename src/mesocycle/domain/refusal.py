"""The expected noes: what is so, and what to do next; they know no HTTP."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, ClassVar, Self

from mesocycle.domain.document import Document


class RefusalKind(StrEnum):
    """What sort of no it is; each face turns the kind into its own answer."""

    NOT_FOUND = "not-found"
    CONFLICT = "conflict"
    INVALID = "invalid"
    UNAUTHENTICATED = "unauthenticated"
    FORBIDDEN = "forbidden"
    STALE = "stale"
    TOO_MANY = "too-many"
    BUSY = "busy"


class Phrase(str):
    """A sentence that also is data, a code and values: whoever knows the code says it in another language.

    It stays below the faces: what goes out as a document is the plain text.
    """

    __slots__ = ("code", "values")

    code: str
    values: Mapping[str, object]

    def __new__(cls, code: str, text: str, **values: object) -> Self:
        """Say a text with values in their places; values that it does not name are for those who say it otherwise."""
        made = super().__new__(cls, text.format(**values) if values else text)
        made.code = code
        made.values = values
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        """Let a copy be made."""
        return _told_again, (self.code, str(self), dict(self.values))

    def unended(self) -> "Phrase":
        """Give it without its full stop, as a part of another sentence."""
        return _told_again(self.code, str(self).rstrip("."), self.values)


def _told_again(code: str, text: str, values: Mapping[str, object]) -> Phrase:
    made = Phrase(code, text)
    made.values = values
    return made


class PathMessage(Document, frozen=True, kw_only=True):
    """One thing that is wrong with an input, and where: `sections[2].exercises[0].sets[1].reps`."""

    path: str
    message: str
    remedy: str | None = None


class RefusalDocument(Document, frozen=True, kw_only=True):
    """A refusal as it goes out."""

    code: str
    kind: RefusalKind
    sentence: str
    remedy: str
    errors: tuple[PathMessage, ...] | None = None
    facts: dict[str, Any] | None = None


class Refusal(Exception):
    """An expected no. Subclasses say what is so: class `MoveNotAllowed`, code `move-not-allowed`."""

    code: ClassVar[str]
    kind: ClassVar[RefusalKind]

    def __init__(
        self,
        sentence: str,
        remedy: str,
        *,
        errors: tuple[PathMessage, ...] | None = None,
        facts: dict[str, Any] | None = None,
    ) -> None:
        """Say what happened in one sentence and what to do next in another; `facts` for programs."""
        super().__init__(sentence)
        self.told = sentence if isinstance(sentence, Phrase) else None
        self.sentence = str(sentence)
        self.remedy = remedy
        self.errors = errors
        self.facts = facts

    def __init_subclass__(cls) -> None:
        """Derive the code from the class name, so that the two cannot drift apart."""
        super().__init_subclass__()
        cls.code = "".join("-" + c.lower() if c.isupper() else c for c in cls.__name__).lstrip("-")

    @property
    def document(self) -> RefusalDocument:
        """The refusal as a document."""
        return RefusalDocument(
            code=self.code,
            kind=self.kind,
            sentence=self.sentence,
            remedy=self.remedy,
            errors=self.errors,
            facts=self.facts,
        )


class NotFound(Refusal):
    """There is no such thing, or none that this user may see."""

    kind = RefusalKind.NOT_FOUND


class DocumentNotValid(Refusal):
    """A document breaks the contract; `errors` names each place."""

    kind = RefusalKind.INVALID
    messages: tuple[str, ...] = ()
    """What each of `errors` says, with its data where it has some."""


class QuantityNotUnderstood(Refusal):
    """A duration, distance or pace is not written in a known form, or has no unit."""

    kind = RefusalKind.INVALID


class NotationNotUnderstood(Refusal):
    """A text is no set notation; the sentence points at the character, `facts` have line and column."""

    kind = RefusalKind.INVALID


class MoveNotAllowed(Refusal):
    """A session's status does not allow the move."""

    kind = RefusalKind.CONFLICT


class SessionRemoved(Refusal):
    """The session gave way to a replacement, a cancellation or an adjusting."""

    kind = RefusalKind.CONFLICT


class NotPermitted(Refusal):
    """The user may see this but not do that."""

    kind = RefusalKind.FORBIDDEN


class AlreadyExists(Refusal):
    """An id, an e-mail address or a name is already taken."""

    kind = RefusalKind.CONFLICT


class RoutineAlreadyFollowed(Refusal):
    """A second live assignment of the same routine."""

    kind = RefusalKind.CONFLICT


class AssignmentNotLive(Refusal):
    """The assignment has ended."""

    kind = RefusalKind.CONFLICT


class UndoNotPossible(Refusal):
    """Something of the new state has begun, or a later receipt stands in the way."""

    kind = RefusalKind.CONFLICT


class VersionArchived(Refusal):
    """An archived version is assigned to nobody any more; those who follow it go on."""

    kind = RefusalKind.CONFLICT


class RoutineArchived(Refusal):
    """An archived routine gets no new versions; those who follow it go on."""

    kind = RefusalKind.CONFLICT


class OwnRoutineStays(Refusal):
    """The routine of a user's one-off sessions is as it is: never published, archived, copied or deleted."""

    kind = RefusalKind.CONFLICT


class VersionInUse(Refusal):
    """A version named by an assignment or a session can't be deleted."""

    kind = RefusalKind.CONFLICT


class DraftSavedMeanwhile(Refusal):
    """A draft is saved or published from a revision that is no longer the present one; `facts` name that one."""

    kind = RefusalKind.CONFLICT


class NewerVersion(Refusal):
    """The routine got a version that whoever publishes has not seen; of a draft, `facts` name it."""

    kind = RefusalKind.CONFLICT


class NotProposed(Refusal):
    """What training proposes changed since it was looked at: a line that was taken is no longer among it."""

    kind = RefusalKind.NOT_FOUND


class KeyUsedOtherwise(Refusal):
    """An idempotency key came again with another body."""

    kind = RefusalKind.INVALID


class NotSignedIn(Refusal):
    """Nobody is signed in, or the token is unknown, expired or revoked."""

    kind = RefusalKind.UNAUTHENTICATED


class WrongPassword(Refusal):
    """E-mail address and password do not belong together; whether the account exists is not told."""

    kind = RefusalKind.UNAUTHENTICATED


class TooManyAttempts(Refusal):
    """Too many tries in vain for one account or from one address; `facts.retryAfterSeconds` says for how long."""

    kind = RefusalKind.TOO_MANY


class SignUpClosed(Refusal):
    """On this server nobody signs up, or only whoever is invited."""

    kind = RefusalKind.FORBIDDEN


class InvitationNotValid(Refusal):
    """The invitation is unknown, expired, used already, or meant for another e-mail address."""

    kind = RefusalKind.FORBIDDEN


class ResetLinkNotValid(Refusal):
    """The link for a new password is unknown, expired or used already."""

    kind = RefusalKind.FORBIDDEN


class TokenScopeTooSmall(Refusal):
    """The token may read, but not change anything."""

    kind = RefusalKind.FORBIDDEN


class DatabaseBusy(Refusal):
    """The database is locked by another program."""

    kind = RefusalKind.BUSY


class OutcomeUnknown(Refusal):
    """Whether a change was stored is not known: the server went away before it said so."""

    kind = RefusalKind.BUSY


class DatabaseNotUsable(Refusal):
    """The database can't be opened, written or understood."""

    kind = RefusalKind.BUSY
