"""What the tests of reports share."""

from mesocycle.actions.sessions.complete_session import complete_session
from mesocycle.analytics.adherence import Adherence
from mesocycle.domain.assignment.assignment import ReplacementRequest
from mesocycle.domain.people.act import Actor
from mesocycle.reports.report_adherence import report_adherence
from mesocycle.storage.engine.database import Database
from tests.arrange import an_act

CONTINUE = ReplacementRequest(continue_=True)


LATER = "2026-01-21T09:00:00.000Z"
"""A Wednesday: the sessions of 5, 12 and 19 January are past, that of the 26th is to come."""


ANN = Actor("ann", frozenset())


def adherence(db: Database, now: str = LATER, first: str | None = None, last: str | None = None) -> Adherence:
    return report_adherence(db, "ann", an_act(ANN, now), first=first, last=last)


def complete(db: Database, session_id: str, on: str) -> None:
    complete_session(db, "ann", session_id, an_act(ANN, f"{on}T18:00:00.000Z"))
