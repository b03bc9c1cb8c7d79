"""A phone with a bad network against the running server: random work offline, requests lost, doubled and late.

Each play is an athlete of its own with a plan, a phone and a trainer who replaces the plan meanwhile. At the end the
phone sends what it has left and reads what it has not heard; then phone and server must hold the same, and every set
that was done on the phone must be on the server.
"""

import json
import random
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar

import httpx
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from mesocycle.actions.people.issue_token import issue_token
from mesocycle.actions.plans.create_routine import create_routine
from mesocycle.actions.plans.publish_version import publish_version
from mesocycle.domain.instant import instant
from mesocycle.domain.people.caller import NewToken, TokenScope
from mesocycle.domain.people.user import User
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.storage.engine.database import Database
from tests.arrange import a_coaching, a_routine_file, a_trainer, a_user, an_act
from tests.prove.run import Run, ready_database
from tests.server.served import serving

PLAYS = 250
STEPS = 40


class Stage:
    """The server, and the trainer with a routine of two versions that everybody follows."""

    def __init__(self, db: Database, address: str) -> None:
        self.db = db
        self.http = httpx.Client(base_url=f"{address}/api/v1", timeout=60)
        self.tom = a_trainer(db)
        self.first: RoutineVersion = create_routine(db, _three_days_a_week(), an_act(self.tom))
        changed = {**_three_days_a_week(), "objectives": ["another"]}
        self.second = publish_version(db, self.first.parent_routine_id, changed, an_act(self.tom))
        self.tom_token = self.token_of(self.tom)
        self.athletes = 0

    def token_of(self, user: User) -> str:
        """Issue a token."""
        return issue_token(self.db, NewToken(name="phone", scope=TokenScope.WRITE), an_act(user)).secret

    def athlete(self) -> User:
        """Add an athlete whom the trainer coaches."""
        self.athletes += 1
        ann = a_user(self.db, f"ann-{self.athletes}")
        a_coaching(self.db, self.tom, ann)
        return ann


def _three_days_a_week() -> dict[str, Any]:
    file = a_routine_file()
    [workout] = file["workouts"]
    days = [{"weekday": "monday"}, {"weekday": "wednesday"}, {"weekday": "friday"}]
    return {**file, "workouts": [{**workout, "schedule": days}]}


