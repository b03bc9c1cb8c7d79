"""Plan against deed over HTTP: comparison, adherence, lines, what if."""

import pytest

from mesocycle.actions.log.put_log import put_log
from mesocycle.actions.sessions.complete_session import complete_session
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.domain.people.caller import TokenScope
from mesocycle.domain.people.user import Role, User
from mesocycle.storage.engine.database import Database, Write
from mesocycle.storage.plans import routines
from tests.actions.training import MONDAY_EVENING, a_log
from tests.api.conftest import ClientOf
from tests.api.training import ann_and_her_sessions
from tests.arrange import a_coaching, a_trainer, a_user, an_act
from tests.builders import a_version

PLACES = (
    "/analytics/sessions/{first}",
    "/analytics/sessions/{first}/three-way",
    "/analytics/sessions/{first}/guidance",
    "/analytics/sessions/{first}/chart",
    "/analytics/adherence",
    "/analytics/adherence/chart",
    "/analytics/adherence/weeks-chart",
)


@pytest.fixture
def ann(db: Database) -> tuple[User, str]:
    """Let Ann do the first set of her first session, and complete it."""
    ann, (first, *_) = ann_and_her_sessions(db)
    act = an_act(ann, MONDAY_EVENING)
    start_session(db, "ann", first, act)
    put_log(db, "ann", first, a_log(), act)
    complete_session(db, "ann", first, act)
    return ann, first


def test_a_session_is_compared_line_by_line(client_of: ClientOf, ann: tuple[User, str]) -> None:
    answer = client_of(ann[0]).get(f"/analytics/sessions/{ann[1]}")

    found = answer.json()
    assert answer.status_code == 200
    assert [line["verdict"] for line in found["sections"][0]["lines"]] == ["met", "omitted"]
    assert found["compliance"] == {"percent": 50, "colour": "yellow"}
    assert found["standing"] == "compared"


def test_an_answer_that_is_known_already_is_not_sent_again(client_of: ClientOf, ann: tuple[User, str]) -> None:
    client = client_of(ann[0])
    tag = client.get("/analytics/adherence").headers["etag"]

    again = client.get("/analytics/adherence", headers={"if-none-match": tag})

    assert again.status_code == 304


def test_three_ways_show_what_the_routine_prescribes_today(client_of: ClientOf, ann: tuple[User, str]) -> None:
    found = client_of(ann[0]).get(f"/analytics/sessions/{ann[1]}/three-way").json()

    assert found["currentVersion"] == 1
    assert [(line["lineId"], line["change"]) for line in found["lines"]] == [("set-1", "same"), ("set-2", "same")]


def test_guidance_stands_beside_the_plan_of_a_session(db: Database, client_of: ClientOf) -> None:
    ann, (first, *_) = ann_and_her_sessions(db)

    answer = client_of(ann).get(f"/analytics/sessions/{first}/guidance")

    assert answer.json() == {"sessionId": first, "lines": []}


def test_adherence_counts_what_became_of_the_plan(client_of: ClientOf, ann: tuple[User, str]) -> None:
    found = client_of(ann[0]).get("/analytics/adherence?to=2026-01-31").json()

    assert found["total"]["completed"] == 1
    assert [week["week"] for week in found["weeks"]] == ["2026-01-05", "2026-01-12", "2026-01-19", "2026-01-26"]


@pytest.mark.parametrize("place", ["sessions/{first}/chart", "adherence/chart", "adherence/weeks-chart"])
def test_charts_are_descriptions_that_any_page_can_draw(client_of: ClientOf, ann: tuple[User, str], place: str) -> None:
    found = client_of(ann[0]).get(f"/analytics/{place.format(first=ann[1])}").json()

    assert found["$schema"].startswith("https://vega.github.io/schema/vega-lite/")


def test_a_line_is_told_over_all_versions(client_of: ClientOf, ann: tuple[User, str]) -> None:
    client = client_of(ann[0])

    found = client.get("/analytics/lines/exercise-1?parentRoutineId=routine-1").json()

    assert (found["kind"], found["total"]["met"], found["total"]["omitted"]) == ("exercise", 1, 1)
    assert client.get("/analytics/lines/nothing?parentRoutineId=routine-1").status_code == 404
    assert client.get("/analytics/lines/exercise-1").status_code == 422


