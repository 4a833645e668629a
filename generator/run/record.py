"""What a build leaves beside the manifest, so that the next can see that it has nothing to do.

In: a build and its input. Out: a record of JSON values, and the answer whether it still holds.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.digests import digest
from generator.disk.manifest import Record
from generator.disk.sources import Inputs
from generator.problems import Problem, Severity, Span
from generator.run.code import code_digest
from generator.run.order import Counts, Outcome
from generator.run.settings import Settings

if TYPE_CHECKING:  # the whole generator: see publish
    from generator.run.pipeline import Build

NEVER = "9999"


def build_key(inputs: Inputs, settings: Settings) -> str:
    """Return a digest of all that decides the output, but the date."""
    return digest(inputs.digest, replace(settings, today=""), code_digest(), inputs.problems)


def still_holds(record: Record, key: str, today: str) -> bool:
    """Return whether a build would make what the last one made.

    So it does with the same input, and no plan that becomes public or stops being so between then and now.
    """
    return record.get("key") == key and str(record.get("from")) <= today < str(record.get("until"))


def record_of(made: "Build", key: str, today: str, files: int) -> Record:
    """Return what lets a later build see that it has nothing to do."""
    return {
        "key": key,
        "from": today,
        "until": made.next_change or NEVER,
        "files": files,
        "plans": made.plans,
        "tasks": made.tasks,
        "harmless": sorted(made.harmless),
        "problems": [
            (p.at.path, p.at.line, p.at.column, p.code, p.severity.value, p.values)
            for p in made.problems
        ],
    }


def remembered_outcome(record: Record, inputs: Inputs) -> Outcome:
    """Return the outcome of a build that has nothing to do."""
    counts = Counts(record["plans"], record["tasks"], 0, record["files"], 0)
    problems = tuple(
        Problem(
            Span(path, line, column), code, Severity(severity), tuple((k, v) for k, v in values)
        )
        for path, line, column, code, severity, values in record["problems"]
    )
    harmless = frozenset(record["harmless"])
    return Outcome(True, problems, harmless, counts, inputs, is_made=False)
