"""Damage seen by verify: every kind of it on every engine, and files with bytes flipped at random, without a crash."""

import random
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from mesocycle.domain.archive.verification import FindingCode
from mesocycle.domain.refusal import DatabaseNotUsable
from mesocycle.storage.engine.database import Database
from mesocycle.storage.upkeep.verify import verify_database
from tests.prove.run import NotProvenError, Run, ready_database
from tests.storage.upkeep.file_damage import FILE_DAMAGES, many_pages
from tests.storage.upkeep.logical_damage import DAMAGES, sound_training, verified_after

FILES = 1_000
"""With a few bytes flipped each, of a database on SQLite."""


def prove(run: Run) -> None:
    """Damage rows on each engine, and files where a database is one."""
    for engine in run.engines:
        with ready_database(engine) as url:
            _damage_rows(engine, url)
    if "sqlite" in run.engines:
        with ready_database("sqlite") as url, tempfile.TemporaryDirectory(prefix="mesocycle-damage-") as place:
            _damage_files(run, url, Path(place))


def _damage_rows(engine: str, url: str) -> None:
    db = Database.open(url)
    sound_training(db)
    for what, damage in DAMAGES.items():
        codes = {each.code for each in verified_after(db, *damage.statements).findings}
        if damage.code not in codes:
            raise NotProvenError(f"{engine}: {what}, and verify finds {codes}")
    db.close()
    print(f"{engine}: {len(DAMAGES)} of {len(DAMAGES)} kinds of damaged rows seen", flush=True)


def _damage_files(run: Run, url: str, place: Path) -> None:
    db = Database.open(url)
    sound_training(db)
    db.close()
    sound = Path(url.removeprefix("sqlite:///"))
    many_pages(sound)
    damaged = place / "damaged.sqlite"
    for what, damage in FILE_DAMAGES.items():
        shutil.copyfile(sound, damaged)
        damage(damaged)
        if not _is_seen(damaged, what):
            raise NotProvenError(f"{what}: verify finds nothing")
    content, seen, times = sound.read_bytes(), 0, run.times(FILES)
    for number in range(times):
        chance = random.Random(f"{run.seed} {number}")
        flipped = bytearray(content)
        for _ in range(chance.choice((1, 4, 64))):
            flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
        damaged.write_bytes(flipped)
        seen += _is_seen(damaged, f"file {number} of seed {run.seed}")
    print(f"sqlite: {len(FILE_DAMAGES)} of {len(FILE_DAMAGES)} kinds of damaged files seen", flush=True)
    print(f"sqlite: {times} files with bytes flipped at random: no crash, {seen} seen", flush=True)


def _is_seen(path: Path, what: str) -> bool:
    for beside in ("-wal", "-shm"):
        path.with_name(path.name + beside).unlink(missing_ok=True)
    db = Database.open(f"sqlite:///{path}")
    try:
        with suppress(DatabaseNotUsable):
            found = verify_database(db)
            if any(each.code is FindingCode.CHECK_FAILED and len(found.findings) == 1 for each in found.findings):
                raise NotProvenError(f"{what}: {found.findings}")
            return not found.sound
    finally:
        db.close()
    return True
