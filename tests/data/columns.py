"""What must stand in each column of a table, told from `indicators.json` alone: text, number, day, yes or no, or nothing."""

import datetime
import decimal


def day(text):
    return datetime.date.fromisoformat(text) if text else None


def names(units):
    return "；".join(units) or None


def section(record, item):
    if "section" not in item:
        return None
    one = record["plan"]["sections"][int(item["section"])]
    return one.get("number", "") + one["title"]


def part(item, *path):
    for key in path:
        item = item.get(key, {})
    return item or (item if isinstance(item, decimal.Decimal) else None)


def of(*path):
    return lambda record, item: part(item, *path)


def date_of(*path):
    return lambda record, item: day(part(item, *path))


def year(record, item):
    return record["plan"]["year"]


INDICATORS = {
    "year": year,
    "id": of("id"),
    "name": of("name"),
    "section": section,
    "level": of("level"),
    "nature": of("nature"),
    "unit": of("unit"),
    "measure": of("measure"),
    "target": of("target", "text"),
    "target_kind": of("target", "kind"),
    "target_bound": of("target", "bound"),
    "target_value": of("target", "value"),
    "target_upper": of("target", "upper"),
    "target_second": of("target", "second"),
    "target_counts": of("target", "counts"),
    "target_unit": of("target", "unit"),
    "stretch": of("stretch", "text"),
    "baseline": of("baseline", "text"),
    "baseline_value": of("baseline", "value"),
    "baseline_date": date_of("baseline", "date"),
    "actual": of("actual", "text"),
    "actual_value": of("actual", "value"),
    "actual_second": of("actual", "second"),
    "actual_unit": of("actual", "unit"),
    "actual_date": date_of("actual", "date"),
    "actual_source": of("actual", "source"),
    "actual_note": of("actual", "note"),
    "attainment": of("progress", "attainment", "value"),
    "used": of("progress", "used", "value"),
    "distance": of("progress", "distance", "value"),
    "elapsed": of("progress", "elapsed", "value"),
    "difference": of("progress", "difference"),
    "status": of("progress", "status", "key"),
    "status_text": of("progress", "status", "text"),
    "status_reason": of("progress", "reason_text"),
    "judged_at": date_of("progress", "at"),
    "due": of("due", "text"),
    "due_date": date_of("due", "date"),
    "leads": lambda record, item: names(item["leads"]),
    "partners": lambda record, item: names(item["partners"]),
    "replaces": lambda record, item: names(item.get("replaces", [])),
    "definition": of("definition"),
    "source": of("source"),
    "note": of("note"),
    "excused": of("excused"),
    "path": of("path"),
}

TASKS = {
    "year": year,
    "id": of("id"),
    "name": of("name"),
    "section": section,
    "leads": lambda record, item: names(item["leads"]),
    "partners": lambda record, item: names(item["partners"]),
    "due": of("due", "text"),
    "due_date": date_of("due", "date"),
    "state": of("state", "key"),
    "state_text": of("state", "text"),
    "reason": of("reason"),
    "overdue": lambda record, item: item["overdue"],
    "note": of("note"),
}


def expected(columns, records, key):
    """The table: one row for each item, one value for each column."""
    return [
        {name: tell(record, item) for name, tell in columns.items()} for record in records for item in record[key]
    ]
