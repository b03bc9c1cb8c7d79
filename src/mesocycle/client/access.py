"""How people and programs come in: sign-ins, tokens, invitations, calendar addresses."""

from collections.abc import Iterator

from mesocycle.client.connection import Connection
from mesocycle.domain.calendar.address import CalendarFeed, IssuedCalendarFeed, NewCalendarFeed
from mesocycle.domain.document import Id
from mesocycle.domain.people.caller import ApiToken, IssuedToken, NewToken, SignIn, WhoCalls
from mesocycle.domain.people.invitation import Invitation, IssuedInvitation, NewInvitation
from mesocycle.domain.upkeep import (
    BackupFile,
    NewUpkeepRun,
    ServerJob,
    ServerState,
    SettingInForce,
    UpkeepKind,
    UpkeepRun,
)


class SignIns:
    """The browsers and programs that the caller signed in with a password."""

    def __init__(self, connection: Connection) -> None:
        """Be about whoever calls."""
        self._at = connection

    def who(self) -> WhoCalls:
        """Tell who is calling, by a token or a sign-in, and what it may do."""
        return self._at.get("/sign-in", WhoCalls)

    def every(self) -> Iterator[SignIn]:
        """Give the sign-ins that are good, newest first."""
        return self._at.pages("/sign-ins", SignIn)

    def end(self, sign_in_id: Id) -> None:
        """End one sign-in, wherever it is."""
        self._at.send("DELETE", f"/sign-ins/{sign_in_id}")

    def sign_out(self) -> None:
        """End the sign-in by which this client calls; a client with a token has none."""
        self._at.send("POST", "/sign-out")

    def sign_out_everywhere(self) -> None:
        """End every sign-in of the caller; tokens stay good."""
        self._at.send("POST", "/sign-out/everywhere")


class Tokens:
    """The caller's tokens: what programs show."""

    def __init__(self, connection: Connection) -> None:
        """Be about whoever calls."""
        self._at = connection

    def every(self) -> Iterator[ApiToken]:
        """Give the tokens, newest first, those that are over too; no secret is among them."""
        return self._at.pages("/tokens", ApiToken)

    def issue(self, new: NewToken) -> IssuedToken:
        """Issue a token, signed in with a password (a token issues none); its secret is shown this once.

        Where the answer is lost it is not sent again: revoke the token whose secret nobody holds.
        """
        return self._at.once("/tokens", IssuedToken, new)

    def revoke(self, token_id: Id) -> ApiToken:
        """Revoke a token: from now on it opens nothing."""
        return self._at.change("DELETE", f"/tokens/{token_id}", ApiToken)


class Invitations:
    """Invitations to sign up: an admin invites anybody, a trainer invites athletes."""

    def __init__(self, connection: Connection) -> None:
        """Be about whoever calls."""
        self._at = connection

    def every(self) -> Iterator[Invitation]:
        """Give the invitations that the caller made, newest first; an admin sees everybody's."""
        return self._at.pages("/invitations", Invitation)

    def invite(self, new: NewInvitation) -> IssuedInvitation:
        """Invite somebody to sign up; the code is shown this once."""
        return self._at.once("/invitations", IssuedInvitation, new)

    def withdraw(self, invitation_id: Id) -> Invitation:
        """Withdraw an invitation that nobody has used."""
        return self._at.change("DELETE", f"/invitations/{invitation_id}", Invitation)


class CalendarFeeds:
    """The caller's calendar addresses."""

    def __init__(self, connection: Connection) -> None:
        """Be about whoever calls."""
        self._at = connection

    def every(self) -> Iterator[CalendarFeed]:
        """Give the addresses, newest first, revoked ones too; no secret is among them."""
        return self._at.pages("/calendar-feeds", CalendarFeed)

    def issue(self, new: NewCalendarFeed | None = None) -> IssuedCalendarFeed:
        """Issue an address of one's own calendar, or that of all one's athletes; it is shown this once."""
        return self._at.once("/calendar-feeds", IssuedCalendarFeed, new or NewCalendarFeed())

    def revoke(self, calendar_feed_id: Id) -> CalendarFeed:
        """Revoke an address: from now on it opens nothing."""
        return self._at.change("DELETE", f"/calendar-feeds/{calendar_feed_id}", CalendarFeed)


class ServerCare:
    """What an admin sees and does of the server; anybody else is refused."""

    def __init__(self, connection: Connection) -> None:
        """Be about whoever calls."""
        self._at = connection

    def state(self) -> ServerState:
        """Give versions, people by role, and how fast the database answers."""
        return self._at.get("/server", ServerState)

    def settings(self) -> list[SettingInForce]:
        """Give every setting as it holds, with where that comes from."""
        return self._at.whole("/server/settings", SettingInForce)

    def jobs(self, *, limit: int = 50) -> list[ServerJob]:
        """Give the newest imports, roll-outs, backups and checks of everybody."""
        return self._at.whole("/server/jobs", ServerJob, {"limit": limit})

    def backups(self) -> list[BackupFile]:
        """Give the backups in the server's folder, newest first."""
        return list(self._at.pages("/server/backups", BackupFile))

    def upkeep(self) -> Iterator[UpkeepRun]:
        """Give backups and checks that were asked for, newest first."""
        return self._at.pages("/server/upkeep", UpkeepRun)

    def upkeep_run(self, upkeep_run_id: Id) -> UpkeepRun:
        """Give how far one is."""
        return self._at.get(f"/server/upkeep/{upkeep_run_id}", UpkeepRun)

    def back_up(self) -> UpkeepRun:
        """Begin a backup; it goes on behind the answer."""
        return self._begin(NewUpkeepRun(kind=UpkeepKind.BACKUP))

    def check_backup(self, file: str) -> UpkeepRun:
        """Begin to read a backup through."""
        return self._begin(NewUpkeepRun(kind=UpkeepKind.CHECK_BACKUP, file=file))

    def verify(self) -> UpkeepRun:
        """Begin to check the whole database."""
        return self._begin(NewUpkeepRun(kind=UpkeepKind.VERIFY))

    def _begin(self, new: NewUpkeepRun) -> UpkeepRun:
        return self._at.once("/server/upkeep", UpkeepRun, new)
