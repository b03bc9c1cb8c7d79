"""Taking away what opens nothing any more: ended sign-ins, links and invitations, and counts of long ago."""

import sqlalchemy as sa

from mesocycle.domain.document import Instant
from mesocycle.domain.instant import shifted
from mesocycle.domain.sign_in_limit import window_begin
from mesocycle.storage.access_tables import invitation, reset_link, sign_in, sign_in_attempt

KEPT_DAYS = 90
"""How long an invitation that is over can still be looked up."""


def prune(connection: sa.Connection, now: Instant) -> None:
    """Delete it all; every statement finds its rows by an index on time, or in a table of a few rows."""
    connection.execute(sa.delete(sign_in_attempt).where(sign_in_attempt.c.since <= window_begin(now)))
    connection.execute(sa.delete(sign_in).where(sign_in.c.expires_at <= now))
    connection.execute(sa.delete(reset_link).where(reset_link.c.expires_at <= now))
    connection.execute(sa.delete(invitation).where(invitation.c.expires_at <= shifted(now, days=-KEPT_DAYS)))
