"""CSV files cell by cell against the JSON, and their bytes against RFC 4180."""

import csv
import datetime
import decimal
import io

from findings import counted, finding


def written(value):
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case decimal.Decimal():
            return f"{value:f}"
        case datetime.date():
            return value.isoformat()
        case _:
            return value


def check_csv(site, file, rows, columns, years_apart=0):
    """A table against its rows. So many years may be in it that are in no row."""
    place = site.name(file)
    data = file.read_bytes()
    text = data.decode("utf-8").removeprefix("\ufeff")
    table = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    if not text.endswith("\r\n"):
        finding(place, "the last line has no end")
    if table[0] != list(columns):
        finding(place, f"its columns are {table[0]}")
        return
    known = {written(row["year"]) for row in rows}
    apart = {cells[0] for cells in table[1:]} - known
    if years_apart:
        table[1:] = [cells for cells in table[1:] if cells[0] in known]
    if len(apart) > years_apart:
        finding(place, f"has the years {sorted(apart)}, of which there is no plan")
    if len(table) - 1 != len(rows):
        finding(place, f"{len(table) - 1} rows, and {len(rows)} in the JSON")
        return
    for at, (row, cells) in enumerate(zip(rows, table[1:]), 2):
        for (name, value), cell in zip(row.items(), cells, strict=True):
            if cell != written(value):
                finding(f"{place}, row {at}, {name}", f"{cell!r}, and in the JSON {written(value)!r}")
            counted("cells of CSV")
