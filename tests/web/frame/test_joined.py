"""Many modules as one file that does what they did."""

import shutil
import subprocess
from pathlib import Path

import pytest

from mesocycle.web.frame.joined import joined

MODULES = {
    "a/first.js": 'import { twice as double } from "./second.js";\nimport { base } from "./third.js";\n'
    "console.log(double(base));\n",
    "a/second.js": 'import { base } from "./third.js";\nconst own = 2;\nexport const twice = (n) => n * own + base;\n',
    "a/third.js": "const own = 3;\nexport const base = own;\nexport class Unused {}\n",
}


def test_joined_modules_do_what_they_did_each_with_names_of_its_own(tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("needs Node to run JavaScript outside a browser")
    file = tmp_path / "all.mjs"
    file.write_text(joined("a/first.js", MODULES.__getitem__), encoding="utf-8")

    ran = subprocess.run([node, file], capture_output=True, text=True, check=True)

    assert ran.stdout.strip() == "9"


def test_a_module_stands_behind_what_it_needs_and_once() -> None:
    told = joined("a/first.js", MODULES.__getitem__)

    assert [told.count(f"const ${name} =") for name in ("first", "second", "third")] == [1, 1, 1]
    assert told.index("const $third") < told.index("const $second") < told.index("const $first")


def test_a_library_is_imported_as_before() -> None:
    told = joined("a/b.js", lambda _: 'import { html } from "../vendor/lit.js";\nhtml();\n')

    assert told.splitlines()[1] == 'import * as $lit from "../vendor/lit.js";'
    assert "const { html } = $lit;" in told


def test_a_browser_is_told_first_of_all_to_read_every_function_at_once() -> None:
    assert joined("a/third.js", MODULES.__getitem__).startswith("//# allFunctionsCalledOnLoad\n")


def test_what_can_t_be_joined_is_a_defect() -> None:
    with pytest.raises(ValueError, match="export default"):
        joined("a/b.js", lambda _: "export default 1;\n")
