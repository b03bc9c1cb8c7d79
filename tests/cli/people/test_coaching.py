"""`mesocycle coaching`: from invitation to end, each by whom it belongs to."""

from tests.cli.running import Mesocycle


def test_an_accepted_link_is_active_for_both(everybody: Mesocycle) -> None:
    for who in ("tom@example.org", "ann@example.org"):
        (link,) = everybody("--json --as", who, "coaching", "list").json
        assert (link["status"], link["sees"], link["mayLog"]) == ("active", "all", False)


def test_people_see_addresses_and_not_ids(everybody: Mesocycle) -> None:
    out = everybody("--as ann@example.org coaching list").out

    assert "tom@example.org" in out
    assert "ann@example.org" in out


def test_the_athlete_chooses_what_the_trainer_sees(everybody: Mesocycle) -> None:
    line = "--json --as ann@example.org coaching set tom@example.org --sees assigned --may-log"

    link = everybody(line).json

    assert (link["sees"], link["mayLog"]) == ("assigned", True)


def test_either_side_ends_it(everybody: Mesocycle) -> None:
    link = everybody("--json --as tom@example.org coaching end ann@example.org").json

    assert link["status"] == "ended"


def test_an_athlete_invites_nobody(everybody: Mesocycle) -> None:
    assert everybody("--as ann@example.org coaching invite tom@example.org").code == 5


def test_without_links_it_says_how_to_begin(mesocycle: Mesocycle) -> None:
    assert "coaching invite" in mesocycle("coaching list").out
