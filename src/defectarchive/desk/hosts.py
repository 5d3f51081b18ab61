"""What a host needs to check, show and publish an archive: files beside the starter's.

Whatever decides lies in the repository. The program has one version, and an action one digest: a
tag can be moved to other code. Publication takes base_url from site.yaml; a preview has its own.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from defectarchive import __version__
from defectarchive.desk.starter import STARTER

NO_HOST = "none"

_INSTALL = "python -m pip install --requirement requirements.txt"

_PROGRAM = "defectarchive[search]"
_REQUIREMENTS = """\
# The program that builds the archive, with the search in all texts, as the hosts install it.
"""
_UNKNOWN = f"""\
# Write where you have it from, and which commit:
# {_PROGRAM} @ git+https://git.example.org/defectarchive@0123456789abcdef0123456789abcdef01234567
"""

_PRE_COMMIT = """\
# Has content checked before it is committed, after: python -m pip install pre-commit
# and, in this folder: pre-commit install
repos:
  - repo: local
    hooks:
      - id: defectarchive-check
        name: defectarchive check
        entry: defectarchive check --errors
        language: system
        files: ^content/
        # A mistake may show in a file that was not touched.
        pass_filenames: false
"""

_GITHUB = f"""\
# Checks every change; keeps a copy of each pull request to look at; publishes the branch main.
name: archive
on:
  push:
    branches: [main]
  pull_request:
permissions: {{}}
concurrency:
  group: ${{{{ github.workflow }}}}-${{{{ github.ref }}}}
  cancel-in-progress: ${{{{ github.event_name == 'pull_request' }}}}
jobs:
  build:
    runs-on: ubuntu-latest
    timeout-minutes: 30
    permissions:
      contents: read
    steps:
      - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2
        with:
          persist-credentials: false
      - uses: actions/setup-python@a26af69be951a213d495a4c3e4e4022e16d87065 # v5.6.0
        with:
          python-version: "3.13"
      - run: {_INSTALL}
      # Mistakes stand beside the lines of the pull request.
      - run: defectarchive check --format github
      # GitHub Pages has one address and no previews: the copy is one to unpack and open.
      - if: github.event_name == 'pull_request'
        run: defectarchive build --offline --output build/preview
      - if: github.event_name == 'pull_request'
        uses: actions/upload-artifact@ea165f8d65b6e75b540449e92b4886f43607fa02 # v4.6.2
        with:
          name: preview
          path: build/preview
          retention-days: 7
      - if: github.event_name == 'push'
        run: defectarchive build
      - if: github.event_name == 'push'
        uses: actions/upload-pages-artifact@56afc609e74202658d3ffba0e8f6dda462b719fa # v3.0.1
        with:
          path: build/site
  publish:
    if: github.event_name == 'push'
    needs: build
    runs-on: ubuntu-latest
    timeout-minutes: 15
    permissions:
      pages: write
      id-token: write
    environment:
      name: github-pages
      url: ${{{{ steps.published.outputs.page_url }}}}
    steps:
      - id: published
        uses: actions/deploy-pages@d6db90164ac5ed86f2b6aed7e0febac5b3c0c03e # v4.0.5
"""

_GITLAB = f"""\
# Checks every merge request and shows it at an address of its own; publishes the default branch.
default:
  image: python:3.13
  before_script:
    - {_INSTALL}
    - defectarchive check

workflow:
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH

preview:
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
  script:
    # Where GitLab shows the files that a job leaves. It opens no folders: links name index.html.
    - url="https://$CI_PROJECT_ROOT_NAMESPACE.$CI_PAGES_DOMAIN/-/${{CI_PROJECT_PATH#*/}}/-/jobs/$CI_JOB_ID/artifacts/preview/"
    - defectarchive build --offline --base-url "$url" --output preview
    - echo "PREVIEW_URL=${{url}}index.html" > preview.env
  artifacts:
    paths: [preview]
    expire_in: 1 week
    reports:
      dotenv: preview.env
  environment:
    name: preview/$CI_MERGE_REQUEST_IID
    url: $PREVIEW_URL
    auto_stop_in: 1 week

# The name of this job and of its folder tell GitLab to publish.
pages:
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  script:
    - defectarchive build --output public
  artifacts:
    paths: [public]
"""

_NETLIFY = """\
# Netlify reads this file. What is built, and for which address, stands in publish.sh.
[build]
command = "sh publish.sh"
publish = "build/site"

[build.environment]
PYTHON_VERSION = "3.13"
"""


def _script(host: str, published: str, url: str) -> str:
    """The build command of a host that gives each preview an address, in the variable `url`."""
    return f"""\
#!/bin/sh
# The build command at {host}: sh publish.sh
set -eu
{_INSTALL}
defectarchive check
if {published}; then
    defectarchive build
else
    # A preview, at an address of its own.
    defectarchive build --base-url "${url}"
fi
"""


_FILES: Mapping[str, Mapping[str, str]] = {
    "github": {".github/workflows/archive.yml": _GITHUB},
    "gitlab": {".gitlab-ci.yml": _GITLAB},
    "netlify": {
        "netlify.toml": _NETLIFY,
        "publish.sh": _script("Netlify", '[ "$CONTEXT" = production ]', "DEPLOY_PRIME_URL"),
    },
    "cloudflare": {
        ".python-version": "3.13\n",
        "publish.sh": _script("Cloudflare Pages", '[ "$CF_PAGES_BRANCH" = main ]', "CF_PAGES_URL"),
    },
}
HOSTS = (*_FILES, NO_HOST)

SETTINGS: Mapping[str, str] = {
    "github": "Settings, Pages, Source: choose *GitHub Actions*.",
    "gitlab": "Nothing. Deploy, Pages tells the address.",
    "netlify": "Add new project, Import an existing project. `netlify.toml` says the rest.",
    "cloudflare": (
        "Workers & Pages, Create, Pages, Connect to Git. "
        "Build command: `sh publish.sh`; build output directory: `build/site`."
    ),
}
"""What has to be set on the pages of each host, once."""


def requirement(direct_url: str | None) -> str:
    """The program as it was installed here, for pip; "" where it lies on this machine alone.

    `direct_url`: what pip noted of its origin (PEP 610); None: it came from a registry. Without
    such a note nothing is asked of one, since the name may be somebody else's there.
    """
    if direct_url is None:
        return f"{_PROGRAM}=={__version__}"
    origin = json.loads(direct_url)
    url, vcs = origin.get("url", ""), origin.get("vcs_info")
    if not url.startswith("https://"):
        return ""
    return f"{_PROGRAM} @ {vcs['vcs']}+{url}@{vcs['commit_id']}" if vcs else f"{_PROGRAM} @ {url}"


def archive_files(host: str, program: str) -> Mapping[str, str]:
    """Path in the folder of a new archive → text. `program`: as `requirement` has it."""
    if host == NO_HOST:
        return STARTER
    publishing = (
        "\nPublishing: write the site's address as `base_url` into content/site.yaml.\n"
        f"What to set at the host, once: {SETTINGS[host]}\n"
    )
    return {
        **STARTER,
        "README.md": STARTER["README.md"] + publishing,
        "requirements.txt": _REQUIREMENTS + (f"{program}\n" if program else _UNKNOWN),
        ".pre-commit-config.yaml": _PRE_COMMIT,
        **_FILES[host],
    }
