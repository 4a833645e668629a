"""JSON Schemas of plans and registers, made from the forms: editors' text editors complete and check with them."""

import json
from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter

from generator.forms.entries import PlanForm
from generator.forms.registers import FORMS


def schemas() -> Mapping[str, str]:
    """Return each schema's JSON text by file name: plan.json, units.json …; stable, with a final line end."""
    forms = {"plan": PlanForm, **FORMS}
    return {f"{name}.json": _json(name, form) for name, form in forms.items()}


def _json(name: str, form: Any) -> str:
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **_bilingual(TypeAdapter(form).json_schema()),
        "title": f"Plansite {name}",
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _bilingual(schema: Any) -> Any:
    """Return the schema with every key a second time in Chinese; a required key may be either."""
    if isinstance(schema, list):
        return [_bilingual(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    result = {key: _bilingual(each) for key, each in schema.items()}
    properties = schema.get("properties")
    if schema.get("type") != "object" or not isinstance(properties, dict):
        return result
    titles = {name: each.get("title", name) for name, each in properties.items()}
    both = dict(result["properties"])
    both |= {title: result["properties"][name] for name, title in titles.items()}
    required = result.pop("required", [])
    either = [{"anyOf": [{"required": [name]}, {"required": [titles[name]]}]} for name in required]
    return {**result, "properties": both, **({"allOf": either} if either else {})}
