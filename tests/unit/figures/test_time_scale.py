"""Time along a line: whatever stretches it falls into, all of them can be touched."""

from __future__ import annotations

import pytest

from defectarchive.figures.time_scale import (
    DAY,
    FINEST_COLUMNS,
    MARGIN,
    MONTH,
    YEAR,
    Scale,
)
from defectarchive.model.dates.date import day_number
from defectarchive.views.figures import TARGET, WIDTH


@pytest.mark.parametrize(
    ("unit", "step"),
    [(DAY, 1), (DAY, 7), (MONTH, 1), (MONTH, 3), (MONTH, 6), (YEAR, 1), (YEAR, 10)],
)
def test_stretches_are_put_together_until_they_are_wide_enough(unit: str, step: int) -> None:
    for years in range(1, 60):
        scale = Scale(day_number(1960, 1, 1), day_number(1959 + years, 12, 31), unit, step)
        count = len(scale.stretches)
        if count > FINEST_COLUMNS:
            break
        runs = scale.runs
        assert [at for run in runs for at in run] == [*range(count)]
        width = (WIDTH - 2 * MARGIN) / count
        assert len(runs) == 1 or all(len(run) * width >= TARGET for run in runs)
