"""Thousands of made-up requests to the running server: nothing fails, nothing is answered but what is documented."""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import httpx

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.people.issue_token import issue_token
from mesocycle.domain.assignment.assignment import AssignmentRequest
from mesocycle.domain.people.caller import NewToken, TokenScope
from mesocycle.domain.people.user import Role
from mesocycle.storage.engine.database import Database
from tests.arrange import a_coaching, a_routine, a_trainer, a_user, an_act
from tests.prove.run import NotProvenError, Run, ready_database
from tests.server.served import serving

EXAMPLES = 5_000
"""On each engine, over all operations."""
_CONFIG = """
[checks.positive_data_acceptance]
# What a schema can't say (a day that exists, an id that is somebody's, sets that fit their section) is refused with
# 404, 409, 412, 413 or 422, and all of them are documented.
expected-statuses = ["2xx", "304", "401", "403", "404", "409", "412", "422", "428"]

[checks.negative_data_rejection]
expected-statuses = ["400", "401", "403", "404", "405", "406", "409", "412", "413", "415", "422", "428"]

[checks.missing_required_header]
# If-Match is the one required header, and 428 says that it is missing (RFC 6585).
expected-statuses = ["400", "401", "403", "406", "415", "422", "428"]

[[operations]]
# So many wrong passwords for one account are answered 429, whatever the body is.
include-path-regex = "/(users/me/(erase|password)|sign-in)$"
checks.positive_data_acceptance.expected-statuses = ["2xx", "401", "403", "404", "409", "412", "422", "428", "429"]
"""
_HOOKS = """
import schemathesis


@schemathesis.hook
def before_call(context, case, kwargs):
    if case.path_parameters and case.path_parameters.get("tokenId") in {shown}:
        case.path_parameters["tokenId"] = "no-such-token"
    asked = case.query or {{}}
    seconds = str(asked.get("seconds", 3600))
    if case.path.endswith("/live") and seconds.isdigit() and int(seconds) <= 3600:
        case.query = {{**asked, "seconds": 0}}
"""
"""A revoked token would let the rest of the run try nothing: the one that is shown is revoked by no request.

A stream would be waited for until it ends.
"""
_PHASES = "examples,coverage,fuzzing,stateful"


def prove(run: Run) -> None:
    """Fuzz on every engine."""
    for engine in run.engines:
        with ready_database(engine) as url, tempfile.TemporaryDirectory(prefix="mesocycle-fuzz-") as place:
            token = people(url)
            with serving(url, Path(place), requests_per_minute=10_000_000, log_level="warning") as server:
                fuzz(engine, server.address, token, run.times(EXAMPLES), run.seed)


def people(url: str) -> str:
    """Set up a trainer with an athlete and a plan; give the token of one who is everything, so that doors open."""
    database = Database.open(url)
    try:
        tom, ann = a_trainer(database), a_user(database)
        root = a_user(database, "root", roles=(Role.ADMIN, Role.TRAINER, Role.ATHLETE))
        a_coaching(database, tom, ann)
        a_coaching(database, root, ann)
        for owner in (tom, root):
            version = a_routine(database, owner)
            assign_routine(database, ann.id, version.id, AssignmentRequest(start_date="2026-01-05"), an_act(owner))
        assign_routine(database, root.id, version.id, AssignmentRequest(start_date="2026-01-05"), an_act(root))
        return issue_token(database, NewToken(name="fuzz", scope=TokenScope.WRITE), an_act(root)).secret
    finally:
        database.close()


def fuzz(engine: str, address: str, token: str, examples: int, seed: int, phases: str = _PHASES) -> None:
    """Run schemathesis with all checks, as many examples as asked for over all operations, or some more."""
    with tempfile.TemporaryDirectory(prefix="mesocycle-fuzz-") as place:
        config = Path(place) / "schemathesis.toml"
        config.write_text(f'hooks = "hooks.py"\n{_CONFIG}', encoding="utf-8")
        shown = {one["_id"] for one in _tokens(address, token)}
        config.with_name("hooks.py").write_text(_HOOKS.format(shown=shown), encoding="utf-8")
        schema = Path(place) / "openapi.json"
        report = Path(place) / "report.json"
        operations = _fetch(address, schema)
        each = max(1, -(-examples // operations))
        done = subprocess.run(
            [
                *(str(Path(sys.executable).with_name("st")), "--config-file", str(config), "run", str(schema)),
                *("--url", address, "--header", f"Authorization: Bearer {token}", "--checks", "all"),
                *("--max-examples", str(each), "--seed", str(seed), "--continue-on-failure", "--no-shrink"),
                *("--phases", phases, "--warnings", "off"),
                *("--suppress-health-check", "all", "--request-timeout", "30"),
                *("--report", "json", "--report-json-path", str(report)),
            ],
            capture_output=True,
            text=True,
            check=False,
            cwd=place,
        )
        print(f"{engine}: {operations} operations; {_counts(done.stdout)}")
        if not _tokens(address, token):
            raise NotProvenError(f"{engine}: the token is no longer good, so later requests tried nothing")
        if done.returncode:
            print(done.stdout[-20_000:], done.stderr[-2_000:])
            raise NotProvenError(f"{engine}: schemathesis found something, see above")


def _tokens(address: str, token: str) -> list[dict[str, Any]]:
    """Give the tokens of whose this one is; none where it is no longer good."""
    answer = httpx.get(f"{address}/api/v1/tokens", headers={"Authorization": f"Bearer {token}"})
    items: list[dict[str, Any]] = answer.json().get("items", [])
    return items


def _fetch(address: str, into: Path) -> int:
    document = httpx.get(f"{address}/api/openapi.json").json()
    into.write_text(json.dumps(document), encoding="utf-8")
    return sum(len(path) for path in document["paths"].values())


def _counts(output: str) -> str:
    """Give the lines that say how many cases were made and how many passed."""
    wanted = re.compile(r"generated|passed|Seed|Operations", re.IGNORECASE)
    return "; ".join(line.strip() for line in output.splitlines() if wanted.search(line))
