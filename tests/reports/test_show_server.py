"""What an admin is shown of the server."""

import pytest

from mesocycle.domain.people.user import Role
from mesocycle.domain.refusal import NotPermitted
from mesocycle.reports.show_server import AsSet, show_jobs, show_server, show_settings
from mesocycle.settings import FIELDS, ServerSettings
from mesocycle.storage.engine.database import Database
from tests.arrange import ADMIN, NOW, a_trainer, a_user, an_act

PROCESS = AsSet(
    address="https://training.example.org",
    sign_up="open",
    processes=2,
    started_at=NOW,
    streams=3,
    backup_folder="/var/backups",
)


def test_the_process_says_what_it_is_and_the_database_what_it_holds(db: Database) -> None:
    a_trainer(db)

    told = show_server(db, PROCESS, an_act(ADMIN))

    assert (told.address, told.sign_up, told.processes, told.streams) == ("https://training.example.org", "open", 2, 3)
    assert {each.role: each.count for each in told.people} == {Role.ATHLETE: 1, Role.TRAINER: 1, Role.ADMIN: 0}


def test_it_is_shown_to_admins_alone(db: Database) -> None:
    ann = an_act(a_user(db))

    with pytest.raises(NotPermitted):
        show_server(db, PROCESS, ann)
    with pytest.raises(NotPermitted):
        show_jobs(db, ann, limit=5)
    assert show_jobs(db, an_act(ADMIN), limit=5) == []


def test_every_setting_is_told_with_who_set_it_and_no_secret(db: Database) -> None:
    settings = ServerSettings(port=9000, metrics_token="a-very-secret-token")  # noqa: S106  # of a test

    told = show_settings(settings, {"port": "--port"}, an_act(ADMIN))

    by_name = {each.name: each for each in told}
    assert list(by_name) == list(FIELDS)
    assert (by_name["port"].value, by_name["port"].origin, by_name["port"].default) == ("9000", "--port", "8000")
    assert by_name["host"].origin == "default"
    assert by_name["metrics_token"].value == "***"
    with pytest.raises(NotPermitted):
        show_settings(settings, {}, an_act(a_user(db)))
