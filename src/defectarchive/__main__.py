"""The command, as `defectarchive` and as `python -m defectarchive`."""

from __future__ import annotations

import gc
import sys


def run() -> None:
    """Carry out what the command line says, and exit with its code."""
    try:
        # Most of what happens before the work begins: Ctrl-C may come here already.
        from defectarchive.cli import main  # noqa: PLC0415

        code = main.run(sys.argv[1:])
    except KeyboardInterrupt:
        sys.stderr.write("defectarchive: interrupted\n")
        code = 130
    # The process ends: to look for circles among all that it holds would take a second.
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    run()
