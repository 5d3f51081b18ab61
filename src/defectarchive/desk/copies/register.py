"""copies.yaml: one entry for each article of which a copy is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from defectarchive.desk.changes.source.content_file import ContentFile
from defectarchive.desk.changes.source.edits import Edit
from defectarchive.desk.changes.source.entries import put_entry
from defectarchive.desk.changes.source.scalars import scalar
from defectarchive.desk.changes.source.yaml_tree import EntryAt, MappingAt
from defectarchive.loader.layout import COPIES_FILE, COPIES_FOLDER
from defectarchive.loader.registers import COPY_KEYS
from defectarchive.model.records import CopyRecord

_HEAD = f"""\
# What is known of the kept copies of articles, which lie in {COPIES_FOLDER}/ beside this folder.
# `defectarchive keep` writes this file. Commit it, and not the copies.
"""


def register_with(data: bytes, copies: Iterable[tuple[str, CopyRecord]]) -> bytes:
    """The file with these records; what else stands in it stays as it is written.

    `copies`: each with the id under which its entry stands so far, perhaps an article's former one.
    """
    data = data if data.strip() else _HEAD.encode()
    for old, record in copies:
        file = ContentFile(COPIES_FILE, data)
        mapping = file.mapping()
        entry = None if mapping is None else mapping.get(old)
        if entry is None or not isinstance(entry.value, MappingAt):
            data = file.edited([_new(file, mapping, record)])
        else:
            data = file.edited(_changed(file, entry, entry.value, record))
    return data


def _values(record: CopyRecord) -> Iterator[tuple[str, str]]:
    values = (record.file, record.sha256, record.kept.text, record.text, record.quotes)
    return zip(COPY_KEYS, values, strict=True)


def _new(file: ContentFile, mapping: MappingAt | None, record: CopyRecord) -> Edit:
    """An entry more, by the order of ids."""
    # A digest may be all digits, a file may be called 1e5.html: both are text.
    fields = [f'{key}: "{value}"' for key, value in _values(record)]
    if mapping is not None and mapping.flow:
        return put_entry(file, (), record.id, f"{{{', '.join(fields)}}}")
    text = "".join(f"{line}\n" for line in (f"{record.id}:", *(f"  {each}" for each in fields)))
    entries = () if mapping is None else mapping.entries
    before = [entry for entry in entries if entry.key.text < record.id]
    if before:
        at = file.after_line(max(before[-1].key.end, before[-1].value.end))
    else:
        at = file.line_start(entries[0].key.start) if entries else len(file.text)
    joint = "" if at == 0 or file.text[at - 1] == "\n" else "\n"
    return Edit(at, at, joint + text)


def _changed(
    file: ContentFile, entry: EntryAt, known: MappingAt, record: CopyRecord
) -> Iterator[Edit]:
    """Edits of what is no longer so."""
    if entry.key.text != record.id:
        yield Edit(entry.key.start, entry.key.end, record.id)
    for key, value in _values(record):
        there = known.get(key)
        if there is None:
            yield put_entry(file, (entry.key.text,), key, scalar(value, '"'))
        elif getattr(there.value, "text", None) != value:
            quoted = scalar(value, getattr(there.value, "style", "") or '"')
            yield Edit(there.value.start, there.value.end, quoted)
