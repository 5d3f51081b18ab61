"""How long relays take to follow and origins to count: ordinary cases, and the worst there may be.

Run it by hand: `python -m tests.bench.resolve_times`. Processor time of resolving alone, the files
having been read, the best of some runs; the names of outlets differ from run to run, so that
nothing is remembered.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping

from defectarchive.analysis.history import history_steps
from defectarchive.loader.files import load
from defectarchive.loader.source_file import SourceFile
from defectarchive.resolve.archive import resolve

RUNS = 3
_Files = Mapping[str, str]


def articles(relays: Mapping[str, str], claims: str = "count: 2") -> _Files:
    """An article of each of these outlets on one case, with what it rests on; all are on file."""
    named = {*relays, *(one for of in relays.values() for one in re.split(", | & ", of) if one)}
    told = {
        f"articles/{outlet}.md": f"---\ntitle: A text\noutlet: {outlet}\npublished: 2031-04-13\n"
        f"relays: [{rests_on}]\nevents:\n- event: flight\n  {claims}\n---\n"
        for outlet, rests_on in relays.items()
    }
    register = "\n".join(f"{outlet}: {{name: {outlet}}}" for outlet in sorted(named))
    return {**told, "outlets.yaml": register}


def apart(number: int) -> Callable[[str], _Files]:
    """So many outlets of which each reported itself."""
    return lambda mark: articles({f"{mark}{n}": "" for n in range(number)})


def neighbours(number: int) -> Callable[[str], _Files]:
    """So many articles of which each may rest on either of two outlets."""
    return lambda mark: articles(
        {f"{mark}a{n}": f"{mark}{n}, {mark}{n + 1}" for n in range(number - 1)}
    )


def among_sixteen(number: int) -> Callable[[str], _Files]:
    """So many articles of which each may rest on any of three outlets out of sixteen."""

    def files(mark: str) -> _Files:
        triples = ((n % 16, (n * 5 + 1) % 16, (n * 11 + 7) % 16) for n in range(number))
        named = (", ".join(f"{mark}{one}" for one in triple) for triple in triples)
        return articles({f"{mark}a{n}": rests_on for n, rests_on in enumerate(named)})

    return files


def circle(number: int) -> Callable[[str], _Files]:
    return lambda mark: articles({f"{mark}{n}": f"{mark}{(n + 1) % number}" for n in range(number)})


def selves(number: int) -> Callable[[str], _Files]:
    """So many outlets of which each relays itself."""
    return lambda mark: articles({f"{mark}{n}": f"{mark}{n}" for n in range(number)})


def relaying(number: int, joint: str) -> Callable[[str], _Files]:
    """One article that rests on so many outlets."""
    claims = "count: 2\n  place: Quay\n  status: reported\n  motive: [money, fear, love]"
    return lambda mark: articles(
        {f"{mark}tv": joint.join(f"{mark}{n}" for n in range(number))}, claims
    )


def pairs(number: int) -> Callable[[str], _Files]:
    """One article of which each item joins two outlets."""
    return lambda mark: articles(
        {f"{mark}tv": ", ".join(f"{mark}x{n} & {mark}y{n}" for n in range(number))}
    )


CASES = {
    "40 outlets on one value": apart(40),
    "40 outlets, each article on one of two": neighbours(40),
    "16 outlets, 200 articles on one of three": among_sixteen(200),
    "400 outlets in a circle": circle(400),
    "2,000 outlets that relay themselves": selves(2_000),
    "one article with 20,000 relays": relaying(20_000, ", "),
    "one article with 10,000 outlets in one relay": relaying(10_000, " & "),
    "one article with 8 pairs": pairs(8),
    "one article with 1,000 pairs": pairs(1_000),
    "5,000 outlets on one value": apart(5_000),
}


def seconds(files: Callable[[str], _Files]) -> tuple[float, float]:
    """The time to resolve, and the time to tell how the case became known."""
    times: list[tuple[float, float]] = []
    for run in range(RUNS):
        texts = {"site.yaml": "title: A test", **files(f"{'abcdef'[run]}-")}
        loaded = load([SourceFile(path, text.encode()) for path, text in texts.items()])
        start = time.process_time()
        archive = resolve(loaded.records, loaded.settings.vocabulary).archive
        resolved = time.process_time()
        if archive is None:
            message = "the archive has mistakes"
            raise ValueError(message)
        history_steps(archive.events["flight"], {}, {})
        times.append((resolved - start, time.process_time() - resolved))
    return min(times)


def main() -> None:
    seconds(apart(2))
    print("  resolve    history")
    for name, files in CASES.items():
        resolved, told = seconds(files)
        print(f"{resolved * 1000:9.1f}  {told * 1000:9.1f} ms  {name}", flush=True)


if __name__ == "__main__":
    main()
