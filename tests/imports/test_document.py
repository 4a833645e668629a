"""Whole documents: each file of cases/ with what it must become, the real documents, and any bytes."""

import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.imports.document import Action, Entry, Imported, import_document
from generator.messages.catalogue import problem_entries
from generator.model.manuscript import Item, Manuscript, Part
from generator.official.walk import texts_of

CASES = Path(__file__).parent / "cases"
DOCUMENTS = sorted(path for path in CASES.iterdir() if path.suffix != ".yaml")


def line(entry: Entry) -> str:
    return f"{entry.line} {entry.action} {entry.code}"


def items(manuscript: Manuscript) -> list[Item]:
    return [each for each in manuscript.body if isinstance(each, Item)]


def parts(manuscript: Manuscript) -> list[Part]:
    return [each for each in manuscript.body if isinstance(each, Part)]


def everything(manuscript: Manuscript) -> str:
    """All that a draft holds, as it would be written."""
    return repr(manuscript.meta) + "\n".join(text.value for text in texts_of(manuscript))


def load(path: Path) -> tuple[Imported, dict[str, Any]]:
    expected = yaml.safe_load(path.with_suffix(".yaml").read_text("utf-8"))
    return import_document(path.name, path.read_bytes()), expected


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_case(path: Path) -> None:
    imported, expected = load(path)
    draft = imported.manuscript
    if "plan_id" in expected:
        assert imported.plan_id == expected["plan_id"]
    for key, value in expected.get("meta", {}).items():
        found = getattr(draft.meta, key)
        assert (list(found) if isinstance(found, tuple) else found) == value, key
    if "tasks" in expected:
        assert [item.number for item in items(draft)] == expected["tasks"]
    assert len(parts(draft)) == expected.get("parts", len(parts(draft)))
    assert len(draft.opening) == expected.get("opening", len(draft.opening))
    if "addressees" in expected:
        assert draft.notice is not None
        assert list(draft.notice.addressees) == expected["addressees"]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_case_tables(path: Path) -> None:
    imported, expected = load(path)
    for wanted in expected.get("tables", []):
        table = imported.manuscript.tables[0]
        assert list(table.columns) == wanted["columns"]
        assert len(table.rows) == wanted["rows"]
        column = [[text.value for text in row[wanted["column_index"]]] for row in table.rows]
        assert column == wanted["column"]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_case_report(path: Path) -> None:
    imported, expected = load(path)
    meta, lines = imported.manuscript.meta, [line(entry) for entry in imported.entries]
    assert [wanted for wanted in expected.get("entries", []) if wanted not in lines] == []
    if "open" in expected:
        assert sorted({found.code for found in meta.open_problems}) == sorted(expected["open"])
    if "attachments" in expected:
        assert [attachment.title for attachment in meta.attachments] == expected["attachments"]
    kept = everything(imported.manuscript)
    assert [word for word in expected.get("absent", []) if word in kept] == []
    assert [word for word in expected.get("present", []) if word not in kept] == []
    assert meta.draft


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_entry_is_worded(path: Path) -> None:
    imported = import_document(path.name, path.read_bytes())
    known = problem_entries()
    assert [entry.code for entry in imported.entries if entry.code not in known] == []


def test_same_document_in_gb18030() -> None:
    source = (CASES / "portal.txt").read_text("utf-8")
    plain = import_document("a.txt", source.encode())
    old = import_document("a.txt", source.encode("gb18030"))
    assert old.manuscript == plain.manuscript
    assert {entry.code for entry in old.entries} - {entry.code for entry in plain.entries} == {
        "import-encoding"
    }


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "import-nothing"),
        (b"   \n\t\n", "import-nothing"),
        (b"PK\x03\x04rest", "import-unsupported"),
        (b"%PDF-1.7", "import-unsupported"),
        (b"\x00\x01\x02\x03" * 100, "import-not-text"),
    ],
)
def test_nothing_to_import(data: bytes, code: str) -> None:
    imported = import_document("云澜.txt", data)
    assert code in [entry.code for entry in imported.entries]
    assert imported.manuscript.body == ()
    assert code in [found.code for found in imported.manuscript.meta.open_problems]


