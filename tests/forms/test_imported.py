"""Whatever is imported, its draft is written, read and understood without a crash, and nothing is lost on the way."""

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.files import Source
from generator.forms.composed import write_markdown
from generator.forms.documents import parse_plan, read_manuscript
from generator.imports.document import import_document

PIECES = st.sampled_from(
    [
        *"一二（）()1234.、，。：《》“”<>/=|#-{}\\\n\n\n\u00a0\u3000发年月日表",
        *(
            "关于印发《工作要点》的通知\n",
            "云教发〔2021〕3号\n",
            "各县：\n",
            "2021年3月10日\n",
            "附件：分工表\n",
        ),
        *(
            "一、加强党建\n",
            "1.抓好学习。开展读书班。\n",
            "（牵头单位：市教育局）\n",
            "达到65%以上。",
            "365bet_",
        ),
        *(
            "序号\n",
            "工作任务\n",
            "长期坚持\n",
            "牵头单位\n",
            "配合单位\n",
            "市财政局\n",
            "發(fā)",
            "---\n",
            "{#t1}",
        ),
    ]
)


@given(st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=300))
@settings(max_examples=150)
def test_any_text_imports_and_its_draft_parses(text: str) -> None:
    imported = import_document("any.txt", text.encode("utf-8", "replace"))
    draft = Source("plans/any.md", write_markdown(imported.manuscript), "0")
    read = read_manuscript(draft)
    assert read.value == imported.manuscript, read.problems
    parsed = parse_plan(draft)
    assert parsed.value is not None
    assert parsed.value.meta.draft
