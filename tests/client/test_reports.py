"""Reports by the client."""

import datetime as dt

from mesocycle.client import NewReplacement, ReplacementRequest, Verdict, WhatIfRequest
from mesocycle.storage.engine.database import Database
from tests.arrange import a_coaching, a_routine_file, a_trainer, a_user
from tests.client.conftest import ClientOf
from tests.client.trained import a_trained


def test_a_program_reads_every_report_as_documents(db: Database, client_of: ClientOf) -> None:
    client = client_of(a_user(db))
    trained = a_trained(client)
    today = dt.datetime.now(dt.UTC).date()
    first, last = (today - dt.timedelta(days=7)).isoformat(), (today + dt.timedelta(days=1)).isoformat()
    reports = client.reports

    squat = reports.session(trained.done).sections[0].lines[0]
    records = reports.records(first, last)
    outlook = reports.exercise(records.exercises[0].exercise_variant_id or "", first, last)

    assert squat.verdict is Verdict.MET
    assert [each.name for each in records.exercises] == ["Back Squat"]
    assert outlook.report.days
    assert sum(week.sessions for week in reports.weeks(first, last).weeks) == 1
    assert sum(week.sessions for week in reports.running(first, last).weeks) == 0
    assert len(reports.load(first, last).days) == 9
    assert reports.adherence().total.completed == 1
    assert reports.three_way(trained.done).lines
    following = trained.receipt.created[1].session_id
    assert reports.guidance(following).session_id == following
    line_id = trained.version.workouts[0].sections[0].id
    assert reports.line(trained.version.parent_routine_id, line_id).name == "Back squat"


def test_a_trainer_tries_a_version_on_real_history_before_giving_it(db: Database, client_of: ClientOf) -> None:
    tom, ann = a_trainer(db), a_user(db)
    a_coaching(db, tom, ann)
    trainer = client_of(tom)
    trained = a_trained(client_of(ann), given_by=trainer)
    daily = a_routine_file()
    daily["workouts"][0]["schedule"] = [{"weekday": "monday"}, {"weekday": "thursday"}]
    second = trainer.routines.publish(trained.version.parent_routine_id, daily)

    told = trainer.reports.what_if(
        WhatIfRequest(routine_version_id=second.id, wish=ReplacementRequest(continue_=True), weeks=2)
    )

    [member] = told.members
    assert (member.user_id, member.refusal) == (ann.id, None)
    assert member.receipt is not None
    assert len(member.receipt.created) == 7
    assert [each.user_id for each in trainer.reports.roster().members] == [ann.id]
    receipt = trainer.of(ann.id).assignments.replace(
        trained.receipt.new_assignment_id or "", NewReplacement(routine_version_id=second.id, continue_=True)
    )
    assert [each.scheduled_date for each in receipt.created] == [each.scheduled_date for each in member.receipt.created]
