"""What the steps of the work give, put together and told apart."""

from __future__ import annotations

from defectarchive.diagnostics.diagnostic import Span, error
from defectarchive.diagnostics.results import collect_results, split_diagnostics

ONE = error("bad-date", Span("a.md"), "one")
TWO = error("bad-date", Span("b.md"), "two")


def test_values_come_by_their_keys_with_the_diagnostics_of_all_in_order() -> None:
    made = [("b", (1, (TWO,))), ("a", (2, ())), ("c", (3, (ONE, TWO)))]
    values, found = collect_results(made)
    assert list(values.items()) == [("b", 1), ("a", 2), ("c", 3)]
    assert found == (TWO, ONE, TWO)


def test_of_two_values_with_one_key_the_last_counts_and_what_is_wrong_with_either() -> None:
    assert collect_results([("a", (1, (ONE,))), ("a", (2, (TWO,)))]) == ({"a": 2}, (ONE, TWO))


def test_values_and_the_diagnostics_among_them_are_told_apart() -> None:
    assert split_diagnostics(iter(["x", TWO, "y", ONE])) == (("x", "y"), (TWO, ONE))
