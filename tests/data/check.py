"""The data files of built sites, before the tools that others read them with: python3 check.py SCHEMA FOLDER… [--without-office]

SCHEMA is the JSON Schema of `indicators.json`. Needs the packages of `requirements.txt`, `xmllint` and LibreOffice. A site
whose published plans have no data files is a fault, and so is a run that looked at nothing.
"""

import json
import pathlib
import sys

from catalogue_sheet import check_sheet_of_catalogue
from columns import INDICATORS, TASKS, expected
from csv_on_the_web import check_csvw
from csv_tables import check_csv
from findings import conclude, counted, counts, finding, stay_offline
from linked_data import check_catalogue, check_pages
from packages import check_package
from records import check_record, read, validator
from sites import PLAN_FILES, Site
from stratml import check_stratml
from workbooks import LibreOffice, check_sheet
from workbooks import read as read_workbook

SHEETS = {"zh-Hans": ("指标", "任务"), "en": ("Indicators", "Tasks")}


def titles(folder, resource):
    """The heads of a table's columns, as its package describes them to people."""
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    fields = next(one for one in package["resources"] if one["name"] == resource)["schema"]["fields"]
    return {field["name"]: field["title"] for field in fields}


def check_plan(site, folder, schema, office):
    missing = [name for name in PLAN_FILES if not (folder / name).is_file()]
    if missing:
        finding(site.name(folder), f"is a published plan without {', '.join(missing)}")
        return
    package = check_package(site, folder)
    record = check_record(site, folder / "indicators.json", schema)
    for name in ("indicators.csv", "tasks.csv"):
        check_csvw(site, folder / name)
    if record is None:
        return
    check_stratml(site, folder / "plan.stratml.xml", record)
    workbook = folder / "indicators.xlsx"
    sheets = read_workbook(workbook)
    for sheet, columns, key in zip(SHEETS[site.lang], (INDICATORS, TASKS), ("indicators", "tasks")):
        rows = expected(columns, [record], key)
        check_csv(site, folder / f"{key}.csv", rows, columns)
        heads = titles(folder, key)
        check_sheet(f"{site.name(workbook)}, {sheet}", sheets[sheet], rows, heads)
        office.add(site, workbook, sheet, rows, heads)
    issuer = record["plan"].get("issuer")
    if issuer and [one["title"] for one in package.get("contributors", [])] != [issuer]:
        finding(site.name(folder), f"its package does not name {issuer}")
    check_pages(site, folder, issuer)
    counted("plans")


def check_all_years(site, plans):
    """`indicators-all-years.csv` of each series: the plans' tables, oldest first. Of what was sealed without data, that they are there."""
    for file in sorted(site.root.rglob("indicators-all-years.csv")):
        below = [plan for plan in plans if plan.parent == file.parent]
        records = sorted((read(plan / "indicators.json") for plan in below), key=lambda one: one["plan"]["year"])
        without = [plan for plan in site.sealed_without_data() if plan.parent == file.parent]
        check_csv(site, file, expected(INDICATORS, records, "indicators"), INDICATORS, len(without))
        check_csvw(site, file)
        counted("series")


def main():
    schema, *folders = [one for one in sys.argv[1:] if one != "--without-office"]
    stay_offline()
    schema = validator(pathlib.Path(schema))
    office = LibreOffice()
    for folder in folders:
        site = Site(folder)
        plans = list(site.plans())
        for plan in plans:
            check_plan(site, plan, schema, office)
        whole = [plan for plan in plans if all((plan / name).is_file() for name in PLAN_FILES)]
        check_all_years(site, whole + list(site.drafts()))
        catalogue = check_catalogue(site, whole)
        if catalogue is not None:
            check_sheet_of_catalogue(site, catalogue, office)
        if not plans:
            finding(folder, "has no published plan")
    looked_at = ["plans", "packages", "CSVW tables", "StratML documents", "series", "JSON-LD blocks", "distributions", "rows of catalogues"]
    if "--without-office" not in sys.argv:
        office.check()
        looked_at.append("cells by LibreOffice")
    for kind in looked_at:
        if not counts[kind]:
            finding("this run", f"looked at no {kind}")
    return conclude()


if __name__ == "__main__":
    sys.exit(main())
