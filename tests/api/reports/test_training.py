"""`/analytics` over HTTP: progress and load."""

import pytest

from mesocycle.actions.log.log_set import log_set
from mesocycle.actions.sessions.complete_session import complete_session
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.domain.log.performance import Feedback
from mesocycle.domain.people.caller import TokenScope
from mesocycle.domain.people.user import User
from mesocycle.domain.session.inputs import Completion
from mesocycle.storage.engine.database import Database
from tests.actions.training import a_set_entry, ann_trains
from tests.api.conftest import ClientOf
from tests.arrange import a_coaching, a_trainer, an_act

_SPAN = {"from": "2026-01-05", "to": "2026-01-11"}
_REPORTS = ("weeks", "records", "running", "load", "exercises/squat.barbell-back")
_CHARTS = ("weeks/chart", "running/chart", "running/pace-chart", "load/chart", "exercises/squat.barbell-back/chart")


def ann_squatted(db: Database) -> User:
    """Let Ann squat 5 x 100 kg in an hour on Monday 5 January, at RPE 7."""
    ann, act, (first, *_) = ann_trains(db)
    start_session(db, "ann", first, act)
    log_set(db, "ann", first, a_set_entry(), act)
    later = an_act(ann, "2026-01-05T19:00:00.000Z")
    complete_session(db, "ann", first, later, given=Completion(feedback=Feedback(rpe=7)))
    return ann


def test_a_week_tells_sets_volume_and_load(db: Database, client_of: ClientOf) -> None:
    ann = client_of(ann_squatted(db))

    answer = ann.get("/analytics/weeks", params=_SPAN)

    (week,) = answer.json()["weeks"]
    assert (week["workingSets"], week["volumeKg"], week["load"], week["sessions"]) == (1, 500, 420, 1)


def test_reports_by_week_begin_where_the_athlete_s_weeks_do(db: Database, client_of: ClientOf) -> None:
    ann = client_of(ann_squatted(db))

    assert ann.patch("/users/me", json={"weekStart": "saturday"}).json()["weekStart"] == "saturday"

    weeks = {
        name: [each["week"] for each in ann.get(f"/analytics/{name}", params=_SPAN).json()["weeks"]]
        for name in ("weeks", "running", "load")
    }
    assert set(map(tuple, weeks.values())) == {("2026-01-03", "2026-01-10")}
    assert [each["week"] for each in ann.get("/analytics/adherence").json()["weeks"]][:1] == ["2026-01-03"]


def test_records_and_load_are_told_of_what_was_done(db: Database, client_of: ClientOf) -> None:
    ann = client_of(ann_squatted(db))

    (squat,) = ann.get("/analytics/records", params={"exerciseId": "squat"}).json()["exercises"]
    load = ann.get("/analytics/load", params=_SPAN).json()

    assert squat["heaviest"] == [{"reps": 5, "loadKg": 100.0, "day": "2026-01-05", "exerciseVariantId": "back-squat"}]
    assert (load["acute"], load["weeks"][0]["load"]) == (60, 420)


def test_an_exercise_is_followed_across_its_variants(db: Database, client_of: ClientOf) -> None:
    ann = client_of(ann_squatted(db))

    answer = ann.get("/analytics/exercises/squat.barbell-back", params=_SPAN)

    (day,) = answer.json()["report"]["days"]
    assert (day["topLoadKg"], day["estimatedMax"]["formula"]) == (100, "epley")


@pytest.mark.parametrize("report", _REPORTS)
def test_an_empty_history_gives_an_answer(db: Database, client_of: ClientOf, report: str) -> None:
    ann, *_ = ann_trains(db)

    assert client_of(ann).get(f"/analytics/{report}").status_code == 200


@pytest.mark.parametrize("chart", _CHARTS)
def test_a_chart_is_a_description_with_its_data_inside(db: Database, client_of: ClientOf, chart: str) -> None:
    ann = client_of(ann_squatted(db))

    drawn = ann.get(f"/analytics/{chart}", params=_SPAN).json()

    assert drawn["$schema"].startswith("https://vega.github.io/schema/vega-lite/")
    assert "url" not in str(drawn)


def test_charts_are_in_the_units_that_the_athlete_reads(db: Database, client_of: ClientOf) -> None:
    ann = client_of(ann_squatted(db))
    place = "/analytics/exercises/squat.barbell-back/chart"
    before = str(ann.get(place, params=_SPAN).json())

    ann.patch("/users/me", json={"units": "imperial"})

    after = str(ann.get(place, params=_SPAN).json())
    assert ("load (kg)" in before, "load (lb)" in before) == (True, False)
    assert ("load (kg)" in after, "load (lb)" in after) == (False, True)


@pytest.mark.parametrize("report", _REPORTS)
def test_a_trainer_sees_what_the_athlete_lets_them_and_a_stranger_learns_nothing(
    db: Database, client_of: ClientOf, report: str
) -> None:
    ann = ann_squatted(db)
    tom, ida = a_trainer(db), a_trainer(db, "ida")
    a_coaching(db, tom, ann)

    of_ann = {"userId": "ann", **_SPAN}

    assert client_of(tom, TokenScope.READ).get(f"/analytics/{report}", params=of_ann).status_code == 200
    assert client_of(ida).get(f"/analytics/{report}", params=of_ann).status_code == 404


@pytest.mark.parametrize(
    ("asked", "path"),
    [({"from": "2026-02-01", "to": "2026-01-01"}, "from"), ({"from": "1800-01-01"}, "from"), ({"to": "soon"}, "to")],
)
def test_days_that_are_no_span_are_refused_with_their_place(
    db: Database, client_of: ClientOf, asked: dict[str, str], path: str
) -> None:
    ann, *_ = ann_trains(db)

    answer = client_of(ann).get("/analytics/weeks", params=asked)

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["path"] == path


def test_an_exercise_that_is_not_there_is_not_found(db: Database, client_of: ClientOf) -> None:
    ann, *_ = ann_trains(db)

    assert client_of(ann).get("/analytics/exercises/nothing-like-it").status_code == 404


def test_what_has_not_changed_is_not_sent_again(db: Database, client_of: ClientOf) -> None:
    ann = client_of(ann_squatted(db))
    tag = ann.get("/analytics/load", params=_SPAN).headers["etag"]

    again = ann.get("/analytics/load", params=_SPAN, headers={"if-none-match": tag})

    assert again.status_code == 304
