"""The database as one request sees it: guard, deed, answer and the remembering of it are one transaction."""

from collections.abc import Callable
from typing import Any, TypeVar

from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.storage.engine.database import Database, Read, Write
from mesocycle.storage.sync import request_keys
from mesocycle.storage.sync.request_keys import Answer, KeyedRequest

T = TypeVar("T")

Guard = Callable[[Read], None]
"""Refuses what the request's conditions (`If-Match`) don't allow."""


class AnsweredBeforeError(Exception):
    """The same request was answered before; what it began is rolled back, and this is its answer."""

    def __init__(self, answer: Answer) -> None:
        """Carry the answer."""
        super().__init__("answered before")
        self.answer = answer


class AnsweringDatabase(Database):
    """A database for one request: its first write looks at the key first, then at the guard, then does the deed.

    The answer is made inside the write, of the state it leaves, and kept under the key with it. A refusal is not
    kept: it changed nothing, so the same request is decided anew.
    """

    def __init__(
        self,
        db: Database,
        keyed: KeyedRequest | None,
        guard: Guard | None,
        render: Callable[[Write, Any], Answer],
    ) -> None:
        """Share the engines and the lock of `db`."""
        self.__dict__.update(db.__dict__)
        self._keyed = keyed
        self._guard = guard
        self._render = render
        self._keeper: Id | None = None
        self.answer: Answer | None = None

    def found(self, owner: Id, epoch: Id, act: Act, do: Callable[[Write], T]) -> T:
        """Keep the answer with the actor's own: sent again, the request would find somebody with another id."""
        self._keeper = act.actor.id
        return super().found(owner, epoch, act, do)

    def carry_out(self, write: Write, do: Callable[[Write], T]) -> T:
        """Do it once, and answer."""
        if self._keyed is not None:
            before = request_keys.find_of(write, self._keyed, owner=self._keeper or write.owner, actor=write.by)
            if before is not None:
                raise AnsweredBeforeError(before)
        if self._guard is not None:
            self._guard(write)
        done = do(write)
        self.answer = self._render(write, done)
        if self._keyed is not None:
            request_keys.remember(write, self._keyed, self.answer, owner=self._keeper or write.owner)
        return done
