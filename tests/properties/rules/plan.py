"""Rules beside the training itself: versions, coaching, and time."""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from mesocycle.actions.people.accept_coaching import accept_coaching
from mesocycle.actions.people.change_coaching import change_coaching
from mesocycle.actions.people.end_coaching import end_coaching
from mesocycle.actions.people.invite_athlete import invite_athlete
from mesocycle.actions.plans.archive_version import archive_version
from mesocycle.actions.plans.delete_version import delete_version
from mesocycle.actions.plans.publish_version import publish_version
from mesocycle.domain.instant import instant, moment
from mesocycle.domain.people.user import Sees
from mesocycle.domain.permission import ALL, Scope
from mesocycle.storage.sessions import sessions
from tests.properties.feed_reader import FeedReader
from tests.properties.plans import COUNTED, STATES, WEEKDAYS, routine_file
from tests.properties.stage import ATHLETES, EVER, Stage, calendar, pick
from tests.properties.values import Link

MOST_VERSIONS = 9
MOST_LOOKS = 9


class PlanRules(Stage):
    """Play what trainers do with routines, what athletes allow them, and let time pass."""

    def __init__(self) -> None:
        super().__init__()
        self.trainers_view: dict[str, FeedReader] = {}

    @rule(hours=st.one_of(st.integers(1, 30), st.integers(1, 9).map(lambda days: 24 * days)))
    def time_passes(self, hours: int) -> None:
        self.now = instant(moment(self.now) + timedelta(hours=hours))

    @precondition(lambda self: len(self.diary) < MOST_LOOKS)
    @rule(who=st.sampled_from(ATHLETES))
    def look_at_the_calendar(self, who: str) -> None:
        with self.db.read() as read:
            self.diary.append((who, self.now, calendar(sessions.between(read, who, *EVER))))
        self.count("calendar kept")

    @rule(who=st.sampled_from(ATHLETES), limit=st.integers(1, 9))
    def the_trainer_reads(self, who: str, limit: int) -> None:
        """Read an athlete's feed as far as they allow; to see more or less is to read from the start."""
        reader = self.trainers_view.setdefault(who, FeedReader(who))
        reader.scope = Scope(assigned_by="tom") if self.model.links[who].sees == "assigned" else ALL
        reader.read_on(self.db, limit)
        self.compare(reader)
        self.count("feed read by the trainer")

    @precondition(lambda self: len(self.model.versions) < MOST_VERSIONS)
    @rule(routine=st.sampled_from([WEEKDAYS, COUNTED]), content=st.integers(0, STATES - 1))
    def publish(self, routine: str, content: int) -> None:
        published = self.refused_or(
            set(),
            lambda: publish_version(
                self.db, self.routines[routine], routine_file(routine, content), self.act("tom"), note="Another."
            ),
            name="publish",
        )
        assert published is not None
        self.take_in_version(published)

    @precondition(lambda self: sum(not version.archived for version in self.model.versions.values()) > 2)
    @rule(number=pick)
    def archive(self, number: int) -> None:
        version = self.choose(list(self.model.versions.values()), number)
        self.refused_or(set(), lambda: archive_version(self.db, version.id, self.act("tom")), name="archive version")
        version.archived = True

    @rule(number=pick, by=st.sampled_from(["tom", "tom", "tom", "ann"]))
    def delete(self, number: int, by: str) -> None:
        version_id = self.choose(list(self.model.versions), number)
        deleted = self.refused_or(
            self.model.no_delete(by, version_id),
            lambda: delete_version(self.db, version_id, self.act(by)),
            name="delete version",
        )
        if deleted is not None:
            del self.model.versions[version_id]

    @initialize(narrow=st.booleans())
    def ann_may_show_only_what_her_trainer_assigned(self, narrow: bool) -> None:
        if narrow:
            self._allow("ann", sees="assigned", may_log=False)

    def _allow(self, who: str, *, sees: str, may_log: bool) -> None:
        link = self.model.links[who]
        link.sees, link.may_log = sees, may_log
        change_coaching(self.db, "tom", self.act(who), sees=Sees(sees), may_log=may_log)

    @rule(who=st.sampled_from(ATHLETES), by_trainer=st.booleans(), choice=st.integers(0, 3))
    def coaching(self, who: str, by_trainer: bool, choice: int) -> None:
        """End a link or change what it allows; one that is ended begins anew."""
        link = self.model.links[who]
        if link.status == "ended":
            invite_athlete(self.db, who, self.act("tom"))
            accept_coaching(self.db, "tom", self.act(who))
            self.model.links[who] = Link()
        elif choice == 0:
            other, by = (who, "tom") if by_trainer else ("tom", who)
            end_coaching(self.db, other, self.act(by))
            link.status = "ended"
        else:
            self._allow(who, sees="assigned" if choice == 1 else "all", may_log=choice > 1)
        self.count("coaching")
