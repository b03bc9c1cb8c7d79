"""A signed-in client: one attribute for each noun of the API."""

from types import TracebackType
from typing import Self

import httpx

from mesocycle.client.access import CalendarFeeds, Invitations, ServerCare, SignIns, Tokens
from mesocycle.client.assignments import Assignments, Receipts, RollOuts
from mesocycle.client.charts import Charts
from mesocycle.client.connection import Connection
from mesocycle.client.conversation import Conversation
from mesocycle.client.exports import Exports
from mesocycle.client.feed import Feed, Live
from mesocycle.client.imports import Imports
from mesocycle.client.people import Coachings, RosterView, Users
from mesocycle.client.reports import Reports
from mesocycle.client.routines import (
    Drafts,
    Exercises,
    KeptParts,
    Routines,
    ShippedRoutines,
    TagsOnThings,
    WorkoutPreviews,
)
from mesocycle.client.sessions import Sessions
from mesocycle.client.values import ReferenceValues
from mesocycle.domain.document import Id


class Client:
    """The API as one user, by a token; close it, or use it in a `with`.

    Changes carry an idempotency key, so they are sent again when no answer comes, and are done once. A no is raised
    as `Refused`, no answer at all as `Unreachable`.
    """

    def __init__(
        self,
        address: str,
        *,
        token: str,
        tries: int = 5,
        timeout_s: float = 30.0,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        """Name the server (`https://training.example.org`) and show the token; nothing is sent yet."""
        self._of(Connection(address, token=token, tries=tries, timeout_s=timeout_s, transport=transport), None)

    @classmethod
    def on(cls, connection: Connection, *, user_id: Id | None = None) -> Self:
        """Give a client that calls over a connection, about the caller or the user named."""
        made = object.__new__(cls)
        made._of(connection, user_id)
        return made

    def _of(self, connection: Connection, user_id: Id | None) -> None:
        self.connection = connection
        self.sessions = Sessions(self.connection, user_id)
        self.assignments = Assignments(self.connection, user_id)
        self.receipts = Receipts(self.connection, user_id)
        self.reference_values = ReferenceValues(self.connection, user_id)
        self.feed = Feed(self.connection, user_id)
        self.live = Live(self.connection, user_id)
        self.conversation = Conversation(self.connection, user_id)
        self.imports = Imports(self.connection, user_id)
        self.exports = Exports(self.connection, user_id)
        self.reports = Reports(self.connection, user_id)
        self.charts = Charts(self.connection, user_id)
        self.workout_previews = WorkoutPreviews(self.connection, user_id)
        self.routines = Routines(self.connection)
        self.drafts = Drafts(self.connection)
        self.shipped_routines = ShippedRoutines(self.connection)
        self.roll_outs = RollOuts(self.connection)
        self.exercises = Exercises(self.connection)
        self.kept_parts = KeptParts(self.connection)
        self.tags = TagsOnThings(self.connection)
        self.users = Users(self.connection)
        self.coachings = Coachings(self.connection)
        self.roster = RosterView(self.connection)
        self.invitations = Invitations(self.connection)
        self.sign_ins = SignIns(self.connection)
        self.tokens = Tokens(self.connection)
        self.calendar_feeds = CalendarFeeds(self.connection)
        self.server = ServerCare(self.connection)

    def of(self, user_id: Id) -> "Client":
        """Give the same client about another user's training: that of an athlete whom the caller coaches."""
        return Client.on(self.connection, user_id=user_id)

    def close(self) -> None:
        """Let go of the connections."""
        self.connection.close()

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        """Close."""
        self.close()
