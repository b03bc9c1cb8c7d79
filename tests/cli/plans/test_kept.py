"""What is kept to use again, at the command line."""

from tests.cli.running import Mesocycle
from tests.cli.training import done

ANNS = "--json --as ann@example.org"


def test_a_section_is_kept_listed_shown_tagged_and_kept_no_more(everybody: Mesocycle) -> None:
    routine = done(everybody(f"{ANNS} routine create novice-linear-3-day")).json["name"]

    kept = done(everybody(f"{ANNS} kept keep", routine, "--workout", "1", "--section", "1", "--name", "Warm")).json
    whole = done(everybody(f"{ANNS} kept keep", routine, "--workout", "1")).json
    done(everybody(f"{ANNS} kept tag", kept["_id"], "--add", "short"))

    assert (kept["kind"], kept["name"], whole["kind"]) == ("section", "Warm", "workout")
    assert done(everybody(f"{ANNS} kept show", kept["_id"])).json == kept
    assert done(everybody(f"{ANNS} kept list --tag short")).json == [kept]
    done(everybody(f"{ANNS} kept remove", kept["_id"]))
    assert done(everybody(f"{ANNS} kept list")).json == [whole]
    assert everybody(f"{ANNS} kept remove", kept["_id"]).code == 4
    assert everybody(f"{ANNS} kept keep", routine, "--workout", "99").code == 4
