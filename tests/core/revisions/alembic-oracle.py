"""Answers questions about revision trees as the installed Alembic sees them.

Reads one JSON object a line and writes one a line: trees come as lists, no files are involved. The graph code of
Alembic itself does all the work; only the order of two dependencies of one revision, which Alembic takes from a
set, is fixed to the order in which they are declared.
"""

import json
import sys
import types
import warnings

from alembic.script import ScriptDirectory
from alembic.script.base import Script
from alembic.util import CommandError

warnings.simplefilter("ignore")

CAUSES = [
    ("Multiple head", "several-heads"),
    ("Can't locate revision", "no-such-revision"),
    ("Ambiguous walk", "ambiguous"),
    ("Ambiguous upgrade", "ambiguous"),
    ("didn't produce", "out-of-range"),
    ("Walked too far", "out-of-range"),
    ("overlaps with", "overlap"),
    ("is not a valid downgrade target from current head", "not-below"),
    ("Not a valid downgrade target from current heads", "not-below"),
]


def nothing():
    pass


def scalar(values):
    return None if not values else values[0] if len(values) == 1 else tuple(values)


def make_script(entry):
    module = types.SimpleNamespace(
        down_revision=scalar(entry["down"]),
        depends_on=scalar(entry["depends"]),
        branch_labels=tuple(entry["labels"]) or None,
        upgrade=nothing,
        downgrade=nothing,
    )
    module.__doc__ = entry["id"]
    return Script(module, entry["id"], "/versions/%s.py" % entry["id"])


def make_directory(entries):
    directory = ScriptDirectory("/tmp")
    directory.revision_map._generator = lambda: map(make_script, entries)
    for script in directory.revision_map._revision_map.values():
        if script is not None:
            kept = set(script._normalized_resolved_dependencies)
            script._normalized_resolved_dependencies = tuple(
                name for name in dict.fromkeys(script._resolved_dependencies) if name in kept
            )
    return directory


def find_cause(error):
    if isinstance(error, AssertionError):
        return "assertion"
    text = str(error)
    if isinstance(error, CommandError):
        for part, cause in CAUSES:
            if part in text:
                return cause
    return "%s: %s" % (type(error).__name__, text)


def answer(directory, question):
    rows = tuple(question["rows"])
    try:
        if question["kind"] == "current":
            return {"ids": sorted(r.revision for r in directory.get_all_current(rows))}
        plan = directory._upgrade_revs if question["kind"] == "upgrade" else directory._downgrade_revs
        return {"ids": [step.revision.revision for step in plan(question["target"], rows)]}
    except Exception as error:
        return {"cause": find_cause(error)}


def describe(directory):
    names = directory.revision_map
    scripts = {s.revision: s for s in names._revision_map.values() if s is not None}
    return {
        "heads": list(names.heads),
        "real_heads": list(names._real_heads),
        "bases": list(names.bases),
        "history": [s.revision for s in directory.walk_revisions()],
        "flags": {
            name: [s.is_head, s.is_branch_point, s.is_merge_point, sorted(s.branch_labels)]
            for name, s in scripts.items()
        },
    }


for line in sys.stdin:
    tree = json.loads(line)
    try:
        directory = make_directory(tree["scripts"])
        result = describe(directory)
        result["answers"] = [answer(directory, question) for question in tree["questions"]]
    except Exception as error:
        result = {"refused": "%s: %s" % (type(error).__name__, error)}
    print(json.dumps(result), flush=True)
