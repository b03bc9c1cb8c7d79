"""`mesocycle token`: created, listed, revoked."""

from tests.cli.running import Mesocycle


def test_a_token_shows_its_secret_when_it_is_created_and_never_again(mesocycle: Mesocycle) -> None:
    issued = mesocycle("--json token create watch --scope write --days 30").json
    listed = mesocycle("--json token list")

    assert issued["secret"].startswith("mst_")
    assert listed.json == [issued["token"]]
    assert issued["secret"] not in listed.out
    assert (issued["token"]["scope"], "expiresAt" in issued["token"]) == ("write", True)


def test_without_options_a_token_reads_and_does_not_expire(mesocycle: Mesocycle) -> None:
    token = mesocycle("--json token create spreadsheet").json["token"]

    assert token["scope"] == "read"
    assert "expiresAt" not in token


def test_a_revoked_token_stays_on_the_list(mesocycle: Mesocycle) -> None:
    token = mesocycle("--json token create watch").json["token"]

    revoked = mesocycle(f"--json token revoke {token['_id']}").json

    assert "revokedAt" in revoked
    assert mesocycle("--json token list").json == [revoked]


def test_each_has_their_own_tokens(everybody: Mesocycle) -> None:
    token = everybody("--json --as ann@example.org token create watch").json["token"]

    assert everybody("--json --as tom@example.org token list").json == []
    assert everybody(f"--as tom@example.org token revoke {token['_id']}").code == 4


def test_people_see_the_secret_and_a_table(mesocycle: Mesocycle) -> None:
    created = mesocycle("token create watch").out
    listed = mesocycle("token list").out

    assert created.splitlines()[0].split()[0] == "secret"
    assert listed.splitlines()[0].startswith("name")
    assert "watch" in listed


def test_a_token_that_can_t_be_is_refused(mesocycle: Mesocycle) -> None:
    ended = mesocycle("token create watch --days 0")

    assert ended.code == 2
    assert "days" in ended.err
