"""Tables pasted with tabs, and lists whose numbers only the browser shows."""

from generator.imports.document import import_document
from generator.imports.tabbed import with_tables
from generator.model.manuscript import Item, Text

TITLE = "云澜市教育局2024年工作要点"


def test_lines_with_tabs_are_a_table() -> None:
    rows = "序号\t工作任务\t牵头单位\n1\t建设校舍\t市教育局\n2\t培训教师\t"
    found = import_document("a.txt", f"{TITLE}\n\n{rows}\n".encode()).manuscript
    (table,) = found.tables
    assert table.columns == ("序号", "工作任务", "牵头单位")
    assert [[line.value for cell in row for line in cell] for row in table.rows] == [
        ["1", "建设校舍", "市教育局"],
        ["2", "培训教师"],
    ]


def test_a_single_line_with_tabs_stays_a_line() -> None:
    (block,) = with_tables([Text("甲\t乙\t丙")])
    assert block.table is None


def test_numbers_of_a_list_are_those_that_a_reader_sees() -> None:
    items = "<li>扩充学位。新增学位100个。</li><li>规范办园。完成5所。</li>"
    page = f"<html><body><h1>{TITLE}</h1><h2>一、学前教育</h2><ol>{items}</ol></body></html>"
    body = import_document("a.html", page.encode()).manuscript.body
    assert [(each.number, each.title.value) for each in body if isinstance(each, Item)] == [
        ("1", "扩充学位"),
        ("2", "规范办园"),
    ]


def test_items_that_print_their_own_number_get_no_second_one() -> None:
    items = "<li>1．扩充学位。新增学位100个。</li><li>2．规范办园。完成5所。</li>"
    page = f"<html><body><h1>{TITLE}</h1><h2>一、学前教育</h2><ol>{items}</ol></body></html>"
    body = import_document("a.html", page.encode()).manuscript.body
    assert [each.number for each in body if isinstance(each, Item)] == ["1", "2"]
