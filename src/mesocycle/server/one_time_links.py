"""Links that sign one browser in, once: known to the process alone that made them, for whoever tries the demo."""

import asyncio
import hmac
import secrets
import threading
from datetime import UTC, datetime

from mesocycle.actions.people.sign_in import sign_in_as
from mesocycle.domain.instant import instant
from mesocycle.domain.people.act import Act, Actor
from mesocycle.domain.people.user import User
from mesocycle.http import callers
from mesocycle.http.answers import Answer
from mesocycle.server.observing import App, AsgiScope, Receive, Send
from mesocycle.server.sending import send_answer
from mesocycle.settings import ServerSettings
from mesocycle.storage.engine.database import Database
from mesocycle.web.frame.going import going_to

PATH = "/try/"


class OneTimeLinks:
    """An ASGI application before another, which answers for the links; a link that was used leads to the sign-in."""

    def __init__(self, settings: ServerSettings, db: Database) -> None:
        """Begin with no link."""
        self._settings = settings
        self._db = db
        self._users: dict[str, User] = {}
        self._guard = threading.Lock()

    def before(self, app: App) -> App:
        """Give the application with the links in front of it."""

        async def answering(scope: AsgiScope, receive: Receive, send: Send) -> None:
            path = str(scope.get("path", ""))
            if scope.get("type") != "http" or not path.startswith(PATH):
                await app(scope, receive, send)
                return
            scope["path_template"] = f"{PATH}{{secret}}"
            uses = scope["method"] == "GET"  # a browser that only looks ahead uses nothing up
            sent = await asyncio.to_thread(self._signed_in, path.removeprefix(PATH)) if uses else going_to("/sign-in")
            await send_answer(send, sent, head=scope["method"] == "HEAD")

        return answering

    def link(self, user: User) -> str:
        """Make a link for a user, and give its path."""
        secret = secrets.token_urlsafe(24)
        with self._guard:
            self._users[secret] = user
        return PATH + secret

    def _signed_in(self, shown: str) -> Answer:
        with self._guard:
            known = next((each for each in self._users if hmac.compare_digest(each.encode(), shown.encode())), None)
            user = None if known is None else self._users.pop(known)
        if user is None:
            return going_to("/sign-in")
        act = Act(actor=Actor(user.id, frozenset(user.roles)), now=instant(datetime.now(UTC)))
        signed = sign_in_as(self._db, user, self._settings.sign_in_days, act)
        return going_to("/", cookies=(callers.kept(signed.secret, self._settings),))
