"""Only the spots of a plan that need markup carry it."""

from generator.forms.composed import write_markdown
from generator.forms.markdown import read_markdown
from generator.model.manuscript import Item, Manuscript, Metadata, Part, Table, text


def _plan(*paragraphs: str) -> Manuscript:
    return Manuscript(
        meta=Metadata(title="云澜市教育局2024年工作要点", issuer="云澜市教育局"),
        body=(
            Part(mark="一、", number="一", title=text("办好教育"), level=1),
            Item(mark="1.", number="1", title=text("扩大学位"), text=tuple(map(text, paragraphs))),
            Item(mark="2.", number="2", title=text("保障安全"), text=(text("排查隐患。"),)),
        ),
    )


def test_a_paragraph_that_looks_numbered_is_the_only_one_marked() -> None:
    plan = _plan("新建学校。", "（一）不是任务。")
    written = write_markdown(plan)
    assert [line for line in written.split("\n") if line.startswith(("\\", "#"))] == [
        "\\（一）不是任务。"
    ]
    assert read_markdown(written, "").value == plan


def test_a_clause_in_square_brackets_needs_no_markup() -> None:
    written = write_markdown(_plan("[牵头单位：市教育局；完成时限：2025年]"))
    assert "1. 扩大学位[牵头单位：市教育局；完成时限：2025年]" in written
    assert "\\" not in written


def test_a_table_stands_before_the_signature() -> None:
    table = Table(columns=("序号", "任务"), rows=(((text("1"),), (text("扩大学位"),)),))
    plan = _plan("新建学校。")
    signed = Manuscript(
        meta=Metadata(title="要点", issuer="云澜市教育局", written="2024-03-01"),
        body=plan.body,
        tables=(table,),
        closing=(text("云澜市教育局"), text("2024年3月1日")),
    )
    written = write_markdown(signed)
    assert written.index("| 序号") < written.index("2024年3月1日")
    assert read_markdown(written, "").value == signed