def test_a_trainer_sees_the_roster_and_what_a_version_would_change(
    db: Database, client_of: ClientOf, ann: tuple[User, str]
) -> None:
    tom = a_trainer(db)
    a_coaching(db, tom, ann[0])
    _publish_second(db, ann[0])
    client = client_of(tom)

    roster = client.get("/analytics/roster-adherence").json()
    tried = client.post("/analytics/what-if", json={"routineVersionId": "v2"})

    assert [(one["userId"], one["total"]["completed"]) for one in roster["members"]] == [("ann", 1)]
    assert tried.status_code == 200, tried.text
    assert tried.json()["members"][0]["receipt"]["dryRun"] is True
    assert client.get(f"/analytics/sessions/{ann[1]}?userId=ann").status_code == 200


def _publish_second(db: Database, ann: User) -> None:
    def store(write: Write) -> None:
        first = routines.get_version(write, "v1")
        version = a_version(
            id="v2", version=2, created_by="ann", workouts=first.workouts, is_public=True, duration=first.duration
        )
        routines.add_version(write, version)

    db.write("ann", an_act(ann), store)


@pytest.mark.parametrize("place", PLACES)
def test_a_stranger_learns_nothing(db: Database, client_of: ClientOf, ann: tuple[User, str], place: str) -> None:
    eve = client_of(a_user(db, "eve"))

    answer = eve.get(f"{place.format(first=ann[1])}?userId=ann")

    assert answer.status_code == 404


def test_a_stranger_s_roster_and_what_if_tell_nothing_of_others(
    db: Database, client_of: ClientOf, ann: tuple[User, str]
) -> None:
    _publish_second(db, ann[0])
    eve = client_of(a_user(db, "eve"))

    tried = eve.post("/analytics/what-if", json={"routineVersionId": "v2", "members": ["ann"]}).json()

    assert eve.get("/analytics/roster-adherence?members=ann").status_code == 404
    assert eve.get("/analytics/roster-adherence").json()["members"] == []
    assert "receipt" not in tried["members"][0]
    assert tried["members"][0]["name"] == ""


def test_a_read_only_token_may_read_all_of_it(client_of: ClientOf, ann: tuple[User, str]) -> None:
    client = client_of(ann[0], scope=TokenScope.READ)

    assert {client.get(place.format(first=ann[1])).status_code for place in PLACES} == {200}


@pytest.mark.parametrize("span", ["from=2026-02-01&to=2026-01-01", "from=yesterday", "from=2026-02-30"])
def test_days_that_can_t_be_are_refused_with_their_path(client_of: ClientOf, ann: tuple[User, str], span: str) -> None:
    answer = client_of(ann[0]).get(f"/analytics/adherence?{span}")

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["path"] == "from"


def test_too_many_weeks_to_look_back_on_are_refused(db: Database, client_of: ClientOf, ann: tuple[User, str]) -> None:
    answer = client_of(ann[0]).post("/analytics/what-if", json={"routineVersionId": "v1", "weeks": 0})

    assert answer.status_code == 422


@pytest.mark.parametrize(
    ("asked", "path"),
    [
        ({"members": ["ann", ""]}, "members[1]"),
        ({"members": [], "wish": {"include": ["no id"], "continue": False}}, "wish.include"),
        ({"members": [], "wish": {"startDate": "0000-00-00"}}, "wish.startDate"),
        ({"members": [], "wish": {"defaultTime": ""}}, "wish.defaultTime"),
    ],
)
def test_what_can_not_be_an_id_a_day_or_a_time_is_refused_whoever_it_is_tried_on(
    client_of: ClientOf, ann: tuple[User, str], asked: dict[str, object], path: str
) -> None:
    answer = client_of(ann[0]).post("/analytics/what-if", json={"routineVersionId": "v1", **asked})

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["path"] == path


def test_a_version_is_tried_on_strangers_as_on_nobody(db: Database, client_of: ClientOf, ann: tuple[User, str]) -> None:
    eve = client_of(a_user(db, "eve", roles=(Role.TRAINER,)))
    _publish_second(db, ann[0])

    tried = eve.post("/analytics/what-if", json={"routineVersionId": "v2", "members": ["ann", "nobody"]}).json()

    stranger, nobody = tried["members"]
    assert {**stranger, "userId": ""} == {**nobody, "userId": ""}
