"""What is sent of the pages' own files."""

import json
import re
import shutil
import subprocess

import pytest

from mesocycle.web.frame import static
from mesocycle.web.frame.static import FOLDER, JOINED, LIBRARIES, content, files


def test_a_script_is_sent_without_comments_types_and_indentation_and_otherwise_as_it_is_written() -> None:
    written, sent = files()["player/rest.js"].read_text(encoding="utf-8"), content("player/rest.js").decode()

    assert "@param" in written
    assert "@param" not in sent
    assert [line for line in sent.splitlines() if line.startswith(" ")] == []
    assert "export const beginRest = (key, seconds, now) => ({ key, totalS: seconds" in sent


def test_no_text_of_a_script_is_taken_for_a_comment() -> None:
    for name, file in files().items():
        if name.endswith(".js"):
            strings = re.findall(r"""(?<![\w/])(["'])((?:(?!\1).)*)\1""", file.read_text(encoding="utf-8"))
            assert [text for _, text in strings if "/**" in text or "; //" in text] == [], name


_PRINTED = """
const ts = require(process.argv[1]);
const pairs = JSON.parse(require("fs").readFileSync(0, "utf8"));
const options = { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext, removeComments: true };
const print = (text) => ts.transpileModule(text, { compilerOptions: options }).outputText.replace(/^\\s+/gm, "");
const others = Object.keys(pairs).filter((name) => print(pairs[name][0]) !== print(pairs[name][1]));
process.stdout.write(JSON.stringify(others));
"""
"""Of pairs of scripts, those that say something else: a compiler prints both without comments."""


def test_every_script_says_what_its_makers_wrote_the_libraries_too() -> None:
    node, compiler = shutil.which("node"), FOLDER.parents[3] / "node_modules" / "typescript"
    if node is None or not compiler.is_dir():
        pytest.skip("needs Node and TypeScript to read JavaScript")
    scripts = {name: file.read_text(encoding="utf-8") for name, file in files().items() if name.endswith(".js")}
    pairs = {name: (written, content(name).decode()) for name, written in scripts.items() if name not in JOINED}

    ran = subprocess.run(
        [node, "-e", _PRINTED, str(compiler)], input=json.dumps(pairs), capture_output=True, text=True, check=True
    )

    assert len(pairs) > 40
    assert json.loads(ran.stdout) == []


def test_a_library_s_licence_is_sent_and_its_comments_are_not() -> None:
    if not files().keys() >= LIBRARIES.keys():
        pytest.skip("needs the player's libraries, which npm brings")
    assert b"@license" in content("vendor/lit-html.js")
    assert b"//" in files()["vendor/idb.js"].read_bytes()
    assert b"//" not in content("vendor/idb.js")


def test_the_address_of_files_changes_with_what_is_sent_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    before = static.tree_hash.__wrapped__()
    unchanged = static.tree_hash.__wrapped__()
    sent = {name: content(name) for name in files()}

    monkeypatch.setattr(static, "content", lambda name: sent[name].replace(b"beginRest", b"startRest"))

    assert unchanged == before
    assert static.tree_hash.__wrapped__() != before
