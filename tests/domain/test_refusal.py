"""The expected noes."""

from collections import Counter
from collections.abc import Iterator

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
