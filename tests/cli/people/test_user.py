"""`mesocycle user`: the first user, others, their settings."""

from tests.cli.running import Mesocycle


def test_the_first_user_is_admin_too_and_the_answer_is_the_document(mesocycle: Mesocycle) -> None:
    (root,) = mesocycle("--json user list").json

    assert root["email"] == "root@example.org"
    assert root["roles"] == ["athlete", "admin"]
    assert set(root) >= {"_id", "timeZone", "units", "createdAt"}


def test_a_user_is_added_with_all_that_is_given(mesocycle: Mesocycle) -> None:
    line = "--json user add --email Ann@Example.org --name Ann --time-zone Europe/Berlin --units imperial --load-step 5"

    ann = mesocycle(
        line, "--default-time", "07:00", "--locale", "de-AT", "--week-start", "sunday", "--role", "trainer"
    ).json

    assert (ann["email"], ann["units"], ann["roles"]) == ("ann@example.org", "imperial", ["trainer"])
    assert (ann["loadStep"], ann["defaultTime"], ann["locale"]) == ({"default": 5}, "07:00", "de-AT")
    assert ann["weekStart"] == "sunday"


def test_an_unknown_zone_is_refused_and_nobody_is_added(mesocycle: Mesocycle) -> None:
    ended = mesocycle("user add --email a@b.c --name A --time-zone Europe/Berlim")

    assert ended.code == 2
    assert "--time-zone" in ended.err
    assert len(mesocycle("--json user list").json) == 1


def test_a_taken_address_is_a_conflict(mesocycle: Mesocycle) -> None:
    assert mesocycle("user add --email ROOT@example.org --name A --time-zone UTC").code == 3


def test_a_user_sets_their_own_and_an_admin_those_of_others(everybody: Mesocycle) -> None:
    own = everybody("--json --as ann@example.org user set --units imperial")
    others = everybody("--json user set ann@example.org --name Anna")
    foreign = everybody("--as tom@example.org user set ann@example.org --name Anna")

    assert own.json["units"] == "imperial"
    assert (others.json["name"], others.json["units"]) == ("Anna", "imperial")
    assert foreign.code == 5


def test_setting_nothing_is_refused(mesocycle: Mesocycle) -> None:
    assert mesocycle("user set").code == 2


def test_nobody_is_erased_without_a_yes_and_with_it_the_user_is_gone(everybody: Mesocycle) -> None:
    unasked = everybody("user erase ann@example.org")
    erased = everybody("--json user erase ann@example.org --yes")

    assert (unasked.code, unasked.out) == (2, "")
    assert erased.json["email"] == "ann@example.org"
    assert [user["name"] for user in everybody("--json user list").json] == ["Root", "Tom"]


def test_people_see_a_table(everybody: Mesocycle) -> None:
    out = everybody("user list").out

    assert out.splitlines()[0].split() == ["e-mail", "name", "roles", "zone", "units", "_id"]
    assert "tom@example.org" in out
