"""The quarter's round with other people's programs: workbooks filled in by openpyxl, saved again by LibreOffice where it is
installed, and read back; what is written must be what was filled in.

    python collect.py PLANPRESS [WORK]
"""

import datetime
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import openpyxl

HERE = Path(__file__).resolve().parent
SITE = HERE.parent / "fixtures" / "collect" / "site"
PERIOD_END = datetime.date(2026, 6, 30)
VALUES = {
    "new-pipes": (61.3, "61.3"),
    "leak-rate": (9.2, "9.2"),
    "meters": (47900, "47900"),
    "trained": (310, "310"),
    "complaints": ("下降4.5%", "下降4.5%"),
    "sponge": (1, "1"),
    "rank": ("第2位", "2"),
    "ratio": ("1:1.25", "1:1.25"),
    "coverage": ("覆盖八成小区", "覆盖八成小区"),
    "funds": (13.1, "13.1"),
    "repaired": (19, "19"),
    "hours": (4.5, "4.5"),
}
STATES = {
    "plant": ("已完成", "done"),
    "plan-source": ("推进中", "in-progress"),
    "survey": ("推进中", "in-progress"),
    "joint-task": ("推进中", "in-progress"),
    "hotline": ("已完成", "done"),
}
failures = []


def check(holds, what):
    if not holds:
        failures.append(what)
        print(f"FAILED: {what}")


def planpress(site, *arguments):
    command = [PLANPRESS, "--lang", "zh", "--root", str(site), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120)


def tables(book):
    """The sheets with heads: the sheet, its columns by head, and the row of the heads."""
    for sheet in book:
        for row in sheet.iter_rows(max_row=10):
            heads = {cell.value: cell.column for cell in row if cell.value}
            if "备注" in heads:
                yield sheet, heads, row[0].row
                break


def look(path):
    """What a unit sees: real numbers and days, what is locked, what is offered, how it prints."""
    book = openpyxl.load_workbook(path)
    check(book.sheetnames[0] == "填报说明", f"{path.name} starts with its cover")
    for sheet, heads, top in tables(book):
        name = f"{path.name} {sheet.title}"
        check(sheet.protection.sheet and not sheet.protection.password, f"{name}: locked, without a password")
        check(sheet.freeze_panes == f"B{top + 1}", f"{name}: the heads stay ({sheet.freeze_panes})")
        check(sheet.page_setup.orientation == "landscape" and sheet.page_setup.paperSize == 9, f"{name}: A4, landscape")
        check(sheet.sheet_properties.pageSetUpPr.fitToPage, f"{name}: fits the width")
        hidden = {
            letter
            for group in sheet.column_dimensions.values()
            if group.hidden
            for letter in map(openpyxl.utils.get_column_letter, range(group.min, group.max + 1))
        }
        inputs = {"完成值", "截止日期", "数据来源", "备注", "状态", "完成日期"}
        for head, column in heads.items():
            letter = openpyxl.utils.get_column_letter(column)
            is_hidden = head in {"计划地址", "填报单位", "填报期间", "指标编号", "任务编号", "版式"}
            check((letter in hidden) == is_hidden, f"{name} {head}: hidden or seen")
            for row in range(top + 1, sheet.max_row + 1):
                cell = sheet.cell(row, column)
                check(cell.protection.locked == (head not in inputs), f"{name} {cell.coordinate}: locked or not")
                check(cell.data_type != "f", f"{name} {cell.coordinate}: a formula")
                if head == "截止日期":
                    check(cell.is_date and cell.value.date() == PERIOD_END, f"{name} {cell.coordinate}: a real day")
                if head == "上期完成值" and cell.value not in (None, ""):
                    check(isinstance(cell.value, (int, float)), f"{name} {cell.coordinate}: a real number")
        offered = {rule.type for rule in sheet.data_validations.dataValidation}
        check({"date"} <= offered and ("list" in offered or "decimal" in offered), f"{name}: rules {offered}")


def fill(source, target, shuffle=None):
    """Fills a workbook in; with `shuffle`, as somebody who sorts rows and adds columns of his own."""
    book = openpyxl.load_workbook(source)
    for sheet, heads, top in tables(book):
        for row in range(top + 1, sheet.max_row + 1):
            if "指标编号" in heads:
                identity = sheet.cell(row, heads["指标编号"]).value
                if identity in VALUES:
                    sheet.cell(row, heads["完成值"]).value = VALUES[identity][0]
            else:
                state = STATES[sheet.cell(row, heads["任务编号"]).value][0]
                sheet.cell(row, heads["状态"]).value = state
                if state == "已完成":
                    sheet.cell(row, heads["完成日期"]).value = datetime.date(2026, 6, 18)
        if shuffle:
            rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=top + 1)]
            order = list(range(sheet.max_column))
            shuffle.shuffle(rows)
            shuffle.shuffle(order)
            names = [cell.value for cell in sheet[top]]
            sheet.delete_rows(1, sheet.max_row)
            sheet.append(["本单位汇总"])
            sheet.append(["自编序号"] + [names[at] for at in order] + ["联系人"])
            for number, row in enumerate(rows, 1):
                sheet.append([number] + [row[at] for at in order] + ["某某"])
            sheet.append([None, "合计", len(rows)])
    book.save(target)


