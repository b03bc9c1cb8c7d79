"""Rules for work that comes late: the plan changed while somebody trained offline."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from mesocycle.domain.assignment.assignment import ReplacementRequest
from tests.properties.rules.assignment import AssignmentRules
from tests.properties.rules.phone import OFTEN, PhoneRules
from tests.properties.stage import pick

MEANWHILE = ["skip the session", "cancel the session", "replace", "replace", "cancel", "complete", "adjust"]


class LateRules(AssignmentRules, PhoneRules):
    """Play at once what seldom comes together by chance."""

    def due(self) -> list[str]:
        """Give the sessions that somebody may be at work on when the plan changes."""
        return [one.id for one in self.model.sessions.values() if one.status in ("scheduled", "in-progress")]

    @precondition(lambda self: bool(self.due()))
    @rule(
        number=pick,
        kinds=st.lists(st.sampled_from(OFTEN), min_size=1, max_size=3),
        what=pick,
        meanwhile=st.sampled_from(MEANWHILE),
        heard=st.booleans(),
        twice=st.booleans(),
    )
    def the_plan_changes_meanwhile(
        self, number: int, kinds: list[str], what: int, meanwhile: str, heard: bool, twice: bool
    ) -> None:
        self.count(f"plan changed meanwhile: {meanwhile}")
        session_id = self.choose(self.due(), number)
        phone = self.phones[self.owner(session_id) == self.phones[1].reader.user]
        phone.reader.read_on(self.db, 50)
        if not heard:
            self._work(kinds, session_id, what)
        self._change(meanwhile, session_id, number)
        self.the_database_holds_what_the_model_says()
        if heard:  # the page stood open, and the feed was read behind it
            phone.reader.read_on(self.db, 50)
            self._work(kinds, session_id, what)
        late = [one for one in phone.queue if one.session_id == session_id]
        for _ in range(1 + twice):
            self.send(phone, late)
            self.the_database_holds_what_the_model_says()
        phone.queue = [one for one in phone.queue if one not in late]
        phone.sent += [one for one in late if one not in phone.sent]

    def _work(self, kinds: list[str], session_id: str, what: int) -> None:
        phone = self.phones[self.owner(session_id) == self.phones[1].reader.user]
        for place, kind in enumerate(kinds):
            self.queue_up(phone, kind, session_id, what + place)

    def _change(self, meanwhile: str, session_id: str, number: int) -> None:
        user = self.owner(session_id)
        held = self.model.assignments[self.model.sessions[session_id].assignment]
        if meanwhile == "adjust":
            self.adjust_by(user, session_id)
        elif meanwhile.endswith("the session"):
            self.move_by(user, session_id, meanwhile.split(maxsplit=1)[0], 0)
        elif meanwhile == "replace":
            self.replace_by(user, held, self.version_for(held, number), ReplacementRequest(continue_=True), dry=False)
        else:
            self.end_by(user, held, complete=meanwhile == "complete")