class PhoneMachine(RuleBasedStateMachine):
    """One athlete, their phone, and their trainer."""

    stage: ClassVar[Stage]
    totals: ClassVar[Counter[str]]

    @initialize(chance=st.integers(0, 2**32))
    def begin(self, chance: int) -> None:
        """Let the trainer assign the plan; the phone has heard of nothing yet."""
        self.rng = random.Random(chance)
        self.ann = self.stage.athlete()
        self.token = self.stage.token_of(self.ann)
        self.known: dict[str, dict[str, Any]] = {}
        self.seq = 0
        self.epoch = ""
        self.outbox: list[dict[str, Any]] = []
        self.late: list[list[dict[str, Any]]] = []
        """Batches that a network may still deliver, for the first time or again."""
        self.done_sets: set[tuple[str, str]] = set()
        self.refused: dict[str, str] = {}
        self.count = 0
        monday = datetime.now(UTC).date() - timedelta(days=7)  # a few sessions are overdue
        receipt = self._trainer(
            "POST",
            "/routine-assignments",
            {
                "routineVersionId": self.stage.first.id,
                "startDate": monday.isoformat(),
            },
        )
        self.assignment: str = receipt["newAssignmentId"]
        self._pull(lost=False)

    # ------------------------------------------------------------------------------------ the athlete

    @rule()
    @precondition(lambda self: self.known)
    def begin_a_session(self) -> None:
        """Start a session on the phone."""
        self._do("start", self._some("scheduled"), {}, "in-progress")

    @rule(reps=st.integers(1, 12))
    @precondition(lambda self: self.known)
    def log_a_set(self, reps: int) -> None:
        """Log a set on the phone, in a session begun or not."""
        session_id = self._some("in-progress", "scheduled")
        if session_id is None:
            return
        number = self._next()
        [exercise] = self.known[session_id]["workoutSnapshot"]["sections"][0]["exercises"]
        planned = self.rng.choice(exercise["sets"])
        entry = {
            "set": {
                "_id": f"set-{number}",
                "setId": planned["_id"],
                "round": number,
                "setNumber": planned["setNumber"],
                "setType": "working",
                "performance": {"reps": reps, "weight": 100, "weightUnit": "kg"},
                "performedAt": self._now(),
            }
        }
        self.done_sets.add((session_id, f"set-{number}"))
        self._do("log-set", session_id, entry, "in-progress")

    @rule()
    @precondition(lambda self: self.known)
    def finish_a_session(self) -> None:
        """Complete a session on the phone."""
        self._do("complete", self._some("in-progress", "scheduled"), {}, "completed")

    @rule(kind=st.sampled_from(["skip", "cancel"]))
    @precondition(lambda self: self.known)
    def leave_a_session(self, kind: str) -> None:
        """Skip or cancel a session on the phone."""
        body = {"reason": "travel"} if kind == "skip" else {}
        became = "skipped" if kind == "skip" else "cancelled"
        self._do(kind, self._some("scheduled"), body, became)

    @rule()
    @precondition(lambda self: self.known)
    def note_a_session(self) -> None:
        """Write a note on the phone."""
        self._do("note", self._some(), {"notes": f"note {self._next()}"}, None)

    def _do(self, kind: str, session_id: str | None, body: dict[str, Any], became: str | None) -> None:
        if session_id is None:
            return
        self.outbox.append(
            {
                "_id": f"{self.ann.id}-op-{self._next()}",
                "seenSeq": self.seq,
                "sessionId": session_id,
                "kind": kind,
                "at": self._now(),
                "body": body,
            }
        )
        if became is not None:
            self.known[session_id]["status"] = became
        self.totals[f"{kind} on the phone"] += 1

    # ------------------------------------------------------------------------------------ the network

    @rule(fate=st.sampled_from(["arrives", "arrives", "arrives", "request lost", "answer lost", "late"]))
    @precondition(lambda self: self.outbox)
    def send(self, fate: str) -> None:
        """Send the work of some sessions, each whole and in its order; sessions go in any order."""
        sessions = list(dict.fromkeys(operation["sessionId"] for operation in self.outbox))
        chosen = self.rng.sample(sessions, self.rng.randint(1, len(sessions)))
        batch = [operation for each in chosen for operation in self.outbox if operation["sessionId"] == each]
        self.totals[f"batch: {fate}"] += 1
        if fate == "request lost":
            return
        if fate == "late":
            self.late.append(batch)
            return
        results = self._sync(batch)
        if self.rng.random() < 0.3:
            self.late.append(batch)  # the network kept a copy
        if fate == "arrives":
            self._heard(batch, results)

    @rule()
    @precondition(lambda self: self.late)
    def a_late_batch_arrives(self) -> None:
        """Deliver what the network held back, or once more what it delivered; nobody hears the answer."""
        batch = self.late.pop(self.rng.randrange(len(self.late)))
        self._sync(batch)
        self.totals["batch came late"] += 1

    @rule(lost=st.booleans())
    def read_changes(self, lost: bool) -> None:
        """Read the feed; the answer may be lost on its way."""
        self._pull(lost=lost)

    def _sync(self, batch: list[dict[str, Any]]) -> list[dict[str, Any]]:
        answer = self._phone("POST", "/sync", {"operations": batch})
        results: list[dict[str, Any]] = answer["results"]
        return results

    def _heard(self, batch: list[dict[str, Any]], results: list[dict[str, Any]]) -> None:
        sent = {operation["_id"] for operation in batch}
        self.outbox = [operation for operation in self.outbox if operation["_id"] not in sent]
        for operation, result in zip(batch, results, strict=True):
            assert result["operationId"] == operation["_id"]
            self.totals[f"{operation['kind']}: {result['outcome']}"] += 1
            if result["outcome"] == "refused":
                self.refused[operation["_id"]] = f"{operation['kind']}: {result['refusal']['code']}"
                assert operation["kind"] != "log-set", f"a performed set was refused: {result}"

    def _pull(self, *, lost: bool) -> None:
        while True:
            epoch = f"&epoch={self.epoch}" if self.epoch else ""
            page = self._phone("GET", f"/changes?since={self.seq}{epoch}&limit={self.rng.choice([1, 3, 200])}")
            if lost:
                return
            if page.get("fromStart"):
                self.known.clear()
            for change in page["changes"]:
                self._take_in(change)
            self.seq, self.epoch = page["seq"], page["epoch"]
            if not page["more"]:
                break
        waiting = {operation["sessionId"]: operation for operation in self.outbox}
        became = {"start": "in-progress", "log-set": "in-progress", "complete": "completed"}
        for session_id, operation in waiting.items():  # unsent work stands on the phone as the athlete left it
            if session_id in self.known and operation["kind"] in became:
                self.known[session_id]["status"] = became[operation["kind"]]

    def _take_in(self, change: dict[str, Any]) -> None:
        document = change["document"]
        if change["kind"] == "session":
            self.known[document["_id"]] = document
        elif change["kind"] == "tombstone" and "revivedAt" not in document:
            self.known.pop(document["session"]["_id"], None)

    # ------------------------------------------------------------------------------------ the trainer

    @rule(often=st.integers(0, 3))
    def the_trainer_replaces_the_plan(self, often: int) -> None:
        """Put a version in the place of the plan, where the athlete stands; more seldom than they train."""
        if often:
            return
        version = self.rng.choice([self.stage.first.id, self.stage.second.id])
        receipt = self._trainer(
            "POST",
            f"/routine-assignments/{self.assignment}/replacement",
            {"routineVersionId": version, "continue": True},
        )
        self.assignment = receipt["newAssignmentId"]
        self.totals["replaced"] += 1

    @rule(days=st.integers(-3, 9).filter(bool), often=st.integers(0, 2))
    def the_trainer_shifts_the_plan(self, days: int, often: int) -> None:
        """Move what is still scheduled."""
        if often:
            return
        self._trainer("POST", f"/routine-assignments/{self.assignment}/shift", {"days": days})
        self.totals["shifted"] += 1

    # ---------------------------------------------------------------------------------------- the end

    def teardown(self) -> None:
        """Come back into the network for good; then both hold the same, and nothing that was done is missing."""
        if not hasattr(self, "ann"):
            return
        for batch in self.late:
            self._sync(batch)
        if self.outbox:
            batch = list(self.outbox)
            self._heard(batch, self._sync(batch))
        assert not self.outbox
        self._pull(lost=False)
        there = {each["_id"]: each for each in self._list()}
        assert there == self.known, _difference(there, self.known)
        for session_id, set_id in self.done_sets:
            logged = {each["_id"] for each in _sets(there[session_id])}
            assert set_id in logged, f"the set {set_id} of {session_id} is not on the server"
        self.totals["sets that stayed"] += len(self.done_sets)

    def _list(self) -> Iterator[dict[str, Any]]:
        after = ""
        while True:
            page = self._phone("GET", f"/workout-sessions?limit=50{after}")
            yield from page["items"]
            if "next" not in page:
                return
            after = f"&after={page['next']}"

    # ---------------------------------------------------------------------------------------- helpers

    def _some(self, *statuses: str) -> str | None:
        found = [each for each, document in self.known.items() if not statuses or document["status"] in statuses]
        return self.rng.choice(sorted(found)) if found else None

    def _next(self) -> int:
        self.count += 1
        return self.count

    def _now(self) -> str:
        return instant(datetime.now(UTC) + timedelta(milliseconds=self._next()))

    def _phone(self, method: str, path: str, body: Any = None) -> Any:  # noqa: ANN401  # any JSON
        return self._request(method, path, body, self.token)

    def _trainer(self, method: str, path: str, body: Any) -> Any:  # noqa: ANN401  # any JSON
        return self._request(method, f"{path}?userId={self.ann.id}", body, self.stage.tom_token)

    def _request(self, method: str, path: str, body: Any, token: str) -> Any:  # noqa: ANN401  # any JSON
        answer = self.stage.http.request(method, path, json=body, headers={"authorization": f"Bearer {token}"})
        assert answer.is_success, f"{method} {path}: {answer.status_code} {answer.text}"
        return answer.json()