def front_matter(site):
    return "".join(path.read_text() for path in sorted((site / "content" / "2026").glob("*.md")))


def written(text):
    """The values of the second quarter and the states of tasks, by id."""
    values, states = {}, {}
    for block in re.split(r"\n  - (?=\{?id: )", text):
        identity = re.match(r"\{?id: ([a-z-]+)", block)
        if not identity:
            continue
        report = re.search(r"(?:quarter: 2|date: 2026-06-30)[^}\n]*", block)
        if report:
            line = next(line for line in block.splitlines() if report.group(0) in line)
            value = re.search(r"""value: (?:"([^"]*)"|'([^']*)'|([^,}\n]+))""", line)
            values[identity.group(1)] = next(part for part in value.groups() if part is not None).strip()
        state = re.search(r"state: ([a-z-]+)", block)
        if state:
            states[identity.group(1)] = state.group(1)
    return values, states


def same(one, other):
    number = lambda text: re.fullmatch(r"第?([0-9.]+)(?:位)?", text)
    a, b = number(one), number(other)
    return float(a.group(1)) == float(b.group(1)) if a and b else one == other


def round_trip(work, name, change):
    """Fills workbooks in, does something more with the files, reads them, and compares."""
    site = work / name / "site"
    shutil.copytree(SITE, site)
    sent = work / name / "sent"
    out = planpress(site, "collect", "out", "2026", "--quarter", "2", "--dir", sent)
    check(out.returncode == 0, f"{name}: out: {out.stderr}")
    back = work / name / "back"
    back.mkdir()
    files = [path for path in sorted(sent.glob("*.xlsx")) if path.name != "填报单位名单.xlsx"]
    for path in files:
        if name == "openpyxl":
            look(path)
        fill(path, back / path.name, random.Random(path.name) if name == "shuffled" else None)
    files = change(back) if change else sorted(back.iterdir())
    read = planpress(site, "collect", "in", *files, "--as-of", "2026-06-30")
    check(read.returncode == 0, f"{name}: in: {read.stderr}")
    values, states = written(front_matter(site))
    for identity, (_, expected) in VALUES.items():
        found = values.get(identity, "nothing")
        check(same(found, expected), f"{name}: {identity} is {found} and was {expected}")
    for identity, (_, expected) in STATES.items():
        check(states.get(identity) == expected, f"{name}: {identity} is {states.get(identity)} and was {expected}")
    checked = planpress(site, "check")
    check(checked.returncode == 0, f"{name}: check: {checked.stderr}")
    print(f"{name}: {len(values)} values, {len(states)} states of tasks")


def saved_by_libreoffice(office, kind):
    def change(back):
        to = back.parent / "saved"
        profile = (back.parent / "profile").as_uri()
        command = [office, "--headless", f"-env:UserInstallation={profile}", "--convert-to", kind, "--outdir", to]
        subprocess.run([*map(str, command), *map(str, sorted(back.iterdir()))], check=True, capture_output=True, timeout=300)
        return sorted(to.iterdir())

    return change


def protected(work, office):
    """A workbook that a password protects is told as such."""
    back = work / "openpyxl" / "back"
    to = work / "protected"
    profile = (work / "profile").as_uri()
    kind = 'xlsx:Calc MS Excel 2007 XML:{"Password":{"type":"string","value":"1234"}}'
    command = [office, "--headless", f"-env:UserInstallation={profile}", "--convert-to", kind, "--outdir", str(to)]
    subprocess.run([*command, str(back / "水务局.xlsx")], capture_output=True, timeout=300)
    saved = to / "水务局.xlsx"
    if not saved.exists() or saved.read_bytes()[:2] == b"PK":
        print("!!! a workbook with a password NOT tested: this LibreOffice writes none")
        return
    read = planpress(work / "openpyxl" / "site", "collect", "in", saved)
    check(read.returncode == 1 and "密码" in read.stderr, f"password: {read.stderr}")


def main():
    work = Path(tempfile.mkdtemp(prefix="collect-"))
    try:
        round_trip(work, "openpyxl", None)
        round_trip(work, "shuffled", None)
        office = shutil.which("soffice") or shutil.which("libreoffice")
        if office:
            for kind in ["xlsx", "xls", "ods"]:
                round_trip(work, f"libreoffice-{kind}", saved_by_libreoffice(office, kind))
            protected(work, office)
        else:
            print("!!! LibreOffice is not installed: workbooks saved again by it were NOT tested")
    finally:
        shutil.rmtree(work, ignore_errors=True)
    print(f"{len(failures)} failures")
    return 1 if failures else 0


PLANPRESS = os.path.abspath(sys.argv[1])
sys.exit(main())
