"""The expected noes."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import mesocycle
from mesocycle.domain.document import encode
from mesocycle.domain.refusal import MoveNotAllowed, PathMessage, Refusal, RefusalKind


def _below(kind: type[Refusal]) -> Iterator[type[Refusal]]:
    for each in kind.__subclasses__():
        yield each
        yield from _below(each)


def test_the_code_follows_from_what_the_class_says_is_so() -> None:
    assert MoveNotAllowed.code == "move-not-allowed"


def test_no_two_refusals_have_one_code_and_each_has_a_kind_and_says_what_is_so() -> None:
    ours = [each for each in _below(Refusal) if each.__module__.startswith("mesocycle.")]

    assert [code for code, times in Counter(each.code for each in ours).items() if times > 1] == []
    assert [each for each in ours if not each.__doc__] == []
    leaves = [each for each in ours if not each.__subclasses__()]
    assert {each.kind for each in leaves} == set(RefusalKind)


def test_what_goes_out_is_code_kind_sentence_and_remedy_and_no_more_than_was_said() -> None:
    no = MoveNotAllowed("It is completed.", "Reopen it.")
    more = MoveNotAllowed("It is completed.", "Reopen it.", errors=(PathMessage(path="a", message="b"),))

    assert encode(no.document) == (
        b'{"code":"move-not-allowed","kind":"conflict","sentence":"It is completed.","remedy":"Reopen it."}'
    )
    assert encode(more.document).endswith(b'"errors":[{"path":"a","message":"b"}]}')


SOURCE = Path(mesocycle.__file__).parent


def _said(value: ast.expr) -> str | None:
    """Give a text as it stands in the source, with what is put into it in braces; None for what is no text."""
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        return value.value
    if isinstance(value, ast.JoinedStr):
        return "".join(
            f"{{{ast.unparse(each.value)}}}" if isinstance(each, ast.FormattedValue) else str(ast.literal_eval(each))
            for each in value.values
        )
    return None


def _sentences() -> Iterator[tuple[str, str]]:
    """Give every sentence and remedy of every refusal in the source, and where it stands."""
    nodes = [
        (path, node)
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef | ast.Call)
    ]
    above = {
        node.name: {ast.unparse(each) for each in node.bases} for _, node in nodes if isinstance(node, ast.ClassDef)
    }
    names = {"Refusal"}
    while more := {name for name, bases in above.items() if bases & names} - names:
        names |= more
    for path, node in nodes:
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in names:
            for value in node.args[:2]:
                if (said := _said(value)) is not None:
                    yield f"{path.relative_to(SOURCE)}:{value.lineno}", said


def test_every_sentence_and_every_remedy_ends_once() -> None:
    said = list(_sentences())
    ends = re.compile(r"(?<![.])[.?!]\s*\Z|[}`…]\Z|: [^.]*\Z")
    twice = re.compile(r"(?<!\.)\.\.(?!\.)|\{[^{}]*\.(?:sentence|remedy)\}\.")

    assert len(said) > 300
    assert [(where, text) for where, text in said if not ends.search(text) or twice.search(text)] == []


def test_what_is_wrong_in_a_place_ends_in_the_sentence_that_it_becomes_a_part_of() -> None:
    ended = []
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"Fault", "PathMessage"}:
                named = {each.arg: each.value for each in node.keywords}
                message = node.args[1] if len(node.args) > 1 else named.get("message")
                said = None if message is None else _said(message)
                if said is not None and re.search(r"[^.]\.\Z", said):
                    ended.append(f"{path.relative_to(SOURCE)}:{node.lineno}")

    assert ended == []
