"""A plan's page as data: plan.json.

In: a Site and one of its plans. Out: a value for JSON. The keys of docs and design come first and in
their order; more follow. What is unknown is "", null or [], never a guess.
"""

from collections.abc import Iterable
from decimal import Decimal

from generator.model.manuscript import Metadata, Table
from generator.model.plan import Citation, Deadline, Plan, PlanPart, Role, Target, Task
from generator.model.site import LinkedAttachment, LinkedPlan, LinkedTask, PolicyLink, UnitLink

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]

_EXACT = 15
"""A float holds this many digits."""
_LARGEST = 300
"""The power of ten up to which a number can be written both as an integer and as a float."""


def plan_twin(linked: LinkedPlan) -> dict[str, Json]:
    """Return the plan as data."""
    plan, meta = linked.plan, linked.plan.meta
    return {
        **_block(plan, meta),
        "parts": [_part(part) for part in plan.parts],
        "tasks": [_task(plan, found) for found in linked.tasks],
        "attachments": [_attachment(attachment) for attachment in linked.attachments],
        **_rest(linked),
    }


def _block(plan: Plan, meta: Metadata) -> dict[str, Json]:
    return {
        "id": plan.id,
        "title": plan.title,
        "kind": plan.kind,
        "year": plan.year,
        "issuer": plan.issuer,
        "index_no": meta.index_no,
        "doc_no": meta.doc_no,
        "written": meta.written,
        "published": meta.published,
        "status": meta.status,
        "source": meta.source,
        "addressees": [*meta.addressees],
        "column": [*meta.column],
    }


def _rest(linked: LinkedPlan) -> dict[str, Json]:
    plan, meta = linked.plan, linked.plan.meta
    notice: Json = None
    if plan.notice is not None:
        notice = {
            "title": plan.notice.title.value,
            "addressees": [*plan.notice.addressees],
            "text": [text.value for text in plan.notice.text],
            "signature": [line.value for line in plan.notice.signature],
        }
    return {
        "end_year": plan.end_year,
        "summary": meta.summary,
        "draft": linked.is_draft,
        "topics": [topic.name for topic in linked.topics],
        "notice": notice,
        "targets": [_target(target) for target in plan.targets],
        "opening": [*plan.opening],
        "closing": [*plan.closing],
        "citations": _citations(linked.policies, plan.citations),
        "tables": [_table(table) for table in plan.tables],
        "supersedes": linked.supersedes,
        "superseded_by": linked.superseded_by,
        "previous": linked.previous,
        "following": linked.following,
        "changes": [{"date": change.date, "note": change.note} for change in meta.changes],
        "progress": [
            {"task": p.task, "date": p.date, "status": p.status, "text": p.text, "link": p.link}
            for p in meta.progress
        ],
    }


def _part(part: PlanPart) -> Json:
    return {
        "number": part.number,
        "title": part.title,
        "level": part.level,
        "mark": part.mark,
        "text": [*part.text],
    }


def _task(plan: Plan, found: LinkedTask) -> Json:
    task = found.task
    return {
        "id": task.id,
        "number": task.number,
        "parts": [plan.parts[index].number for index in task.parts],
        "title": task.title,
        "text": "\n".join(task.text),
        "measures": [f"{measure.mark}{measure.text.value}" for measure in task.measures],
        "lead": _names(found.units, Role.LEAD),
        "cooperating": _names(found.units, Role.COOPERATING),
        "deadlines": [_deadline(deadline) for deadline in task.deadlines],
        "targets": [_target(target) for target in task.targets],
        "citations": _citations(found.policies, task.citations),
        "topics": [topic.name for topic in found.topics],
        **_more(task, found.units),
    }


def _names(units: Iterable[UnitLink], role: Role) -> Json:
    """Return the names as printed; a unit spelt twice (市文旅局, its full name) stands once."""
    return [found.name for found in units if found.role is role]


def _more(task: Task, units: Iterable[UnitLink]) -> dict[str, Json]:
    return {
        "mark": task.mark,
        "clause": task.clause,
        "columns": [{"name": c.name, "lines": [*c.lines]} for c in task.columns],
        "units": [
            {
                "id": found.unit.id,
                "name": found.name,
                "official_name": found.unit.name,
                "role": found.role.value,
                "recognised": found.recognised,
            }
            for found in units
        ],
    }


def _deadline(deadline: Deadline) -> Json:
    return {
        "kind": deadline.kind.value,
        "value": deadline.value,
        "text": deadline.text,
        "recognised": deadline.recognised,
    }


def _target(target: Target) -> Json:
    return {
        "value": number(target.value),
        "comparator": target.comparator.value,
        "unit": target.unit,
        "subject": target.subject,
        "text": target.text,
        "upper": None if target.upper is None else number(target.upper),
        "year": target.year,
        "recognised": target.recognised,
    }


def number(value: Decimal) -> int | float | None:
    """Return the number as JSON writes it: 65 stays 65, 98.5 stays 98.5; None for what has none."""
    if not value.is_finite() or abs(value.adjusted()) > _LARGEST:
        return None
    if value == value.to_integral_value():
        return int(value)
    return round(float(value), _EXACT)


def _citations(links: tuple[PolicyLink, ...], found: tuple[Citation, ...]) -> list[Json]:
    """Return citations with the policy that each was found to be."""
    policies = {link.citation: link.policy.id for link in links}
    return [
        {
            "title": citation.title,
            "issuer": citation.issuer,
            "number": citation.number,
            "policy": policies.get(citation, ""),
            "recognised": citation.recognised,
        }
        for citation in found
    ]


def _attachment(attachment: LinkedAttachment) -> Json:
    return {
        "title": attachment.title,
        "file": attachment.address,
        "size": attachment.size,
        "digest": attachment.digest,
    }


def _table(table: Table) -> Json:
    return {
        "caption": table.caption,
        "columns": [*table.columns],
        "rows": [[[line.value for line in cell] for cell in row] for row in table.rows],
    }
