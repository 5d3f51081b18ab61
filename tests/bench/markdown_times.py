"""How long bodies take to convert: an ordinary one, and the worst that the limits let through.

Run it by hand: `python tests/bench/markdown_times.py`. Processor time, the best of some runs.
"""

import time

from defectarchive.loader.markdown.convert import convert_body

SIZE = 128 * 1024

PARAGRAPH = (
    "Two officers crossed the border at Storskog on the night of 12 April, according to "
    '*Example Times*.[^1] The embassy said the men were "on leave" -- a claim that '
    "[[ivan-ivanov|Ivanov]]'s lawyer doubts. See also "
    '[the report](https://example.org/story?id=1 "Story") and [[storskog-crossing-2031]].\n\n'
)
ORDINARY = (
    f"## What happened\n\n{PARAGRAPH}"
    '> "We had no choice," he said.\n> It was **cold**.\n\n'
    "- first point with [[a-b]]\n- second point, `code`\n- third <https://example.org/>\n\n"
    f"## Afterwards\n\n{PARAGRAPH * 5}1. one\n2. two\n\n{PARAGRAPH}"
    "[^1]: Example Times, 13 April 2031.\n"
)


def blocks(pattern: str, size: int) -> str:
    """Paragraphs of `size` characters, each filled with the pattern, to a body's full size."""
    block = (pattern * (size // len(pattern) + 1))[:size]
    return f"{block}\n\n" * (SIZE // (size + 2))


NASTY = {
    **{
        f"{pattern!r} in paragraphs of {size}": blocks(pattern, size)
        for pattern in ("[a](b) ", "[a]: b\n 'c\n", "- a\n    - b\n", "\n- # a", "](", "<a@b> ")
        for size in (100, 400, 1500)
    },
    "one run of [": "[" * 2_800,
    "one run of [a](<": "[a](<" * 1_260,
    "links in links": "[" * 1_000 + "](a)" * 1_000,
    "links in links, in paragraphs": ("[" * 50 + "](a)" * 50 + "\n\n") * (SIZE // 252),
    "one abbreviation everywhere": "*[A]: b\n\n" + blocks("A ", SIZE - 20),
    "long title of an abbreviation": f"*[A]: {'b' * 2_000}\n\n" + blocks("A ", SIZE - 2_100),
    "deep quotes": ("> " * 15 + "a\n\n") * (SIZE // 33),
    **{
        f"{line!r} in one block": line * (2_800 // line.count("\n"))
        for line in (
            "a\n",
            "# a\n",
            "***\n",
            "a\n=\n",
            "[a]: b\n 'c\n",
            "*[\n",
            "a\n> b\n",
            "- # a\n",
            "1. a\n",
            "1. a\n2. b\n9. c\n",
            "a\n1. b\n9. c\n",
            "- a\n1. b\n9. c\n",
            "- a\n1. b\n2. c\n",
            "a\n```\n",
            "- a\n  ~~~\n",
            "a|\n",
            "# a|\n1. b\n",
        )
    },
    "points, one block each": "- a\n\n" * 7_900,
    "numbers, one block each": "1. a\n\n" * 7_900,
    "numbers that do not run on, one block each": "1. a\n\n3. b\n\n" * 3_900,
    "fences that are never closed": "```a\n\n" * 199 + "~~\n\n" * 7_700,
    "fences that are never closed, in lists": "- - - - - - - - - - - - - - - a\n"
    + f"{' ' * 30}```a\n\n" * 199
    + f"{' ' * 30}~~\n\n" * 3_000,
    "emphasis that is never closed": ("*a **b __c _d " * 12 + "\n\n") * 400,
    "emphasis within emphasis": ("**a *b " * 9 + "c* d** " * 9 + "\n\n") * 700,
    "points within points": "".join(f"{'  ' * (n % 28)}- a\n" for n in range(2_700)),
    "apostrophes": blocks("'a a' ", SIZE - 2),
    "references to characters": blocks("&lt; ", 900),
    "labels without an address": blocks("[a][b] ", 400),
    "cells too many": "a|b\n-|-\n" + "a|b|c\n" * 1_300,
    "cells": "a|b\n-|-\n" + "a|b\n" * 1_300,
    "emphasis": ("**a*b**c* " * 12 + "\n\n") * 900,
    "footnotes": "".join(f"a[^{n}]\n\n[^{n}]: b\n\n" for n in range(500)),
}


def seconds(text: str, runs: int) -> float:
    times = []
    for _ in range(runs):
        start = time.process_time()
        convert_body(text, "articles/a.md", 1)
        times.append(time.process_time() - start)
    return min(times)


def main() -> None:
    convert_body("a", "articles/a.md", 1)
    print(
        f"{seconds(ORDINARY, 300) * 1000:8.2f} ms  an ordinary body, {len(ORDINARY):,} characters"
    )
    for name, text in NASTY.items():
        _, faults = convert_body(text, "articles/a.md", 1)
        refused = any(fault.code == "markdown-limit" for fault in faults)
        print(f"{seconds(text, 2):8.2f} s   {name}{' (refused)' if refused else ''}")


if __name__ == "__main__":
    main()
