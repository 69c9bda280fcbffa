"""Runs revision files as Alembic would and says what is in them then.

Reads one JSON object a line, {"name": file name, "source": base64}, and writes one a line.
"""

import base64
import json
import os
import re
import sys
import tempfile
import warnings

from alembic.util import load_python_file

warnings.simplefilter("ignore")
sys.dont_write_bytecode = True
folder = tempfile.mkdtemp()
answers = os.fdopen(os.dup(1), "w")
os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def words(value):
    values = [] if value is None else [value] if isinstance(value, str) else list(value)
    if isinstance(value, set):
        values = sorted(value)  # in no order that one could compare
    if values in ([None], [""]):
        return []
    if not all(isinstance(word, str) for word in values):
        raise TypeError("no words")
    return values


def read(request):
    path = os.path.join(folder, request["name"])
    with open(path, "wb") as file:
        file.write(base64.b64decode(request["source"]))
    try:
        module = load_python_file(folder, request["name"])
    finally:
        os.unlink(path)
    match = re.match(r"([a-f0-9]+)\.py$", request["name"])
    doc = (module.__doc__ or "").strip()
    message = " ".join(doc.split("\n\n")[0].split())
    return {
        "id": module.revision if hasattr(module, "revision") else match and match.group(1),
        "down": words(module.down_revision),
        "depends": words(getattr(module, "depends_on", None)),
        "labels": words(getattr(module, "branch_labels", None)),
        "message": "" if message == "empty message" else message,
    }


for line in sys.stdin:
    try:
        answer = read(json.loads(line))
        json.dumps(answer).encode("utf-8")
    except BaseException as error:
        answer = {"error": "%s: %s" % (type(error).__name__, error)}
    print(json.dumps(answer), file=answers, flush=True)
os.rmdir(folder)
