"""`indicators.json`: by its JSON Schema, and its digest recomputed. Numbers are read as decimals, digit for digit."""

import decimal
import hashlib
import json
import re

import jsonschema

from findings import counted, finding


def read(file):
    return json.loads(file.read_text(encoding="utf-8"), parse_float=decimal.Decimal, parse_int=decimal.Decimal)


def check_record(site, file, validator):
    """The record, or None where it is not valid."""
    place = site.name(file)
    record = read(file)
    faults = list(validator.iter_errors(record))
    for fault in faults[:20]:
        finding(place, f"{fault.json_path}: {fault.message[:200]}")
    if faults:
        return None
    if digest(file.read_text(encoding="utf-8")) != record["provenance"]["digest"]:
        finding(place, "its digest is not that of its plan, indicators and tasks")
    if record["provenance"]["path"] != file.parent.relative_to(site.root).as_posix() + "/":
        finding(place, f"says that it is of {record['provenance']['path']}")
    ids = [one["id"] for one in record["indicators"] + record["tasks"]]
    for one in sorted({one for one in ids if ids.count(one) > 1}):
        finding(place, f"the id {one} is there twice")
    counted("records")
    counted("indicators", len(record["indicators"]))
    return record


def digest(text):
    """SHA-256 of plan, indicators and tasks as compact JSON; digits stay as they are written."""
    compact = "".join(
        part if part.startswith('"') else re.sub(r"\s+", "", part) for part in re.split(r'("(?:[^"\\]|\\.)*")', text)
    )
    start = re.search(r'},"plan":', compact).start() + 2
    return hashlib.sha256(("{" + compact[start:]).encode()).hexdigest()


def validator(schema):
    described = json.loads(schema.read_text(encoding="utf-8"))
    kind = jsonschema.validators.validator_for(described, default=jsonschema.Draft202012Validator)
    kind.check_schema(described)
    # A whole number that was read as a decimal is an integer still.
    def whole(_, value):
        return isinstance(value, int) and not isinstance(value, bool) or isinstance(value, decimal.Decimal) and value == value.to_integral_value()

    checker = kind.TYPE_CHECKER.redefine("integer", whole)
    return jsonschema.validators.extend(kind, type_checker=checker)(described, format_checker=kind.FORMAT_CHECKER)
