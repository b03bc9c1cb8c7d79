"""Reports: plan against deed, adherence, weeks, exercises, running, load, and what a version would change."""

from collections.abc import Sequence

from mesocycle.analytics.adherence import Adherence, RosterAdherence
from mesocycle.analytics.guidance.exercise_history import ExerciseOutlook
from mesocycle.analytics.lines.line_quality import LineQuality
from mesocycle.analytics.load.load import LoadReport
from mesocycle.analytics.plan_and_deed.comparison import SessionComparison
from mesocycle.analytics.plan_and_deed.three_way import ThreeWay
from mesocycle.analytics.running.running import RunningReport
from mesocycle.analytics.strength.estimated_max import Formula
from mesocycle.analytics.strength.records import Records
from mesocycle.analytics.training_weeks import WeekReport
from mesocycle.analytics.what_if import WhatIfReport
from mesocycle.client.connection import Connection, QueryValues
from mesocycle.domain.assignment.what_if import WhatIfRequest
from mesocycle.domain.document import Date, Id
from mesocycle.domain.reference.preview import NotationPreview, NotationText
from mesocycle.domain.session.guidance import SessionGuidance


class Reports:
    """What is told of one user's training; without days, some weeks to today."""

    def __init__(self, connection: Connection, user_id: Id | None) -> None:
        """Be about the caller, or the user named."""
        self._at = connection
        self._whose: QueryValues = {"userId": user_id}

    def weeks(self, first: Date | None = None, last: Date | None = None) -> WeekReport:
        """Sum every week: sessions, volume, hard sets by muscle, running, load."""
        return self._at.get("/analytics/weeks", WeekReport, self._between(first, last))

    def exercise(
        self,
        exercise_variant_id: Id,
        first: Date | None = None,
        last: Date | None = None,
        *,
        formula: Formula | None = None,
        together: bool = False,
    ) -> ExerciseOutlook:
        """Follow an exercise, and say what to do next time; `together` takes the variants of a movement as one."""
        asked = {**self._between(first, last), "formula": formula, "together": together or None}
        return self._at.get(f"/analytics/exercises/{exercise_variant_id}", ExerciseOutlook, asked)

    def records(
        self,
        first: Date | None = None,
        last: Date | None = None,
        *,
        exercise_id: Id | None = None,
        exercise_variant_id: Id | None = None,
        formula: Formula | None = None,
        together: bool = False,
    ) -> Records:
        """Give personal records: heaviest by repetitions, most repetitions, best estimated 1RM, best volume."""
        asked = {
            **self._between(first, last),
            "exerciseId": exercise_id,
            "exerciseVariantId": exercise_variant_id,
            "formula": formula,
            "together": together or None,
        }
        return self._at.get("/analytics/records", Records, asked)

    def running(self, first: Date | None = None, last: Date | None = None) -> RunningReport:
        """Sum running by movement and week, and predict races from it."""
        return self._at.get("/analytics/running", RunningReport, self._between(first, last))

    def load(self, first: Date | None = None, last: Date | None = None) -> LoadReport:
        """Describe training load by day and week; it predicts nothing."""
        return self._at.get("/analytics/load", LoadReport, self._between(first, last))

    def session(self, session_id: Id) -> SessionComparison:
        """Compare a session with its plan: every set, round and step with its verdict and how far it was off."""
        return self._at.get(f"/analytics/sessions/{session_id}", SessionComparison, self._whose)

    def three_way(self, session_id: Id) -> ThreeWay:
        """Put beside plan and deed what the routine's current version prescribes there."""
        return self._at.get(f"/analytics/sessions/{session_id}/three-way", ThreeWay, self._whose)

    def guidance(self, session_id: Id) -> SessionGuidance:
        """Suggest what to do in a session that is to come, line by line, each with its reason."""
        return self._at.get(f"/analytics/sessions/{session_id}/guidance", SessionGuidance, self._whose)

    def adherence(self, first: Date | None = None, last: Date | None = None) -> Adherence:
        """Tell what became of everything planned, by assignment, version and week."""
        return self._at.get("/analytics/adherence", Adherence, self._between(first, last))

    def roster(
        self, first: Date | None = None, last: Date | None = None, *, members: Sequence[Id] = ()
    ) -> RosterAdherence:
        """Tell the adherence of all whom the caller coaches, or of those named, a line each."""
        asked = {"members": tuple(members) or None, "from": first, "to": last}
        return self._at.get("/analytics/roster-adherence", RosterAdherence, asked)

    def line(
        self,
        routine_id: Id,
        line_id: Id,
        first: Date | None = None,
        last: Date | None = None,
        *,
        members: Sequence[Id] = (),
    ) -> LineQuality:
        """Tell how often a prescribed line was met, omitted or substituted; it is known by its id in all versions."""
        asked = {"parentRoutineId": routine_id, "members": tuple(members) or None, "from": first, "to": last}
        return self._at.get(f"/analytics/lines/{line_id}", LineQuality, asked)

    def what_if(self, given: WhatIfRequest) -> WhatIfReport:
        """Try a version on real history, and change nothing: days that move or double, weekly work, refusals."""
        return self._at.change("POST", "/analytics/what-if", WhatIfReport, given)

    def preview_notation(self, given: NotationText) -> NotationPreview:
        """Read sets or a run as they are typed, and say what they mean with today's values; nothing is kept."""
        return self._at.change("POST", "/notations/preview", NotationPreview, given, query=self._whose)

    def _between(self, first: Date | None, last: Date | None) -> QueryValues:
        return {**self._whose, "from": first, "to": last}
