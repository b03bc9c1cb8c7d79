"""Links between the pages lead somewhere."""

import re
from pathlib import Path

import pytest

from tests.docs.console import ROOT

_LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)")
_PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.mark.parametrize("page", [path.relative_to(ROOT).as_posix() for path in _PAGES])
def test_every_link_of_a_page_leads_to_a_file(page: str) -> None:
    path = ROOT / page

    broken = [link for link in _LINK.findall(path.read_text(encoding="utf-8")) if not (path.parent / link).exists()]

    assert broken == []


def test_every_page_is_in_the_index_of_its_kind() -> None:
    index = (ROOT / "docs/README.md").read_text(encoding="utf-8")
    kinds = ("how-to", "reference")

    missing = [
        path.name
        for kind in kinds
        for path in Path(ROOT / "docs" / kind).glob("*.md")
        if f"({kind}/{path.name})" not in index
    ]

    assert missing == []
