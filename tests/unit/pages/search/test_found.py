"""The rows of the tables over lists."""

from __future__ import annotations

from tests.archives import article, context_of, make

from defectarchive.pages.search.found import person_rows

PEOPLE = """\
- event: a-case
  people:
    - {person: Anna Zimmer, role: subject}
    - {person: Boris Adler, role: subject}
    - {person: Carl Meyer, role: witness}
    - {person: a-guard, unnamed: true, descriptor: a guard}
"""


def test_the_table_of_people_is_in_order_of_surnames_like_the_list() -> None:
    outcome = make({"articles/a.md": article(PEOPLE)})
    names = [row.cells[0] for row in person_rows(context_of(outcome))]
    assert names == ["Boris Adler", "Carl Meyer", "Anna Zimmer", "a guard"]
