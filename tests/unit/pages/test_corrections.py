"""Corrections stand on the page of their case and on the page of them all, newest first."""

from __future__ import annotations

from tests.archives import article, make, plan_site

from defectarchive.config import SiteConfig
from defectarchive.pages.views import CasePage, CorrectionsPage


def test_corrections_come_newest_first_on_both_pages() -> None:
    outcome = make(
        {
            "articles/a.md": article("- event: x\n- event: y"),
            "events/x.md": """
                corrections:
                  - {date: 2031-01-02, text: second}
                  - {date: 2031-06, text: fourth}
                  - {date: 2030, text: first}
            """,
            "events/y.md": "corrections: [{date: 2031-03-01, text: third}]",
        }
    )
    views = [
        page.view for page in plan_site(outcome.archive, outcome.timeline, SiteConfig(title="T"))
    ]
    of_case = {view.case.id: view for view in views if isinstance(view, CasePage)}
    assert [each.text for each in of_case["x"].corrections] == ["fourth", "second", "first"]
    (whole,) = (view for view in views if isinstance(view, CorrectionsPage))
    rows = [row for section in whole.corrections.sections for row in section.rows]
    assert [row.text for row in rows] == ["fourth", "third", "second", "first"]
    assert [row.about.path for row in rows] == ["cases/x/", "cases/y/", "cases/x/", "cases/x/"]
