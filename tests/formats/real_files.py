"""Real files of other people's devices: not part of the repository, and tests that need them are skipped without."""

from pathlib import Path

import pytest

DATA = Path(__file__).parents[3] / "shared" / "data"
CASES = DATA.parent / "cases"

needs_real_files = pytest.mark.skipif(not DATA.exists(), reason="the real files are not part of the repository")


def real_files(pattern: str) -> list[Path]:
    """Give the real files of a pattern like `fit-*/*.fit`, none where there are none."""
    return sorted(DATA.glob(pattern))


needs_cases = pytest.mark.skipif(not CASES.exists(), reason="the cases are not part of the repository")
