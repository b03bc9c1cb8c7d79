"""Accounts to look at pages with: an empty one, those of the demo, and one in which everything is much and long."""

from io import BytesIO

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.assignments.replace_assignment import replace_assignment
from mesocycle.actions.assignments.roll_out import begin_roll_out, run_roll_out
from mesocycle.actions.conversation.create_template import create_template
from mesocycle.actions.drafts.begin_draft import begin_draft
from mesocycle.actions.groups.create_group import create_group
from mesocycle.actions.people.accept_coaching import accept_coaching
from mesocycle.actions.people.add_user import add_user
from mesocycle.actions.people.invite_athlete import invite_athlete
from mesocycle.actions.people.issue_token import issue_token
from mesocycle.actions.people.set_password import set_password
from mesocycle.actions.plans.add_exercise import add_exercise
from mesocycle.actions.plans.create_routine import create_routine
from mesocycle.actions.plans.publish_version import publish_version
from mesocycle.actions.sessions.complete_session import complete_session
from mesocycle.actions.sessions.note_session import note_session
from mesocycle.actions.sessions.skip_session import skip_session
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.demo.demo import make_demo
from mesocycle.domain.assignment.assignment import AssignmentRequest, ReplacementRequest
from mesocycle.domain.document import Id, Instant
from mesocycle.domain.imports.request import ImportRequest
from mesocycle.domain.imports.result import ImportSource
from mesocycle.domain.instant import shifted
from mesocycle.domain.people.act import Act, Actor
from mesocycle.domain.people.caller import NewToken
from mesocycle.domain.people.group import NewAthleteGroup
from mesocycle.domain.people.message_template import NewMessageTemplate
from mesocycle.domain.people.user import NewUser, Role, Units, User
from mesocycle.domain.plan.draft import NewDraft
from mesocycle.domain.plan.library import NewExercise
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.domain.session.inputs import Completion, Skip
from mesocycle.storage.engine.database import Database
from mesocycle.storage.people import users
from mesocycle.transfer.imports.run import begin_import, run_import
from tests.arrange import ADMIN, a_routine_file
from tests.formats.apps.hevy import HEADER, a_row

PASSWORD = "three unrelated words"  # noqa: S105  # of made-up people
EMPTY, TYPICAL, OVERFULL = ("nina", "kai"), ("anna", "liam", "mara", "ada"), ("olaf", "tessa")
"""Each athletes and a trainer; Ada is an admin."""
ATHLETES = 30
LONG = "Bulgarian split squat, rear foot on a bench, two dumbbells, a pause at the bottom, a slow way down, each side"
UNBROKEN = "Donaudampfschifffahrtskniebeugenweltmeisterschaft" * 2
FROM_RIGHT = "تمرين القرفصاء مع الحديد"
_NAMES = (LONG, UNBROKEN, FROM_RIGHT, "נועה Levi", '<b>Bo</b> & "Co"')


def furnish(db: Database, now: Instant) -> None:
    """Put everybody into a database that has the schema and no rows; all have the same password."""
    demo = make_demo(db, now, 7)
    for name, roles in zip(EMPTY, ((Role.ATHLETE,), (Role.TRAINER, Role.ATHLETE)), strict=True):
        add_user(db, _new(name, name.title(), roles), Act(actor=ADMIN, now=now))
    add_user(db, _new("ada", "Ada", (Role.ADMIN,)), Act(actor=ADMIN, now=now))
    mara, anna = (_act(each, now) for each in (demo.trainer, demo.athletes[0]))
    run_roll_out(db, begin_roll_out(db, demo.first_version_id, mara), mara)
    begin_draft(db, NewDraft(routine_version_id=demo.second_version_id), mara)
    create_group(db, NewAthleteGroup(name="Tuesdays", members=(anna.actor.id,)), mara)
    create_template(db, NewMessageTemplate(name="After a race", text="How are your legs, {athlete}?"), mara)
    _import(db, anna, f"{HEADER}\n{a_row()}\n{a_row('Zercher Jefferson Lift', 0)}")
    _overfill(db, now)
    with db.read() as read:
        everybody = users.all_users(read)
    for user in everybody:
        set_password(db, user.id, PASSWORD, Act(actor=ADMIN, now=now))


def _new(name: str, called: str, roles: tuple[Role, ...], units: Units = Units.METRIC) -> NewUser:
    return NewUser(email=f"{name}@example.org", name=called, roles=roles, time_zone="UTC", units=units)


def _act(user: User, now: Instant) -> Act:
    return Act(actor=Actor(user.id, frozenset(user.roles)), now=now)


