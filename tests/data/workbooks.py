"""Spreadsheets cell by cell against the JSON: read by `openpyxl`, and opened by LibreOffice and written out as CSV."""

import csv
import datetime
import decimal
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import warnings

import openpyxl

from findings import counted, finding

# Comma, quotes around all text, UTF-8, values and not what a format makes of them, every sheet.
TO_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,false,false,false,false,-1"


def read(file):
    """The sheets of a workbook; whatever the reader warns of is an error."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return openpyxl.load_workbook(file)


def seen(cell):
    """A value as the JSON has it. What only looks like a number is text."""
    value = cell.value
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, (int, float)):
        return decimal.Decimal(repr(value)).normalize()
    return value


def same(value, found):
    """Whether a cell has what the JSON has. What is more exact than a spreadsheet's numbers stands in it as text."""
    if isinstance(value, bool):
        return found in (("是", "Yes") if value else ("否", "No"))
    if isinstance(value, decimal.Decimal) and isinstance(found, str):
        return found == f"{value:f}" and decimal.Decimal(repr(float(value))) != value
    return type(value) is type(found) and value == found


def check_sheet(place, sheet, rows, titles):
    """A sheet against the rows of a table, by the heads of its columns."""
    head = [cell.value for cell in sheet[1]]
    if sorted(head) != sorted(titles.values()):
        finding(place, f"its columns are {head}")
        return
    if sheet.max_row - 1 != len(rows):
        finding(place, f"{sheet.max_row - 1} rows, and {len(rows)} in the JSON")
        return
    if sheet.freeze_panes is None or sheet.auto_filter.ref is None:
        finding(place, "the head is not frozen, or there is no filter")
    names = {title: name for name, title in titles.items()}
    for cells, row in zip(sheet.iter_rows(min_row=2), rows):
        for title, cell in zip(head, cells, strict=True):
            value = row[names[title]]
            if cell.data_type == "f" or cell.hyperlink is not None:
                finding(f"{place}, {cell.coordinate}", "is a formula or a link")
            elif not same(value, seen(cell)):
                finding(f"{place}, {cell.coordinate}", f"{cell.value!r}, and in the JSON {value!r}")
            counted("cells of workbooks")


class LibreOffice:
    """Opens all workbooks at once, for it takes longer to start than to work."""

    def __init__(self):
        self.files = {}

    def add(self, site, file, name, rows, titles):
        self.files.setdefault(file, (site, []))[1].append((name, rows, titles))

    def check(self):
        with tempfile.TemporaryDirectory() as folder:
            work = pathlib.Path(folder)
            named = {file: work / f"w{at}.xlsx" for at, file in enumerate(self.files)}
            for file, copy in named.items():
                shutil.copy(file, copy)
            convert(work, list(named.values()))
            for file, (site, sheets) in self.files.items():
                for name, rows, titles in sheets:
                    place = f"LibreOffice, {site.name(file)}, {name}"
                    made = work / "out" / f"{named[file].stem}-{name}.csv"
                    if made.is_file():
                        compare(place, list(csv.reader(made.open(encoding="utf-8", newline=""))), rows, titles)
                    else:
                        finding(place, "was not opened")


def convert(work, files):
    """Writes all sheets of the files to the folder `out`. Now and then a LibreOffice that starts afresh never comes to its work."""
    for attempt in range(3):
        profile = (work / f"profile-{attempt}").as_uri()
        command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", TO_CSV, "--outdir", str(work / "out")]
        running = subprocess.Popen(
            [*command, *map(str, files)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        try:
            said, _ = running.communicate(timeout=60 + 5 * len(files))
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
            running.communicate()
            continue
        if running.returncode != 0:
            finding("LibreOffice", said)
        return
    finding("LibreOffice", "did not answer, three times")


def compare(place, table, rows, titles):
    names = {title: name for name, title in titles.items()}
    columns = [names.get(title) for title in table[0]]
    if len(table) - 1 != len(rows) or None in columns:
        finding(place, f"{len(table) - 1} rows with {table[0]}")
        return
    for at, (cells, row) in enumerate(zip(table[1:], rows), 2):
        for name, cell in zip(columns, cells, strict=True):
            if not reads(row[name], cell):
                finding(f"{place}, row {at}, {name}", f"{cell!r}, and in the JSON {row[name]!r}")
            counted("cells by LibreOffice")


def reads(value, cell):
    match value:
        case None:
            return cell == ""
        case bool():
            return cell in (("是", "Yes") if value else ("否", "No"))
        case decimal.Decimal():
            number = decimal.Decimal(cell[:-1]) / 100 if cell.endswith("%") else decimal.Decimal(cell.replace(",", ""))
            return number == value
        case datetime.date():
            return cell == value.isoformat()
        case _:
            # A line's end has only one form in a cell.
            return cell == value.replace("\r\n", "\n")
