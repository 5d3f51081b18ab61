"""Which traces have what has changed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from defectarchive.engine.traces import Changed, packed, unpacked


@given(
    trace=st.lists(st.integers(0, 2**32 - 1), max_size=40),
    few=st.lists(st.integers(0, 2**32 - 1), max_size=20),
    shared=st.booleans(),
)
def test_a_trace_is_touched_by_the_numbers_that_it_has(
    trace: list[int], few: list[int], *, shared: bool
) -> None:
    """Few numbers and many are looked for in different ways."""
    changed = [*few, *trace[:1]] if shared else few

    assert Changed(changed).touches(packed(trace)) == bool({*changed} & {*trace})


@given(
    traces=st.dictionaries(st.text(max_size=2), st.lists(st.integers(0, 30), max_size=4)),
    few=st.lists(st.integers(0, 60), max_size=20),
)
def test_of_many_traces_those_are_touched_that_are_so_by_themselves(
    traces: dict[str, list[int]], few: list[int]
) -> None:
    changed, there = Changed(few), {key: packed(trace) for key, trace in traces.items()}

    assert changed.touched(there) == {key for key in there if changed.touches(there[key])}


def test_the_end_of_one_number_and_the_beginning_of_the_next_are_no_number() -> None:
    first, second = unpacked(bytes([0, 1, 2, 3, 4, 5, 6, 7]))
    (between,) = unpacked(bytes([2, 3, 4, 5]))

    assert not Changed([between]).touches(packed([first, second]))
    assert Changed([between]).touches(packed([first, second, between]))
