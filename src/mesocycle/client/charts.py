"""Charts of reports, as Vega-Lite descriptions without colours of their own."""

from typing import Any

from mesocycle.analytics.strength.estimated_max import Formula
from mesocycle.client.connection import Connection, QueryValues
from mesocycle.domain.document import Date, Id

Chart = dict[str, Any]
"""A Vega-Lite description, data included: notebooks and pages draw it."""


class Charts:
    """What is drawn of one user's training; without days, some weeks to today."""

    def __init__(self, connection: Connection, user_id: Id | None) -> None:
        """Be about the caller, or the user named."""
        self._at = connection
        self._whose: QueryValues = {"userId": user_id}

    def weeks(self, first: Date | None = None, last: Date | None = None) -> Chart:
        """Draw hard sets by muscle and week."""
        return self._drawn("weeks/chart", first, last)

    def exercise(
        self,
        exercise_variant_id: Id,
        first: Date | None = None,
        last: Date | None = None,
        *,
        formula: Formula | None = None,
        together: bool = False,
    ) -> Chart:
        """Draw an exercise's estimated 1RM and records."""
        more = {"formula": formula, "together": together or None}
        return self._drawn(f"exercises/{exercise_variant_id}/chart", first, last, more)

    def running(self, first: Date | None = None, last: Date | None = None) -> Chart:
        """Draw running distance and ascent by week."""
        return self._drawn("running/chart", first, last)

    def pace(self, first: Date | None = None, last: Date | None = None) -> Chart:
        """Draw pace against heart rate."""
        return self._drawn("running/pace-chart", first, last)

    def load(self, first: Date | None = None, last: Date | None = None) -> Chart:
        """Draw training load."""
        return self._drawn("load/chart", first, last)

    def session(self, session_id: Id) -> Chart:
        """Draw a session's plan and deed line by line."""
        return self._drawn(f"sessions/{session_id}/chart", None, None)

    def adherence(self, first: Date | None = None, last: Date | None = None) -> Chart:
        """Draw what became of every day's session, as a calendar."""
        return self._drawn("adherence/chart", first, last)

    def adherence_weeks(self, first: Date | None = None, last: Date | None = None) -> Chart:
        """Draw sessions planned and completed, week by week."""
        return self._drawn("adherence/weeks-chart", first, last)

    def _drawn(self, path: str, first: Date | None, last: Date | None, more: QueryValues | None = None) -> Chart:
        asked = {**self._whose, "from": first, "to": last, **(more or {})}
        return self._at.get(f"/analytics/{path}", Chart, asked)