def _sets(session: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for section in session.get("performanceLog", {}).get("sections", ()):
        for exercise in section["exercises"]:
            yield from exercise["sets"]


def _difference(there: dict[str, Any], known: dict[str, Any]) -> str:
    ids = [each for each in there.keys() | known.keys() if there.get(each) != known.get(each)]
    server, phone = (json.dumps(each.get(ids[0])) for each in (there, known))
    return f"{len(ids)} sessions differ; {ids[0]}:\nserver {server}\nphone {phone}"


@contextmanager
def machine_at(url: str, folder: Path) -> Iterator[type[PhoneMachine]]:
    """Run a server on a database and give the machine that plays against it."""
    with (
        closing(Database.open(url)) as db,
        serving(url, folder, log_level="warning", requests_per_minute=10_000_000) as server,
    ):
        stage = Stage(db, server.address)
        with stage.http:
            yield type("Phone", (PhoneMachine,), {"stage": stage, "totals": Counter()})


def prove(run: Run) -> None:
    """Play on each engine; a failure is shrunk to the fewest steps, and they are printed."""
    plan = settings(
        max_examples=run.times(PLAYS),
        stateful_step_count=STEPS,
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
    )
    for engine in run.engines:
        with (
            ready_database(engine) as url,
            tempfile.TemporaryDirectory(prefix="mesocycle-phone-") as place,
            machine_at(url, Path(place)) as machine,
        ):
            run_state_machine_as_test(seed(run.seed)(machine), settings=plan)
            print(f"  {engine}: {plan.max_examples} plays:")
            for name, times in sorted(machine.totals.items()):
                print(f"    {times:7} {name}")
