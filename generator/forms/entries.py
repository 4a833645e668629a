"""What editors may write, key by key: the forms of plans and registers. The one place that names keys.

A field's title is its Chinese key. Validation, both languages of keys and the JSON Schema come from here.
"""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from generator.forms.fields import (
    Column,
    Count,
    DateField,
    Depth,
    Flag,
    IdField,
    Names,
    Paragraphs,
    TextField,
    Texts,
    UrlField,
    Year,
)


class Form(BaseModel):
    """A mapping with known keys only."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    synonyms: ClassVar[Mapping[str, str]] = {}
    """Further Chinese keys, with the English ones that they mean."""


class AttachmentForm(Form):
    """An attachment of a plan."""

    title: TextField = Field("", title="标题")
    file: TextField = Field("", title="文件", description="Path relative to the plan's own file.")


class ChangeForm(Form):
    """A change after publication."""

    date: DateField = Field(title="日期")
    note: TextField = Field(title="说明")


_STATUS = {
    "done": "done", "ongoing": "ongoing", "delayed": "delayed", "dropped": "dropped",
    "已完成": "done", "完成": "done", "推进中": "ongoing", "进行中": "ongoing",
    "滞后": "delayed", "未完成": "delayed", "不再实施": "dropped", "取消": "dropped",
}  # fmt: skip


def _progress_status(value: Any) -> str:
    if not isinstance(value, str) or value.strip() not in _STATUS:
        raise PydanticCustomError("bad-progress", "{value}", {"value": str(value)[:40]})
    return _STATUS[value.strip()]


class ProgressForm(Form):
    """What became of a task."""

    task: TextField = Field(title="任务", description="The id of the task in this plan, e.g. t3.")
    date: DateField = Field(title="日期")
    status: Annotated[str, BeforeValidator(_progress_status)] = Field(
        title="状态", json_schema_extra={"enum": list(_STATUS)}
    )
    text: TextField = Field("", title="内容")
    link: UrlField = Field("", title="链接")


class OpenProblemForm(Form):
    """Something that has to be resolved before publication."""

    code: TextField = Field(title="代码")
    note: TextField = Field("", title="说明")


class MetaForm(Form):
    """The information block of a plan, and how it is published."""

    id: IdField = Field("", title="标识")
    title: TextField = Field("", title="标题")
    kind: TextField = Field("", title="文种")
    year: Year = Field(None, title="年份")
    end_year: Year = Field(None, title="截止年份")
    issuer: TextField = Field("", title="发文机关")
    index_no: TextField = Field("", title="索引号")
    doc_no: TextField = Field("", title="发文字号")
    written: DateField = Field("", title="成文日期")
    published: DateField = Field("", title="发布日期")
    status: TextField = Field("", title="效力状态")
    source: TextField = Field("", title="信息来源")
    summary: TextField = Field("", title="摘要")
    addressees: Texts = Field((), title="主送机关")
    column: Column = Field((), title="栏目")
    topics: Names = Field((), title="主题")
    attachments: tuple[AttachmentForm, ...] = Field((), title="附件")
    supersedes: IdField = Field("", title="替代")
    draft: Flag = Field(False, title="草稿")
    publish_at: DateField = Field("", title="定时发布")
    expires_at: DateField = Field("", title="到期下线")
    changes: tuple[ChangeForm, ...] = Field((), title="更新记录")
    progress: tuple[ProgressForm, ...] = Field((), title="落实情况")
    open_problems: tuple[OpenProblemForm, ...] = Field((), title="待处理问题")


class TargetForm(Form):
    """A target written out."""

    subject: TextField = Field("", title="指标名称")
    comparator: TextField = Field("=", title="比较", description=">= <= > < = ~")
    value: TextField = Field("", title="数值")
    unit: TextField = Field("", title="计量单位")
    year: TextField = Field("", title="年份")
    text: TextField = Field("", title="原文")


class CitationForm(Form):
    """A cited document written out."""

    title: TextField = Field(title="标题")
    issuer: TextField = Field("", title="发文机关")
    number: TextField = Field("", title="发文字号")


class StatedForm(Form):
    """What an editor states about a task; keys that are left out are recognised in its text."""

    lead: Names | None = Field(None, title="牵头单位")
    cooperating: Names | None = Field(None, title="配合单位")
    deadlines: Names | None = Field(None, title="完成时限")
    targets: tuple[TargetForm, ...] | None = Field(None, title="指标")
    citations: tuple[CitationForm, ...] | None = Field(None, title="引用文件")
    topics: Names | None = Field(None, title="主题")


class MeasureForm(Form):
    """A measure of a task."""

    number: TextField = Field("", title="序号")
    text: TextField = Field(title="内容")

    synonyms: ClassVar[Mapping[str, str]] = {"正文": "text"}


def _measure(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


class TaskForm(StatedForm):
    """A task."""

    id: IdField = Field("", title="标识")
    number: TextField = Field("", title="序号", description="As printed: 1. or （一）")
    title: TextField = Field(title="标题")
    text: Paragraphs = Field((), title="正文")
    measures: tuple[Annotated[MeasureForm, BeforeValidator(_measure)], ...] = Field(
        (), title="举措"
    )
    outside: Depth = Field(0, title="跳出层数", description="How many open parts the task closes.")


class PartForm(Form):
    """A heading above tasks."""

    number: TextField = Field("", title="序号", description="As printed: 一、 or （一）")
    title: TextField = Field(title="标题")
    text: Paragraphs = Field((), title="正文")
    tasks: tuple[TaskForm, ...] = Field((), title="任务")
    parts: tuple["PartForm", ...] = Field((), title="部分")


class NoticeForm(Form):
    """The letter in front of a plan."""

    title: TextField = Field(title="标题")
    addressees: Texts = Field((), title="主送机关")
    text: Paragraphs = Field((), title="正文")
    signature: Texts = Field((), title="落款")


def _cell(value: Any) -> Any:
    return (
        tuple(filter(None, (line.strip() for line in value.split("\n"))))
        if isinstance(value, str)
        else value
    )


_LINES = {"anyOf": [{"type": ["string", "number"]}, {"type": "array", "items": {"type": "string"}}]}
CellForm = Annotated[tuple[TextField, ...], BeforeValidator(_cell), WithJsonSchema(_LINES)]


class TableForm(Form):
    """A table; `^^` in a cell merges it with the one above."""

    caption: TextField = Field("", title="表题")
    columns: tuple[TextField, ...] = Field(title="表头")
    rows: tuple[tuple[CellForm, ...], ...] = Field((), title="行")


class FrontForm(MetaForm):
    """The front matter of a Markdown plan."""

    notice: NoticeForm | None = Field(None, title="印发通知")
    tasks: dict[str, StatedForm] = Field({}, title="任务")


class PlanForm(MetaForm):
    """A plan in YAML."""

    notice: NoticeForm | None = Field(None, title="印发通知")
    opening: Paragraphs = Field((), title="引言")
    tasks: tuple[TaskForm, ...] = Field((), title="任务")
    parts: tuple[PartForm, ...] = Field((), title="部分")
    tables: tuple[TableForm, ...] = Field((), title="表格")
    closing: Paragraphs = Field((), title="结尾")


class UnitForm(Form):
    """A unit of the register."""

    id: IdField = Field(title="标识", min_length=1)
    name: TextField = Field(title="名称", min_length=1)
    aliases: Names = Field((), title="简称")
    kind: TextField = Field("", title="类别")
    parent: IdField = Field("", title="上级")
    region: TextField = Field("", title="地区")


class TopicForm(Form):
    """A topic of the register."""

    id: IdField = Field(title="标识", min_length=1)
    name: TextField = Field(title="名称", min_length=1)
    words: Names = Field((), title="词")


class SynonymForm(Form):
    """What visitors say, and what documents say instead."""

    words: Names = Field(title="词", min_length=1)
    means: Names = Field(title="公文用语", min_length=1)


class PolicyForm(Form):
    """A policy of the register."""

    id: IdField = Field(title="标识", min_length=1)
    title: TextField = Field(title="标题", min_length=1)
    issuer: TextField = Field("", title="发文机关")
    number: TextField = Field("", title="发文字号")
    date: DateField = Field("", title="日期")
    url: UrlField = Field("", title="网址")
    level: TextField = Field("", title="层级")
    aliases: Texts = Field((), title="别名")


class SiteForm(Form):
    """The settings of the site."""

    name: TextField = Field("工作规划库", title="名称")
    language: TextField = Field("zh-CN", title="语言")
    base_url: TextField = Field("", title="网址")
    region: TextField = Field("", title="地区")
    description: TextField = Field("", title="说明")
    code: TextField = Field("", title="网站标识码")
    domain: TextField = Field("", title="域名")
    column: Column = Field((), title="栏目")
    column_description: TextField = Field("", title="栏目说明")
    column_keywords: Names = Field((), title="栏目关键词")
    owner: TextField = Field("", title="主办单位")
    contact: TextField = Field("", title="联系方式")
    icp: TextField = Field("", title="ICP备案号")
    police: TextField = Field("", title="公安备案号")
    error_report: UrlField = Field("", title="纠错网址")
    manuscripts: Flag = Field(False, title="公开源文件")
    page_size: Count = Field(50, title="每页条数")
