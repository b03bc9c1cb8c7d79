"""People and coaching by the client."""

from mesocycle.client import Client, NewRosterFilter
from mesocycle.domain.people.coaching import CoachingChoice, NewCoaching
from mesocycle.domain.people.group import GroupChange, NewAthleteGroup
from mesocycle.domain.people.message_template import NewMessageTemplate
from mesocycle.domain.people.user import CoachingStatus, Sees
from mesocycle.storage.engine.database import Database
from tests.arrange import a_coaching, a_trainer, a_user
from tests.client.conftest import ClientOf


def test_a_trainer_and_an_athlete_meet_and_part_by_the_client_alone(db: Database, client_of: ClientOf) -> None:
    trainer: Client = client_of(a_trainer(db))
    athlete: Client = client_of(a_user(db))
    link = trainer.coachings.invite(NewCoaching(email="ann@example.org"))
    athlete.coachings.accept(link.id)

    chosen = athlete.coachings.choose(link.id, CoachingChoice(sees=Sees.ASSIGNED))

    assert (chosen.status, chosen.sees) == (CoachingStatus.ACTIVE, Sees.ASSIGNED)
    assert [each.id for each in trainer.users.every()] == ["ann", "tom"]
    assert athlete.users.me().name == "Ann"
    assert trainer.coachings.end(link.id).status is CoachingStatus.ENDED


def test_a_trainer_keeps_a_view_of_the_roster_and_takes_it_away(db: Database, client_of: ClientOf) -> None:
    tom, ann = a_trainer(db), a_user(db)
    a_coaching(db, tom, ann)
    trainer = client_of(tom)
    kept = trainer.roster.keep(NewRosterFilter(name="all", query=""))

    seen, listed = trainer.roster.see(), trainer.roster.filters()
    trainer.roster.forget(kept.id)

    assert [each.name for each in seen.athletes] == ["Ann"]
    assert listed == [kept]
    assert trainer.roster.filters() == []


def test_a_template_is_kept_filled_in_changed_and_taken_away(db: Database, client_of: ClientOf) -> None:
    tom = a_trainer(db)
    a_coaching(db, tom, a_user(db))
    client = client_of(tom)
    kept = client.message_templates.create(NewMessageTemplate(name="Hello", text="Well done, {athlete}."))

    filled = client.of("ann").message_templates.fill(kept.id)
    changed = client.message_templates.change(kept.id, NewMessageTemplate(name="Hi", text="Hi."))
    listed = list(client.message_templates.every())
    client.message_templates.delete(kept.id)

    assert filled == "Well done, Ann."
    assert listed == [changed]
    assert list(client.message_templates.every()) == []


def test_a_group_is_made_changed_and_taken_away(db: Database, client_of: ClientOf) -> None:
    tom = a_trainer(db)
    a_coaching(db, tom, a_user(db))
    client = client_of(tom)
    made = client.groups.create(NewAthleteGroup(name="Tuesdays", members=("ann",)))

    changed = client.groups.change(made.id, GroupChange(name="Late", remove=("ann",)))
    listed = list(client.groups.every())
    client.groups.delete(made.id)

    assert made.members == ("ann",)
    assert listed == [changed]
    assert list(client.groups.every()) == []
