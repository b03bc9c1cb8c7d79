"""The editor's scripts: their rules, outside a browser, and their size."""

import gzip
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from mesocycle.web.frame.static import content, files
from mesocycle.web.frame.words import catalogue

ROOT = Path(__file__).parents[3]
NODE = shutil.which("node")
MOST_BYTES = 100_000


@pytest.mark.skipif(NODE is None, reason="needs Node to run JavaScript outside a browser")
def test_what_can_be_done_with_a_plan_keeps_its_rules() -> None:
    tests = sorted(str(each) for each in Path(__file__).parent.glob("*.test.js"))

    ran = subprocess.run([str(NODE), "--test", *tests], cwd=ROOT, capture_output=True, text=True, check=False)

    assert ran.returncode == 0, ran.stdout


@pytest.mark.skipif("vendor/lit-html.js" not in files(), reason="needs the pages' libraries: make setup, with npm")
def test_the_editor_s_script_with_its_library_is_under_a_hundred_kilobytes() -> None:
    sizes = {name: len(content(name)) for name in ("editor/all.js", "vendor/lit-html.js", "player/words.js", "page.js")}

    assert sum(sizes.values()) < MOST_BYTES, sizes
    assert len(gzip.compress(content("editor/all.js"), 9)) < MOST_BYTES // 4


def test_every_sentence_that_the_script_says_is_in_the_catalogue() -> None:
    said = set(re.findall(r'\bt\("([a-z][\w-]*)"', content("editor/all.js").decode()))

    assert len(said) > 50
    assert sorted(each for each in said if f"editor.{each}" not in catalogue("en")) == []
