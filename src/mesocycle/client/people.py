"""People: who the caller is, whom they may see, and the coaching between them."""

from collections.abc import Iterator

from mesocycle.client.connection import Connection
from mesocycle.domain.document import Id
from mesocycle.domain.people.coaching import CoachingChoice, NewCoaching
from mesocycle.domain.people.user import Coaching, Settings, User


class Users:
    """The users that the caller may see."""

    def __init__(self, connection: Connection) -> None:
        """Be about whoever calls."""
        self._at = connection

    def me(self) -> User:
        """Give the caller."""
        return self._at.get("/users/me", User)

    def change_me(self, changes: Settings) -> User:
        """Change the caller's settings; what is not given stays, None takes away."""
        return self._at.change("PATCH", "/users/me", User, changes)

    def every(self) -> Iterator[User]:
        """Give those the caller may see: themselves and the other side of their coaching, for an admin all."""
        return self._at.pages("/users", User)

    def get(self, user_id: Id) -> User:
        """Give one user."""
        return self._at.get(f"/users/{user_id}", User)


class Coachings:
    """The caller's coaching links, as trainer and as athlete."""

    def __init__(self, connection: Connection) -> None:
        """Be about whoever calls."""
        self._at = connection

    def every(self) -> Iterator[Coaching]:
        """Give the links."""
        return self._at.pages("/coaching", Coaching)

    def invite(self, new: NewCoaching) -> Coaching:
        """Invite an athlete; they decide."""
        return self._at.change("POST", "/coaching", Coaching, new)

    def accept(self, coaching_id: Id) -> Coaching:
        """Accept a trainer's invitation."""
        return self._at.change("POST", f"/coaching/{coaching_id}/accept", Coaching)

    def choose(self, coaching_id: Id, choice: CoachingChoice) -> Coaching:
        """Choose what a trainer sees, and whether they may log."""
        return self._at.change("PATCH", f"/coaching/{coaching_id}", Coaching, choice)

    def end(self, coaching_id: Id) -> Coaching:
        """End a link; the athlete keeps everything."""
        return self._at.change("POST", f"/coaching/{coaching_id}/end", Coaching)
