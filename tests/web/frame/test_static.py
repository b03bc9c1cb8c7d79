"""What is sent of the pages' own files."""

import re

from mesocycle.web.frame.static import LIBRARIES, content, files


def test_a_script_is_sent_without_comments_types_and_indentation_and_otherwise_as_it_is_written() -> None:
    written, sent = files()["player/rest.js"].read_text(encoding="utf-8"), content("player/rest.js").decode()

    assert "@param" in written
    assert "@param" not in sent
    assert [line for line in sent.splitlines() if line.startswith(" ")] == []
    assert "export const beginRest = (key, seconds, now) => ({ key, totalS: seconds" in sent


def test_no_text_of_a_script_is_taken_for_a_comment() -> None:
    for name, file in files().items():
        if name.endswith(".js") and name not in LIBRARIES:
            strings = re.findall(r"""(?<![\w/])(["'])((?:(?!\1).)*)\1""", file.read_text(encoding="utf-8"))
            assert [text for _, text in strings if "/**" in text or "; //" in text] == [], name


def test_a_library_is_sent_as_its_makers_wrote_it() -> None:
    for name in LIBRARIES:
        if name in files():
            assert content(name) == files()[name].read_bytes()