def _overfill(db: Database, now: Instant) -> None:
    """Let a trainer coach thirty athletes, and one of them train six times a day, all of them with long names."""
    admin = Act(actor=ADMIN, now=now)
    tessa = add_user(db, _new("tessa", f"Tessa {UNBROKEN[:60]}", (Role.TRAINER, Role.ATHLETE)), admin)
    trainer = _act(tessa, shifted(now, days=-40))
    for name in _NAMES:
        muscles = ("quads", "glutes", "lower-back")
        add_exercise(db, NewExercise(name=name[:100], kind="strength", primary_muscles=muscles), trainer)
    versions = [create_routine(db, _file(number), trainer) for number in range(6)]
    olaf = add_user(db, _new("olaf", LONG, (Role.ATHLETE,), Units.IMPERIAL), admin)
    named = [(f"athlete-{number}", f"{_NAMES[number % len(_NAMES)][:100]} {number}") for number in range(ATHLETES)]
    others = [add_user(db, _new(name, called, (Role.ATHLETE,)), admin) for name, called in named]
    for athlete in (olaf, *others):
        invite_athlete(db, athlete.id, trainer)
        accept_coaching(db, tessa.id, _act(athlete, trainer.now))
    _train(db, olaf, versions, trainer)
    for athlete in others:
        assign_routine(db, athlete.id, versions[0].id, AssignmentRequest(start_date=trainer.now[:10]), trainer)
    second = publish_version(db, versions[0].parent_routine_id, _file(0), _act(tessa, now), note=LONG)
    rolling = _act(tessa, now)
    run_roll_out(db, begin_roll_out(db, second.id, rolling), rolling)
    begin_draft(db, NewDraft(routine_version_id=second.id), rolling)
    create_group(db, NewAthleteGroup(name=UNBROKEN[:60], members=tuple(each.id for each in others)), rolling)
    create_template(db, NewMessageTemplate(name=UNBROKEN[:60], text=f"{LONG} {UNBROKEN}"), rolling)
    rows = [a_row(f"{UNBROKEN[:40]} {number}", number) for number in range(40)]
    _import(db, _act(olaf, now), "\n".join([HEADER, *rows]))
    for number in range(20):
        issue_token(db, NewToken(name=f"{UNBROKEN[:50]} {number}"), _act(olaf, now))


def _file(number: int, **given: object) -> dict[str, object]:
    """Give a routine that trains every day, one of whose exercises has the longest name there may be."""
    exercises = [
        {"name": name[:100], "restBetweenSets": "3m", "sets": sets, "notes": UNBROKEN}
        for name, sets in (
            (LONG, "1x5 warmup @ 50% top; 3x5 @ 102.5 kg RPE 8 rest 2-3min tempo 3-1-1-0"),
            (UNBROKEN, "5x(2+2+2) mini 20s; 1x12-15 myo 5x3-5 mini 15s"),
            (FROM_RIGHT, "3x10/side @ 24 kg"),
            ("Back Squat", "12x5 @ 85% TM"),
        )
    ]
    section = {"name": LONG, "type": "basic", "notes": UNBROKEN, "exercises": exercises}
    workout = {
        "name": LONG if number % 2 else UNBROKEN,
        "type": "strength",
        "objective": f"{LONG} {UNBROKEN}",
        "schedule": [{"day": 1, "repeatEvery": 1}],
        "sections": [section, {**section, "name": "Zweiter"}],
    }
    name = f"{_NAMES[number % len(_NAMES)][:100]} {number}"
    return a_routine_file(name=name, description=f"{LONG} {UNBROKEN}", duration=8, workouts=[workout])


def _train(db: Database, olaf: User, versions: list[RoutineVersion], trainer: Act) -> None:
    """Let an athlete follow six plans at once, with sessions in every standing, and one plan replaced."""
    wish = AssignmentRequest(start_date=trainer.now[:10])
    made = [assign_routine(db, olaf.id, each.id, wish, trainer) for each in versions]
    own = _act(olaf, trainer.now)
    for receipt in made:
        for number, each in enumerate(receipt.created[:36]):
            then = Act(actor=own.actor, now=shifted(trainer.now, days=number))
            _become(db, olaf.id, each.session_id, number % 6, then)
    again = ReplacementRequest(continue_=True)
    replace_assignment(db, olaf.id, made[-1].new_assignment_id or "", versions[-1].id, again, trainer)


def _become(db: Database, user_id: Id, session_id: Id, fate: int, act: Act) -> None:
    if fate < 3:
        complete_session(db, user_id, session_id, act, given=Completion(as_planned=True))
        note_session(db, user_id, session_id, f"{LONG} {UNBROKEN}", act)
    elif fate == 3:
        skip_session(db, user_id, session_id, Skip(reason="travel"), act)
    elif fate == 4:
        start_session(db, user_id, session_id, act)


def _import(db: Database, act: Act, text: str) -> None:
    wish = ImportRequest(source=ImportSource.HEVY, name=f"{UNBROKEN[:60]}.csv")
    import_id = begin_import(db, act.actor.id, wish, act)
    run_import(db, act.actor.id, import_id, wish, BytesIO(text.encode()), act, go_on=lambda: None)
