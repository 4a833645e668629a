"""Plans in YAML: read into a Manuscript, written from one."""

from collections.abc import Iterator
from typing import Any

import yaml

from generator.files import Parsed
from generator.forms.entries import MeasureForm, PartForm, PlanForm, TaskForm
from generator.forms.filled import Places, metadata, notice, stated, table
from generator.forms.nodes import Path, mapping_problem, read_yaml
from generator.forms.validate import fill, in_chinese
from generator.forms.written import meta_entries, notice_entry, stated_entries, table_entry
from generator.model.manuscript import Item, Manuscript, Measure, Part, Table
from generator.official.structure.numbering import Depth, bare_number, printed_mark
from generator.problems import Problem


def read_structured(source: str, path: str) -> Parsed[Manuscript]:
    """Return the Manuscript of a plan in YAML."""
    document = read_yaml(source, path)
    if wrong := mapping_problem(document):
        return Parsed(None, (wrong,))
    filled = fill(document, PlanForm)
    if filled.value is None:
        return Parsed(None, filled.problems)
    places = Places(document, filled.keys)
    form: PlanForm = filled.value
    tables, problems = _tables(form, places)
    manuscript = Manuscript(
        path=path,
        meta=metadata(form, places),
        notice=notice(form.notice, places),
        opening=places.texts(form.opening, ("opening",)),
        body=(*_items(form.tasks, (), places), *_parts(form.parts, 1, (), places)),
        tables=tables,
        closing=places.texts(form.closing, ("closing",)),
    )
    return Parsed(None if problems else manuscript, problems)


def _tables(form: PlanForm, places: Places) -> tuple[tuple[Table, ...], tuple[Problem, ...]]:
    read = [table(each, ("tables", i), places) for i, each in enumerate(form.tables)]
    tables = tuple(each for each, _ in read if each is not None)
    return tables, tuple(found for _, problems in read for found in problems)


def _parts(
    forms: tuple[PartForm, ...], level: int, path: Path, places: Places
) -> Iterator[Part | Item]:
    for index, form in enumerate(forms):
        here = (*path, "parts", index)
        depth = Depth.HAN if level == 1 else Depth.BRACKETED_HAN
        mark = printed_mark(form.number, depth)
        yield Part(
            mark=mark,
            number=bare_number(mark),
            title=places.text(form.title, (*here, "title")),
            level=level,
            text=places.texts(form.text, (*here, "text")),
        )
        yield from _items(form.tasks, here, places)
        yield from _parts(form.parts, level + 1, here, places)


def _items(forms: tuple[TaskForm, ...], path: Path, places: Places) -> Iterator[Item]:
    for index, form in enumerate(forms):
        here = (*path, "tasks", index)
        mark = printed_mark(form.number, Depth.BRACKETED_HAN)
        yield Item(
            id=form.id,
            mark=mark,
            number=bare_number(mark),
            title=places.text(form.title, (*here, "title")),
            text=places.texts(form.text, (*here, "text")),
            measures=tuple(
                _measure(measure, (*here, "measures", i), places)
                for i, measure in enumerate(form.measures)
            ),
            stated=stated(form),
            outside=form.outside,
        )


def _measure(form: MeasureForm, path: Path, places: Places) -> Measure:
    mark = printed_mark(form.number, Depth.BRACKETED_ARABIC)
    return Measure(mark=mark, text=places.text(form.text, path))


def write_structured(manuscript: Manuscript) -> str:
    """Return the manuscript as YAML with Chinese keys; `read_structured` gives it back."""
    entries: dict[str, Any] = meta_entries(manuscript.meta)
    if manuscript.notice is not None:
        entries["notice"] = notice_entry(manuscript.notice)
    entries |= _filled({"opening": [each.value for each in manuscript.opening]})
    entries |= _body_entries(manuscript.body)
    entries |= _filled({"tables": [table_entry(each) for each in manuscript.tables]})
    entries |= _filled({"closing": [each.value for each in manuscript.closing]})
    return dump(in_chinese(entries, PlanForm))


def dump(entries: Any) -> str:
    """Return plain values as YAML: block style, keys in order, no text broken over lines."""
    return str(
        yaml.dump(entries, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1 << 30)
    )


class _Dumper(yaml.SafeDumper):
    """Indents lists below their key and never writes an alias."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _body_entries(body: tuple[Part | Item, ...]) -> dict[str, Any]:
    """Return tasks and parts, nested as their levels say."""
    top: dict[str, Any] = {}
    stack = [top]
    for each in body:
        if isinstance(each, Item):
            stack[-1].setdefault("tasks", []).append(_task_entry(each))
            continue
        del stack[min(each.level, len(stack)) :]
        entry = _filled({
            "number": each.mark or each.number,
            "title": each.title.value,
            "text": [text.value for text in each.text],
        })  # fmt: skip
        stack[-1].setdefault("parts", []).append(entry)
        stack.append(entry)
    return {key: top[key] for key in ("tasks", "parts") if key in top}


def _task_entry(item: Item) -> dict[str, Any]:
    measures = [
        {"number": each.mark, "text": each.text.value} if each.mark else each.text.value
        for each in item.measures
    ]
    return _filled({
        "id": item.id,
        "number": item.mark or item.number,
        "title": item.title.value,
        "text": [text.value for text in item.text],
        "measures": measures,
        "outside": str(item.outside) if item.outside else "",
    }) | stated_entries(item.stated)  # fmt: skip


def _filled(entries: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in entries.items() if value not in ("", [], None)}
