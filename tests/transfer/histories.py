"""What people bring along: archives and collections of sessions, made here and, where they are, of real files."""

import io

from mesocycle.domain.imports.result import ImportSource
from mesocycle.domain.people.user import User
from mesocycle.formats.apps.readers import READERS
from mesocycle.formats.documents.sessions import SessionForm
from mesocycle.formats.text.cells import NOTHING_SAID
from mesocycle.storage.engine.database import Database
from mesocycle.transfer.activities.import_activities import import_activities
from mesocycle.transfer.activities.read_activities import read_files
from mesocycle.transfer.documents.export_sessions import export_sessions
from mesocycle.transfer.documents.import_sessions import import_sessions
from mesocycle.transfer.history.import_history import import_history
from mesocycle.transfer.imports.undo_import import undo_import
from tests.arrange import an_act, an_actor
from tests.formats.damage import own_files
from tests.formats.export_damage import own_exports
from tests.formats.real_files import real_files
from tests.transfer.test_archive import LATER, a_history, exported
from tests.transfer.test_documents import CANONICAL, RELAXED, a_document

_OF_AN_EXPORT = 12_000
"""Bytes: some ten workouts, all of whose sets stand in the archive."""


def two_histories(db: Database, *, real: bool = False) -> tuple[User, User]:
    """Let Ann train under Tom, bring along what she had elsewhere, and take some of it back; `real`: real files too."""
    tom, ann = a_history(db)
    act = an_act(ann, LATER)
    hevy = {"own": own_exports()[ImportSource.HEVY][0]}
    fit = [("own", io.BytesIO(body)) for body in own_files()["fit"]]
    if real:
        hevy |= {path.name: path.read_bytes()[:_OF_AN_EXPORT] for path in real_files("csv/hevy*.csv")}
        fit += [(path.name, io.BytesIO(path.read_bytes())) for path in real_files("fit-strength/*.fit")]
    rows = {name: READERS[ImportSource.HEVY](body, NOTHING_SAID) for name, body in hevy.items()}
    import_history(db, ann.id, ImportSource.HEVY, rows, act)
    import_activities(db, ann.id, list(read_files(fit)), act)
    documents = [a_document(), a_document(_id='"two"', status='"skipped"', completedAt="", performanceLog="")]
    import_sessions(db, ann.id, {"kept.ndjson": "\n".join(documents).encode()}, act)
    gone = import_sessions(db, ann.id, {"gone.ndjson": a_document(_id='"three"', completedAt="null").encode()}, act)
    undo_import(db, ann.id, gone.import_id or "", act)
    return tom, ann


def archives(db: Database, tom: User, ann: User) -> list[bytes]:
    """Give both people's archives."""
    return [exported(db, tom).getvalue(), exported(db, ann).getvalue()]


def collections(db: Database, ann: User) -> list[bytes]:
    """Give Ann's sessions in every form, and documents as another program keeps them."""
    found = [f"{CANONICAL}\n{a_document()}\n".encode(), f"[{RELAXED},\n{a_document()}]".encode()]
    for form in SessionForm:
        to = io.BytesIO()
        export_sessions(db, ann.id, form, to, an_actor(ann))
        found.append(to.getvalue())
    return found
