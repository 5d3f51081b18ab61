"""`python -m defectarchive`: the same as the command."""

from defectarchive.cli import run

if __name__ == "__main__":
    run()
