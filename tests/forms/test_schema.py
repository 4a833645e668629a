"""The published JSON Schemas are those of the forms, valid, and true to what the reader accepts."""

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from generator.forms.schema import schemas

SCHEMAS = schemas()


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_the_published_schema_is_current(name: str, repo: Path) -> None:
    """On failure run: python3 build.py schema --into content/schema"""
    assert (repo / "content" / "schema" / name).read_text("utf-8") == SCHEMAS[name]


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_the_schema_is_valid(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(SCHEMAS[name]))


def plain(path: Path) -> object:
    """Return a YAML file as a text editor's checker sees it, dates as text."""
    return json.loads(json.dumps(yaml.safe_load(path.read_text("utf-8")), default=str))


def samples(repo: Path) -> list[tuple[str, Path]]:
    """Return every YAML file of the sample content with the name of its schema."""
    registers = {f"{path.stem}.json": path for path in (repo / "content").glob("*.yaml")}
    plans = sorted((repo / "content" / "plans").rglob("*.yaml"))
    return [*registers.items(), *(("plan.json", path) for path in plans)]


def test_the_sample_content_fits(repo: Path) -> None:
    for name, path in samples(repo):
        errors = list(
            jsonschema.Draft202012Validator(json.loads(SCHEMAS[name])).iter_errors(plain(path))
        )
        assert not errors, (path, errors[0].message, list(errors[0].path))


@pytest.mark.parametrize(
    "wrong", [{"标题": "甲", "foo": 1}, {"标题": "甲", "草稿": "也许"}, {"parts": [{"tasks": []}]}]
)
def test_what_the_reader_refuses_does_not_fit(wrong: object) -> None:
    validator = jsonschema.Draft202012Validator(json.loads(SCHEMAS["plan.json"]))
    assert list(validator.iter_errors(wrong))
