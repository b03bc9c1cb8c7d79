"""The time zone of the machine is the default of whoever is added on it."""

import pytest

from mesocycle.cli.frame.machine_zone import machine_zone
from mesocycle.domain.instant import is_zone
from tests.cli.running import Mesocycle
from tests.cli.training import done


def test_the_zone_that_the_environment_names_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")

    assert machine_zone() == "Asia/Tokyo"


def test_a_user_is_added_in_the_machines_own_zone(mesocycle: Mesocycle, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")

    added = done(mesocycle("--json user add --email new@example.org --name New"))

    assert added.json["timeZone"] == "Asia/Tokyo"


@pytest.mark.parametrize("name", ["localtime", "posixrules", "Factory", "right/Europe/Berlin", "posix/Europe/Berlin"])
def test_what_is_no_place_is_no_zone(name: str) -> None:
    assert not is_zone(name)
