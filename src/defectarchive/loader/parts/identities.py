"""Who a thing was, is and is not: keys that files and register entries of every kind have."""

from __future__ import annotations

from typing import TypedDict

from defectarchive.loader.yaml.fields import Fields, id_ref, listed
from defectarchive.model.records import Ref

IDENTITY_KEYS = ("former_ids", "merged_from", "not_same_as")
ids = listed(id_ref, "a list of ids")


class Identity(TypedDict):
    """Ids that this thing had, of others that turned out to be it, and of others that are not."""

    former_ids: tuple[Ref, ...]
    merged_from: tuple[Ref, ...]
    not_same_as: tuple[Ref, ...]


def identity_of(fields: Fields) -> Identity:
    """The keys, each as a list of ids in the order of the file."""
    return Identity(
        former_ids=fields.optional("former_ids", ids, ()),
        merged_from=fields.optional("merged_from", ids, ()),
        not_same_as=fields.optional("not_same_as", ids, ()),
    )
