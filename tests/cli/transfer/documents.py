"""What the tests of transfer share."""

from pathlib import Path

from tests.cli.running import Mesocycle
from tests.transfer.test_documents import a_document


def with_a_session(everybody: Mesocycle, tmp_path: Path) -> Path:
    file = tmp_path / "dump.ndjson"
    file.write_text(a_document() + "\n")
    ended = everybody("--as ann@example.org import sessions", str(file))
    assert (ended.code, ended.err) == (0, "")
    return file
