"""What is kept by what it was made of."""

from mesocycle.web.frame.kept_bodies import KeptBodies, key_of


def test_the_one_that_nobody_asked_for_the_longest_goes_first() -> None:
    kept = KeptBodies(2)
    kept.keep(b"a", b"A")
    kept.keep(b"b", b"B")
    kept.find(b"a")
    kept.keep(b"c", b"C")

    assert [kept.find(key) for key in (b"a", b"b", b"c")] == [b"A", None, b"C"]


def test_where_parts_end_counts_and_nothing_is_not_an_empty_one() -> None:
    keys = [key_of("ab", "c"), key_of("a", "bc"), key_of("abc"), key_of("abc", None), key_of("abc", "")]

    assert len(set(keys)) == len(keys)
