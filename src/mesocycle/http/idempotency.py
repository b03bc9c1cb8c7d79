"""A change that is done once: guard, deed, answer and the remembering of it are one transaction."""

from collections.abc import Callable
from typing import Any, TypeVar

from mesocycle.domain.document import Id
from mesocycle.http.answers import Answer
from mesocycle.storage.engine.database import Read, Write
from mesocycle.storage.sync import request_keys
from mesocycle.storage.sync.request_keys import KeyedRequest, StoredAnswer

T = TypeVar("T")

Guard = Callable[[Read], None]
"""Refuses what the request's conditions (`If-Match`) don't allow."""


class AnsweredBeforeError(Exception):
    """The same request was answered before; raised, for what it began must be rolled back."""

    def __init__(self, answer: Answer) -> None:
        """Carry the answer."""
        super().__init__("answered before")
        self.answer = answer


class Answering:
    """The hook around the one write of a request: it looks at the key, then at the guard, then does the deed.

    The answer is made inside the write, of the state it leaves, and kept under the key with it. A refusal is not
    kept: it changed nothing, so the same request is decided anew.
    """

    def __init__(self, keyed: KeyedRequest | None, guard: Guard | None, render: Callable[[Write, Any], Answer]) -> None:
        """Begin with no answer."""
        self._keyed = keyed
        self._guard = guard
        self._render = render
        self.answer: Answer | None = None

    @property
    def settles(self) -> bool:
        """With a key, a request whose commit had no answer may be done again: it finds its own answer, or none."""
        return self._keyed is not None

    def __call__(self, write: Write, do: Callable[[Write], T], /) -> T:
        """Do it once, and answer."""
        keeper = _keeper(write)
        if self._keyed is not None:
            before = request_keys.find_of(write, self._keyed, owner=keeper, actor=write.by)
            if before is not None:
                raise AnsweredBeforeError(replayed(before))
        if self._guard is not None:
            self._guard(write)
        done = do(write)
        self.answer = self._render(write, done)
        if self._keyed is not None:
            kept = StoredAnswer(self.answer.status, self.answer.headers, self.answer.body)
            request_keys.remember(write, self._keyed, kept, owner=keeper)
        return done


def _keeper(write: Write) -> Id:
    """Say with whose data an answer is kept: sent again, a new owner's request would find somebody with another id."""
    return write.by if write.owner_is_new else write.owner


def replayed(stored: StoredAnswer) -> Answer:
    """Give a kept answer once more, and say so."""
    return Answer(stored.status, {**stored.headers, "idempotency-replayed": "true"}, stored.body)
