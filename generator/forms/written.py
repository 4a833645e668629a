"""The values of a Manuscript → plain entries of a YAML mapping, empty ones left out."""

from dataclasses import asdict, fields
from typing import Any

from generator.model.manuscript import Metadata, Notice, Stated, Table
from generator.official.tables.cells import structured_lines

_NOT_WRITTEN = ("places", "at")


def meta_entries(meta: Metadata) -> dict[str, Any]:
    """Return the information block's entries in the order of its fields."""
    entries: dict[str, Any] = {}
    for field in fields(meta):
        value = getattr(meta, field.name)
        if field.name in _NOT_WRITTEN or value in ("", (), None, False):
            continue
        entries[field.name] = _plain(value)
    return entries


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if hasattr(value, "__dataclass_fields__"):
        return {
            key: each
            for key, each in asdict(value).items()
            if key not in _NOT_WRITTEN and each != ""
        }
    return value


def notice_entry(notice: Notice) -> dict[str, Any]:
    """Return the letter's entries."""
    entries = {
        "title": notice.title.value,
        "addressees": list(notice.addressees),
        "text": [each.value for each in notice.text],
        "signature": [each.value for each in notice.signature],
    }
    return {key: value for key, value in entries.items() if value}


def stated_entries(stated: Stated) -> dict[str, Any]:
    """Return what is stated about a task; an empty list states that there is none."""
    return {
        field.name: _plain(getattr(stated, field.name))
        for field in fields(stated)
        if getattr(stated, field.name) is not None
    }


def table_entry(table: Table) -> dict[str, Any]:
    """Return a table's entries; a cell of one line is a text, of more a list."""
    rows = [[structured_lines(cell) for cell in row] for row in table.rows]
    entry = {"caption": table.caption} if table.caption else {}
    return {**entry, "columns": list(table.columns), "rows": rows}
