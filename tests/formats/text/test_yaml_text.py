"""YAML as people mean it, and never more than it says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mesocycle.domain.refusal import DocumentNotValid, Refusal
from mesocycle.formats.text.yaml_text import MOST_BYTES, parse_yaml


def refused(text: str | bytes) -> DocumentNotValid:
    with pytest.raises(DocumentNotValid) as caught:
        parse_yaml(text.encode() if isinstance(text, str) else text)
    return caught.value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("on", "on"),
        ("yes", "yes"),
        ("1:30", "1:30"),
        ("07:00", "07:00"),
        ("2026-11-22", "2026-11-22"),
        ("1_000", "1_000"),
        ("0x10", "0x10"),
        (".nan", ".nan"),
        (".inf", ".inf"),
        ("12e03x", "12e03x"),
        ('"5"', "5"),
        ("!!str 5", "5"),
        ("5", 5),
        ("-5", -5),
        ("2.5", 2.5),
        ("1e3", 1000.0),
        ("true", True),
        ("False", False),
        ("~", None),
        ("null", None),
        ("", None),
        ("3x5 @ 100 kg", "3x5 @ 100 kg"),
    ],
)
def test_a_value_is_what_it_looks_like_to_a_person(text: str, value: object) -> None:
    assert parse_yaml(f"a: {text}".encode()) == {"a": value}


def test_keys_are_text_also_when_they_look_like_numbers() -> None:
    assert parse_yaml(b"{1: a, no: b, 2026-11-22: c}") == {"1": "a", "no": "b", "2026-11-22": "c"}


def test_lists_objects_and_aliases_are_read() -> None:
    assert parse_yaml(b"a: &x [1, {b: 2}]\nc: *x") == {"a": [1, {"b": 2}], "c": [1, {"b": 2}]}


def test_an_empty_text_holds_nothing() -> None:
    assert parse_yaml(b"# only a comment") is None


def test_a_text_with_a_byte_order_mark_is_read() -> None:
    assert parse_yaml(b"\xef\xbb\xbfa: 1") == {"a": 1}


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a: [1", 2, 1),
        ("a: b: c", 1, 5),
        ("a: 1\n  b: 2", 2, 4),
        ("a: 1\nb: 2\na: 3", 3, 1),
        ("a: *unknown", 1, 4),
        ("a: &x [*x]", 1, 8),
        ("a: !!python/object:os.system x", 1, 4),
        ("a: !custom [1]", 1, 4),
        ("a: 1\n---\nb: 2", 2, 1),
        ("? [a]\n: b", 1, 3),
        ("a: &x {b: 1}\nc: {<<: *x}", 2, 5),
        ("a: 1\nb: \x01", 2, 4),
    ],
)
def test_what_cannot_be_read_is_refused_with_line_and_column(text: str, line: int, column: int) -> None:
    no = refused(text)

    assert no.facts == {"line": line, "column": column}
    assert f"line {line}, column {column}" in no.sentence
    assert no.remedy


def test_bytes_that_are_no_utf_8_are_refused_with_their_place() -> None:
    assert refused(b"a: 1\nb: \xff").facts == {"line": 2, "column": 4}


@pytest.mark.parametrize("text", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000])
def test_nesting_without_end_is_refused_and_crashes_nothing(text: str) -> None:
    assert "nesting is too deep" in refused(text).sentence


def test_aliases_that_multiply_are_refused() -> None:
    lines = ["a0: &a0 [1,1,1,1,1,1,1,1,1,1]"]
    lines += [f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]

    assert "Use fewer aliases." in refused("\n".join(lines)).remedy


def test_a_text_that_is_too_long_is_refused() -> None:
    assert "longer than" in refused(b" " * (MOST_BYTES + 1)).sentence


def outcome(body: bytes) -> object:
    try:
        return parse_yaml(body)
    except Refusal as no:
        return no.remedy


@given(st.binary(max_size=200) | st.text(alphabet="ab:-[]{}&*!?|>#'\"% ,\n\t10", max_size=60).map(str.encode))
def test_any_bytes_become_a_value_or_a_refusal(body: bytes) -> None:
    got = outcome(body)

    assert got is None or isinstance(got, str | int | float | list | dict)
