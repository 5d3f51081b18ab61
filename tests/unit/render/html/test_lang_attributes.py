"""Where a text in another language stands decides how the page says so."""

from __future__ import annotations

import pytest

from defectarchive.language.language_marks import marked
from defectarchive.render.html.lang_attributes import apply_lang

M = marked("fog", "en")


@pytest.mark.parametrize(
    ("written", "published"),
    [
        (f"<h1>{M}</h1>", '<h1 lang="en">fog</h1>'),
        (f'<a href="./">\n{M}\n</a>', '<a href="./" lang="en">\nfog\n</a>'),
        (f"<p>In {M}.</p>", '<p>In <span lang="en">fog</span>.</p>'),
        (f"<p>{M} and {M}</p>", '<p><span lang="en">fog</span> and <span lang="en">fog</span></p>'),
        # An element of which a language is told already, and what is not within one element.
        (f'<b lang="nb">{M}</b>', '<b lang="nb"><span lang="en">fog</span></b>'),
        (f"<p><b>x</b>{M}</p>", '<p><b>x</b><span lang="en">fog</span></p>'),
        (f"<b><b>x</b>{M}</b>", '<b><b>x</b><span lang="en">fog</span></b>'),
        (f"<li>{M}<br></li>", '<li><span lang="en">fog</span><br></li>'),
        # Where no element can stand.
        (f'<meta content="In {M}">', '<meta content="In fog">'),
        (f"<title>{M} · Site</title>", "<title>fog · Site</title>"),
        (f'<script>{{"name":"{M}"}}</script>{M}', None),
        # Drawings have elements of their own for it.
        (
            f"<svg><text>{M}, 1</text></svg>",
            '<svg><text><tspan lang="en">fog</tspan>, 1</text></svg>',
        ),
        (f"<svg><title>{M}</title></svg>", '<svg><title lang="en">fog</title></svg>'),
        (f"<svg></svg>{M}.", '<svg></svg><span lang="en">fog</span>.'),
        (M, '<span lang="en">fog</span>'),
        ("<p>plain</p>", "<p>plain</p>"),
    ],
)
def test_a_mark_becomes_what_can_stand_there(written: str, published: str | None) -> None:
    wanted = published or '<script>{"name":"fog"}</script><span lang="en">fog</span>'
    assert apply_lang(written, "nb") == wanted
