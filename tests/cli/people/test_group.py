"""`mesocycle group`: a trainer's own groups."""

from pathlib import Path

from tests.cli.running import Mesocycle
from tests.cli.training import done, words

TOM = "--as tom@example.org"


def test_a_group_is_made_filled_renamed_and_taken_away(everybody: Mesocycle) -> None:
    made = done(everybody(f"{TOM} --json group create Tuesdays")).json
    done(everybody(f"{TOM} group add Tuesdays ann@example.org"))
    renamed = words(done(everybody(f"{TOM} group rename Tuesdays Wednesdays")).out)
    done(everybody(f"{TOM} group remove", made["_id"], "ann@example.org"))
    listed = done(everybody(f"{TOM} --json group list")).json
    done(everybody(f"{TOM} group delete Wednesdays"))

    assert "Wednesdays ann@example.org" in renamed
    assert listed == [{"_id": made["_id"], "name": "Wednesdays", "members": []}]
    assert done(everybody(f"{TOM} --json group list")).json == []


def test_the_roster_and_its_export_are_of_a_group_where_one_is_named(everybody: Mesocycle, tmp_path: Path) -> None:
    done(everybody(f"{TOM} group create Nobody"))

    shown = done(everybody(f"{TOM} --json coaching roster --group Nobody")).json
    done(everybody(f"{TOM} export roster --group Nobody --output", str(tmp_path / "roster.csv")))

    assert shown["athletes"] == []
    assert len((tmp_path / "roster.csv").read_text().splitlines()) == 1


def test_a_group_that_is_not_there_is_refused(everybody: Mesocycle) -> None:
    ended = everybody(f"{TOM} coaching roster --group Nowhere")

    assert ended.code != 0
    assert "no such group" in ended.err
