"""Where the files of an archive lie."""

from __future__ import annotations

SITE_FILE = "site.yaml"
STATIC_FOLDER = "static"
"""Files in here are published as they are."""
FOLDERS = ("articles", "events", "pages", "people")
COPIES_FILE = "copies.yaml"
"""What is known of the kept copies of articles."""
COPIES_FOLDER = "sources"
"""The copies themselves lie in here, beside the content folder; nothing of it is published."""
REGISTERS = (COPIES_FILE, "organisations.yaml", "outlets.yaml", "places.yaml")


def is_record_file(path: str) -> bool:
    """Whether records stand in a file at this place: a register, or articles/<id>.md and so on."""
    if path in REGISTERS:
        return True
    folder, _, name = path.partition("/")
    return folder in FOLDERS and name.endswith(".md") and "/" not in name


def is_ignored(path: str) -> bool:
    """Whether nobody meant this file as content: dotfiles, and copies that editors leave behind."""
    if path.startswith(".") or "/." in path or path.endswith("~"):
        return True
    return path.endswith("#") and path.rpartition("/")[2].startswith("#")
