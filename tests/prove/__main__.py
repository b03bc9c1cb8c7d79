"""Run the long proofs: `python -m tests.prove [state-machine|races|kills|activities|all] [--scale …] [--seed …] …`.

A proof is a function of a `Run`: it prints what it did and raises (`NotProvenError` or whatever else) where it fails.
"""

import argparse
import os
import random
import sys
import time
import traceback
from collections.abc import Callable

from tests.prove import (
    activities,
    bounds,
    damage,
    exports,
    foreign,
    forged,
    fuzz,
    garbage,
    kills,
    phone,
    races,
    restarts,
    restored,
    state_machine,
)
from tests.prove.beginning import beginnings
from tests.prove.browser import killed, pages
from tests.prove.rented import failover, pooler
from tests.prove.run import ENGINES, Run

Proof = Callable[[Run], None]

PROOFS: dict[str, Proof] = {
    "state-machine": state_machine.prove,
    "races": races.prove,
    "kills": kills.prove,
    "activities": activities.prove,
    "beginnings": beginnings.prove,
    "browser": killed.prove,
    "damage": damage.prove,
    "exports": exports.prove,
    "failover": failover.prove,
    "foreign": foreign.prove,
    "forged": forged.prove,
    "fuzz": fuzz.prove,
    "garbage": garbage.prove,
    "pages": pages.prove,
    "phone": phone.prove,
    "pooler": pooler.prove,
    "restarts": restarts.prove,
    "restored": restored.prove,
    "bounds": bounds.prove,
}


def main(arguments: list[str]) -> int:
    """Run the proofs named; give the exit code, 0 where everything held."""
    options = _options(arguments)
    names = list(PROOFS) if options.proof == "all" else [options.proof]
    seed = random.SystemRandom().randrange(1 << 32) if options.seed is None else options.seed
    run = Run(engines=tuple(options.engine or ENGINES), only=tuple(options.only or ()), scale=options.scale, seed=seed)
    failed = [name for name in names if not _held(name, run)]
    if failed:
        print(f"FAILED: {', '.join(failed)}. Again the same: python -m tests.prove {failed[0]} --seed {seed}", end="")
        chosen = [f" --only {reader}" for reader in run.only] + [f" --engine {engine}" for engine in run.engines]
        print(f" --scale {run.scale}{''.join(chosen)}")
        return 1
    print(f"All held: {', '.join(names)} (seed {seed}).")
    return 0


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.prove", description="The long proofs.")
    parser.add_argument("proof", nargs="?", default="all", choices=[*PROOFS, "all"])
    parser.add_argument("--scale", type=float, default=1.0, help="how often: 1.0 are the full counts")
    parser.add_argument("--seed", type=int, help="of all chance; without it one is drawn and printed")
    parser.add_argument("--engine", action="append", choices=ENGINES, help="only this one (may be repeated)")
    parser.add_argument(
        "--only",
        action="append",
        metavar="NAME",
        help="one reader of activities or exports, one kind of bounds (the same)",
    )
    return parser.parse_args(arguments)


def _held(name: str, run: Run) -> bool:
    print(f"== {name}: seed {run.seed}, scale {run.scale}, on {' and '.join(run.engines)}", flush=True)
    began = time.monotonic()
    try:
        PROOFS[name](run)
    except Exception:  # noqa: BLE001  # one proof's failure must not keep the others from running
        traceback.print_exc(file=sys.stdout)
        print(f"== {name}: FAILED after {time.monotonic() - began:.0f} s", flush=True)
        return False
    print(f"== {name}: held, {time.monotonic() - began:.0f} s", flush=True)
    return True


if __name__ == "__main__":
    for variable in [n for n in os.environ if n.startswith("MESOCYCLE_") and not n.startswith("MESOCYCLE_TEST_")]:
        del os.environ[variable]  # a proof has no business with the database of whoever runs it
    sys.exit(main(sys.argv[1:]))
