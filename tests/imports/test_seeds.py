"""The real documents: what the import must find in each. Their text is read, never copied."""

from pathlib import Path

import pytest

from generator.imports.document import Action, Imported, import_document
from generator.model.manuscript import Item, Part
from generator.official.walk import texts_of


def read(seeds: Path, number: str) -> Imported:
    path = next(seeds.glob(f"{number}_*"))
    return import_document(path.name, path.read_bytes())


def items(imported: Imported) -> list[Item]:
    return [each for each in imported.manuscript.body if isinstance(each, Item)]


def levels(imported: Imported) -> list[int]:
    return [each.level for each in imported.manuscript.body if isinstance(each, Part)]


def problems(imported: Imported) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for entry in imported.entries:
        if entry.action is Action.PROBLEM:
            found.setdefault(entry.code, []).append(entry.line)
    return found


def opened(imported: Imported) -> set[str]:
    return {each.code for each in imported.manuscript.meta.open_problems}


def whole(imported: Imported) -> str:
    return repr(imported.manuscript.meta) + "".join(t.value for t in texts_of(imported.manuscript))


def test_notice_and_plan(seeds: Path) -> None:
    imported = read(seeds, "000")
    meta = imported.manuscript.meta
    assert imported.plan_id == "szsjyj-2021-gzyd"
    assert (meta.title, meta.issuer) == ("市教育局2021年工作要点", "随州市教育局")
    assert (meta.index_no, meta.status, meta.topics) == ("730845566/2021-09829", "有效", ("教育",))
    assert (meta.published, meta.written) == ("2021-03-11T15:40", "")
    assert len(meta.column) == 6
    assert levels(imported) == [1] * 6
    assert [item.number for item in items(imported)] == [str(n) for n in range(1, 28)]
    notice = imported.manuscript.notice
    assert notice is not None
    assert notice.title.value.startswith("关于印发《市教育局")
    assert len(notice.addressees) == 2
    found = problems(imported)
    assert found["date-without-separators"] == [11]
    assert found["empty-attachment"] == [83]
    assert found["unpaired-quotes"] == [33, 35, 49]
    assert "half-width-punctuation" in found
    assert opened(imported) == {
        "date-without-separators", "empty-attachment", "missing-full-stop", "unpaired-quotes",
    }  # fmt: skip


def test_two_levels_of_parts(seeds: Path) -> None:
    imported = read(seeds, "001")
    assert (levels(imported).count(1), levels(imported).count(2)) == (2, 6)
    assert len(items(imported)) == 23
    assert imported.manuscript.meta.published == "2019-03-28"
    assert problems(imported)["lost-range-dash"] == [23]
    assert opened(imported) == {"lost-range-dash"}


def test_stripped_copy(seeds: Path) -> None:
    imported = read(seeds, "002")
    found = problems(imported)
    assert len(items(imported)) == 12
    assert {"no-title", "no-issuer", "stripped-value", "lost-character", "doubtful-end"} <= opened(
        imported
    )
    assert found["lost-character"] == [11]
    assert {2, 6, 7, 10, 16} <= set(found["stripped-value"])
    assert not any(sound in whole(imported) for sound in ("(fā)", "(zhì)", "(yè)", "教學", "質"))


def test_template(seeds: Path) -> None:
    imported = read(seeds, "003")
    assert len(items(imported)) == 14
    assert levels(imported) == [1, 1, 1, 2, 2]
    assert imported.manuscript.meta.title == "xx市教育局2025年工作要点"
    assert {"placeholder", "no-issuer", "doubtful-end"} <= opened(imported)
    assert {entry.line for entry in imported.entries if entry.code == "import-repeated-lead"} == {
        1,
        2,
    }


def test_division_plan(seeds: Path) -> None:
    imported = read(seeds, "004")
    meta = imported.manuscript.meta
    assert meta.published == "2021-04-13T15:42"
    assert meta.doc_no and not meta.doc_no.endswith("号")
    assert "doc-no-incomplete" in opened(imported)
    assert levels(imported) == [1] * 5
    assert len(items(imported)) == 24
    assert problems(imported)["spam"] == [66, 328, 332]
    assert "365" not in whole(imported)
    assert "h4sia" not in whole(imported)


def test_division_table(seeds: Path) -> None:
    (table,) = read(seeds, "004").manuscript.tables
    assert table.columns == (
        "序号",
        "国家意见工作任务",
        "省级方案重点任务",
        "市本级具体工作措施",
        "完成时限",
        "牵头单位",
        "配合单位",
    )
    cells = [["".join(t.value for t in cell) for cell in row] for row in table.rows]
    assert [row[0] for row in cells] == [str(n) for n in range(1, 25)]
    assert [row[4] for row in cells] == ["长期坚持"] * 24
    assert [row[5] for row in cells] == [""] * 24
    assert all(row[1] and row[2] and row[3] for row in cells)
    assert [len(row[6]) for row in table.rows].count(0) == 7
    assert cells[7][1].startswith("完善作业")
    units = {text.value for row in table.rows for text in row[6]}
    assert {"编办", "妇联", "团市委", "文广旅局", "教育局"} <= units


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_importing_twice_gives_the_same(seeds: Path, number: str) -> None:
    assert read(seeds, number) == read(seeds, number)
