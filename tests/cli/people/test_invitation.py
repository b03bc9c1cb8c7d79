"""`mesocycle invitation`: made, listed, withdrawn."""

from tests.cli.running import Mesocycle


def test_an_invitation_shows_its_code_when_it_is_made_and_never_again(mesocycle: Mesocycle) -> None:
    issued = mesocycle("--json invitation create Ann@Example.org --role trainer --role athlete --days 3").json
    listed = mesocycle("--json invitation list")

    assert issued["secret"].startswith("msn_")
    assert (issued["invitation"]["email"], issued["invitation"]["roles"]) == ("ann@example.org", ["trainer", "athlete"])
    assert listed.json == [issued["invitation"]]
    assert issued["secret"] not in listed.out


def test_a_trainer_invites_athletes_and_sees_their_own_while_an_admin_sees_all(everybody: Mesocycle) -> None:
    own = everybody("--json --as tom@example.org invitation create").json["invitation"]
    everybody("invitation create")

    refused = everybody("--as tom@example.org invitation create --role trainer")

    assert refused.code == 5
    assert everybody("--json --as tom@example.org invitation list").json == [own]
    assert len(everybody("--json invitation list").json) == 2


def test_an_athlete_invites_nobody(everybody: Mesocycle) -> None:
    assert everybody("--as ann@example.org invitation create").code == 5


def test_a_user_is_not_invited_again(everybody: Mesocycle) -> None:
    assert everybody("invitation create ann@example.org").code == 3


def test_an_invitation_is_withdrawn_once(mesocycle: Mesocycle) -> None:
    made = mesocycle("--json invitation create").json["invitation"]

    first, again = (mesocycle(f"invitation withdraw {made['_id']}") for _ in range(2))

    assert (first.code, again.code) == (0, 4)
    assert "There are no invitations." in mesocycle("invitation list").out


def test_people_see_the_code_and_a_table(mesocycle: Mesocycle) -> None:
    created = mesocycle("invitation create").out
    listed = mesocycle("invitation list").out

    assert created.splitlines()[0].split()[0] == "code"
    assert "whoever has the code" in created
    assert listed.splitlines()[0].startswith("for")
