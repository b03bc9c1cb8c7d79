"""People: who the caller is, whom they may see, and the coaching between them."""

from collections.abc import Iterator, Sequence
from types import NoneType

from mesocycle.client.connection import Connection, QueryValues
from mesocycle.domain.document import Id
from mesocycle.domain.people.caller import SignIn
from mesocycle.domain.people.coaching import CoachingChoice, NewCoaching
from mesocycle.domain.people.group import AthleteGroup, GroupChange, NewAthleteGroup
from mesocycle.domain.people.message_template import FilledTemplate, MessageTemplate, NewMessageTemplate
from mesocycle.domain.people.password import Erasure, IssuedResetLink, PasswordChange
from mesocycle.domain.people.roster import NewRosterFilter, Roster, RosterFilter
from mesocycle.domain.people.user import Coaching, CoachingStatus, NewUser, Settings, User


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

    def add(self, new: NewUser) -> User:
        """Add a user, as an admin; a reset link lets them choose their password."""
        return self._at.change("POST", "/users", User, new)

    def change(self, user_id: Id, changes: Settings) -> User:
        """Change a user's settings, as an admin, who also gives roles."""
        return self._at.change("PATCH", f"/users/{user_id}", User, changes)

    def change_password(self, given: PasswordChange) -> User:
        """Change the caller's password; it ends all other sign-ins."""
        return self._at.change("PUT", "/users/me/password", User, given)

    def reset_link(self, user_id: Id) -> IssuedResetLink:
        """Make, as an admin, the secret by which a user chooses a password; it is shown this once."""
        return self._at.once(f"/users/{user_id}/reset-link", IssuedResetLink)

    def sign_ins(self, user_id: Id) -> Iterator[SignIn]:
        """Give the browsers in which a user is signed in, newest first: the caller's own, or as an admin anybody's."""
        return self._at.pages(f"/users/{user_id}/sign-ins", SignIn)

    def end_sign_ins(self, user_id: Id) -> None:
        """Sign a user out of every browser: the caller, or as an admin anybody."""
        self._at.send("DELETE", f"/users/{user_id}/sign-ins")

    def erase_me(self, password: str) -> None:
        """Erase the caller's account and all their training, for good."""
        self._at.send("POST", "/users/me/erase", body=Erasure(password=password))

    def erase(self, user_id: Id) -> None:
        """Erase a user and all their training, as an admin, for good."""
        self._at.send("DELETE", f"/users/{user_id}")


class Coachings:
    """The caller's coaching links, as trainer and as athlete."""

    def __init__(self, connection: Connection) -> None:
        """Be about whoever calls."""
        self._at = connection

    def every(self, *, status: Sequence[CoachingStatus] = ()) -> Iterator[Coaching]:
        """Give the links, newest first, ended ones too."""
        return self._at.pages("/coaching", Coaching, {"status": [each.value for each in status] or None})

    def get(self, coaching_id: Id) -> Coaching:
        """Give one link."""
        return self._at.get(f"/coaching/{coaching_id}", Coaching)

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


class AthleteGroups:
    """The caller's own groups of athletes."""

    def __init__(self, connection: Connection) -> None:
        """Be about whoever calls."""
        self._at = connection

    def every(self) -> Iterator[AthleteGroup]:
        """Give the groups by name, each with those in it whom the caller coaches now."""
        return self._at.pages("/athlete-groups", AthleteGroup)

    def get(self, group_id: Id) -> AthleteGroup:
        """Give one group."""
        return self._at.get(f"/athlete-groups/{group_id}", AthleteGroup)

    def create(self, new: NewAthleteGroup) -> AthleteGroup:
        """Make a group, with those named."""
        return self._at.change("POST", "/athlete-groups", AthleteGroup, new)

    def change(self, group_id: Id, change: GroupChange) -> AthleteGroup:
        """Put athletes in, take some out, give it another name."""
        return self._at.change("PATCH", f"/athlete-groups/{group_id}", AthleteGroup, change)

    def delete(self, group_id: Id) -> None:
        """Take a group away; nobody's training changes."""
        self._at.change("DELETE", f"/athlete-groups/{group_id}", NoneType)


class MessageTemplates:
    """The caller's own templates of messages."""

    def __init__(self, connection: Connection, user_id: Id | None) -> None:
        """Be about the caller's; they are filled in for the user named."""
        self._at = connection
        self._whose: QueryValues = {"userId": user_id}

    def every(self) -> Iterator[MessageTemplate]:
        """Give the templates by name."""
        return self._at.pages("/message-templates", MessageTemplate)

    def get(self, template_id: Id) -> MessageTemplate:
        """Give one template."""
        return self._at.get(f"/message-templates/{template_id}", MessageTemplate)

    def fill(self, template_id: Id, *, session_id: Id | None = None) -> str:
        """Fill a template in for the user and a session of theirs: a text to be changed and sent."""
        asked = {**self._whose, "sessionId": session_id}
        return self._at.get(f"/message-templates/{template_id}/filled", FilledTemplate, asked).text

    def create(self, new: NewMessageTemplate) -> MessageTemplate:
        """Keep a template."""
        return self._at.change("POST", "/message-templates", MessageTemplate, new)

    def change(self, template_id: Id, new: NewMessageTemplate) -> MessageTemplate:
        """Put name and text in the place of those that stand there."""
        return self._at.change("PUT", f"/message-templates/{template_id}", MessageTemplate, new)

    def delete(self, template_id: Id) -> None:
        """Take a template away; what was sent by it stays."""
        self._at.change("DELETE", f"/message-templates/{template_id}", NoneType)


class RosterView:
    """Everybody whom the caller coaches, and the views of them that the caller keeps."""

    def __init__(self, connection: Connection) -> None:
        """Be about whoever calls."""
        self._at = connection

    def see(self) -> Roster:
        """Give all athletes, by name, each as far as they let the caller."""
        return self._at.get("/roster", Roster)

    def filters(self) -> list[RosterFilter]:
        """Give the views that are kept, by name."""
        return list(self._at.pages("/roster/filters", RosterFilter))

    def keep(self, new: NewRosterFilter) -> RosterFilter:
        """Keep a view under a name; one of the same name gives way."""
        return self._at.change("POST", "/roster/filters", RosterFilter, new)

    def forget(self, roster_filter_id: Id) -> None:
        """Take a kept view away."""
        self._at.change("DELETE", f"/roster/filters/{roster_filter_id}", NoneType)
