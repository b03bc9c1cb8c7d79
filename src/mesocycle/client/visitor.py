"""What somebody may do who has no token yet: sign in, sign up, choose a password anew, read a secret calendar."""

import httpx

from mesocycle.client.client import Client
from mesocycle.client.connection import Connection
from mesocycle.domain.people.caller import WhoCalls
from mesocycle.domain.people.password import Credentials, PasswordReset
from mesocycle.domain.people.sign_up import SignUp
from mesocycle.domain.people.user import User


class Visitor:
    """A server as somebody sees it who is not signed in; nothing is sent before something is asked."""

    def __init__(
        self, address: str, *, tries: int = 5, timeout_s: float = 30.0, transport: httpx.BaseTransport | None = None
    ) -> None:
        """Name the server (`https://training.example.org`)."""
        self._address, self._tries, self._timeout_s, self._transport = address, tries, timeout_s, transport

    def sign_in(self, email: str, password: str) -> Client:
        """Sign in with a password: the client calls as a browser does, and may issue tokens; sign out when done."""
        connection = self._connection()
        try:
            who = connection.change("POST", "/sign-in", WhoCalls, Credentials(email=email, password=password))
        except BaseException:
            connection.close()
            raise
        connection.vouch_with(who.csrf_token or "")
        return Client.on(connection)

    def sign_up(self, new: SignUp) -> User:
        """Make an account, as far as the server lets anybody, or with the code of an invitation; then sign in."""
        with self._connection() as at:
            return at.change("POST", "/sign-up", User, new)

    def reset_password(self, new: PasswordReset) -> User:
        """Choose a new password with the secret of a reset link; it ends all sign-ins of that user."""
        with self._connection() as at:
            return at.change("POST", "/password-reset", User, new)

    def calendar(self, secret: str) -> bytes:
        """Read a calendar as iCalendar by the secret of its address."""
        with self._connection() as at:
            return at.send("GET", f"/calendars/{secret}.ics").body

    def _connection(self) -> Connection:
        return Connection(
            self._address, token=None, tries=self._tries, timeout_s=self._timeout_s, transport=self._transport
        )