@given(st.binary(max_size=400))
@settings(deadline=None, max_examples=150)
def test_any_bytes(data: bytes) -> None:
    imported = import_document("any.txt", data)
    assert imported.manuscript.meta.draft
    assert imported.plan_id == "any"


HOSTILE = st.sampled_from(
    [
        *"一二（）()1234.、，。：《》“”<>/= \n\n\n\u00a0\u3000发年月日表|_",
        *("序号\n", "工作任务\n", "长期坚持\n", "牵头单位", "发布日期：", "365bet", "(fā)"),
        *("<table>", "<tr>", "<td colspan=3>", "</td>", "<p>", "<!--"),
    ]
)


@given(st.lists(HOSTILE, max_size=80).map("".join))
@settings(deadline=None, max_examples=200)
def test_any_text(source: str) -> None:
    imported = import_document("any.html", source.encode())
    lines = source.count("\n") + 1
    assert all(1 <= entry.line <= lines for entry in imported.entries)
    assert list(imported.entries) == sorted(imported.entries, key=lambda entry: entry.line)
    assert imported == import_document("any.html", source.encode())


PIECES = [
    *("<", "<a ", "<div>中", "<!--", "<p style='display:none' hidden>", "<table><tr><td>", ">"),
    *(
        "（（",
        "“",
        "《中文\n",
        "中(fā)",
        "中?a)",
        "（一）",
        "一、\n",
        "中文字，\n",
        "中 文",
        "年，",
        "_",
    ),
    *("XX市", "2018", "365bet_", "来源:\n", "序号\n工作任务\n1\n"),
]


@pytest.mark.parametrize("piece", PIECES)
def test_time_grows_with_the_size_only(piece: str) -> None:
    data = (piece * (40_000 // len(piece.encode()))).encode()
    began = time.process_time()
    import_document("hostile.txt", data)
    assert time.process_time() - began < 20


def test_long_reports_are_cut_short() -> None:
    source = "云澜市教育局2022年工作要点\n一、重点\n" + "".join(
        f"{n}.工作{n}。由XX市第{n}所学校承办，做好各项准备。\n" for n in range(1, 51)
    )
    imported = import_document("a.txt", source.encode())
    codes = [entry.code for entry in imported.entries]
    assert codes.count("placeholder") == 20
    more = next(entry for entry in imported.entries if entry.code == "import-more")
    assert dict(more.values) == {"code": "placeholder", "count": "30"}
    assert more.action is Action.PROBLEM


def test_a_value_that_swallowed_a_label_is_refused() -> None:
    source = "发文机关：云澜市教育局拟稿：甲\n云澜市2024年工作要点\n一、甲\n1. 乙。丙。\n"
    imported = import_document("a.txt", source.encode())
    assert imported.manuscript.meta.issuer == ""
    assert (1, "import-field-unreadable") in [(e.line, e.code) for e in imported.entries]


def test_the_head_of_a_notice_that_is_the_plan_becomes_fields() -> None:
    source = (
        "云澜市教育局文件\n云教发〔2024〕3号\n云澜市教育局\n关于做好2024年教育工作的通知\n各县（市、区）教育局，"
        "市直各学校：\n一、甲\n1. 乙。丙。\n云澜市教育局\n2024年3月1日\n（此件公开发布）\n"
    )
    imported = import_document("a.txt", source.encode())
    meta = imported.manuscript.meta
    assert meta.title == "云澜市教育局关于做好2024年教育工作的通知"
    assert (meta.issuer, meta.doc_no) == ("云澜市教育局", "云教发〔2024〕3号")
    assert (meta.written, meta.addressees) == ("2024-03-01", ("各县（市、区）教育局", "市直各学校"))
    assert imported.manuscript.opening == ()
    assert {"letterhead-read", "title-joined"} <= {entry.code for entry in imported.entries}
