"""Each fault of the data files is found: python3 selftest.py SCHEMA FOLDER

FOLDER is a built site whose data files are right. One of its files is spoiled at a time, in a copy, and `check.py` must say so.
"""

import concurrent.futures
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

CHECK = pathlib.Path(__file__).parent / "check.py"


def replace(name, old, new):
    """Puts a text in the place of the first that fits a pattern."""

    def spoil(plan):
        file = plan / name
        text = file.read_bytes().decode("utf-8")
        changed = re.sub(old, new, text, count=1)
        assert changed != text, f"{name} has no {old}"
        file.write_text(changed, encoding="utf-8", newline="")

    return spoil


def in_workbook(part, old, new):
    """The same in a part of a workbook."""

    def spoil(plan):
        file = plan / "indicators.xlsx"
        with zipfile.ZipFile(file) as book:
            parts = {name: book.read(name) for name in book.namelist()}
        text = parts[part].decode("utf-8")
        changed = re.sub(old, new, text, count=1)
        assert changed != text, f"{part} has no {old}"
        parts[part] = changed.encode("utf-8")
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as book:
            for name, data in parts.items():
                book.writestr(name, data)

    return spoil


def remove(name):
    return lambda plan: (plan / name).unlink()


def at_root(spoil):
    """The same at the root of the site, which is three folders above the plan's file."""
    return lambda plan: spoil(plan.parent.parent)


def unsized(plan):
    file = plan / "datapackage.json"
    package = json.loads(file.read_text(encoding="utf-8"))
    package["resources"][0]["bytes"] += 1
    file.write_text(json.dumps(package, ensure_ascii=False), encoding="utf-8")


# What is spoiled, and a part of what must be said of it.
FAULTS = [
    (remove("indicators.xlsx"), "is a published plan without indicators.xlsx"),
    (replace("indicators.json", r'"value": (\d)', r'"value": 1\1'), "its digest is not"),
    (replace("indicators.json", r'"kind": "quantity"', '"kind": "amount"'), "is not valid under any"),
    (replace("indicators.json", r'"progress": \{', '"more": 1, "progress": {'), "its digest is not"),
    (replace("indicators.csv", r",quantity,([a-z-]+),(\d)", r",quantity,\1,9\2"), ", and in the JSON "),
    (replace("indicators.csv", r"\r\n", "\n"), "size or SHA-256"),
    (replace("indicators.csv", r"year,id", "year,key"), "its columns are"),
    (replace("tasks.csv-metadata.json", r'"titles": "name"', '"titles": "label"'), "tasks.csv-metadata.json"),
    (replace("indicators.csv-metadata.json", r'"url": "', '"url": "x'), "speaks of"),
    (unsized, "byte-count"),
    (replace("datapackage.json", r'"name": "[a-z-]*"', '"name": "plan-2017"'), "has a year in it"),
    (replace("plan.stratml.xml", r"<Goal>\s*<Name>", "<Goal><Title/><Name>"), "not expected"),
    (replace("plan.stratml.xml", r"<Identifier>indicator-[^<]*", "<Identifier>objective-twice"), "plan.stratml.xml"),
    (replace("plan.stratml.xml", r"<NumberOfUnits>(\d)", r"<NumberOfUnits>9\1"), "numbers "),
    (in_workbook("xl/worksheets/sheet1.xml", r'(<c r="[A-Z]+[2-9]" s="\d+"><v>)(\d)', r"\g<1>9\2"), ", and in the JSON "),
    (in_workbook("xl/worksheets/sheet1.xml", r"<pane [^>]*/>", ""), "the head is not frozen"),
    (in_workbook("xl/sharedStrings.xml", r"<t>(年度)</t>", "<t>年份</t>"), "its columns are"),
    (replace("index.html", r'"@type":"Report"', '"@type":"Rapport"'), "schema.org has no"),
    (replace("indicators/index.html", r'"contentUrl":"([^"]*)/', r'"contentUrl":"\1/no-'), "which is not there"),
    (at_root(replace("catalog.jsonld", r'"dcat:Catalog"', '"dcat:Dataset"')), "is not what the Turtle says"),
    (at_root(replace("catalog.ttl", r"spdx:checksumValue", "dcterms:identifier")), "is not what the Turtle says"),
    (at_root(remove("catalog.ttl")), "no catalogue"),
]


def judge(schema, folder, spoil):
    """What `check.py` says of a site with one fault; its exit code."""
    with tempfile.TemporaryDirectory() as work:
        site = pathlib.Path(work) / "site"
        shutil.copytree(folder, site)
        if spoil is not None:
            # The plan that says most.
            plan = max(site.rglob("indicators.json"), key=lambda file: file.stat().st_size).parent
            try:
                spoil(plan)
            except AssertionError as error:
                return None, str(error)
        run = subprocess.run(
            [sys.executable, str(CHECK), schema, str(site), "--without-office"], capture_output=True, text=True
        )
        return run.returncode, run.stdout + run.stderr


def main():
    schema, folder = sys.argv[1:]
    passed = failed = 0
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        cases = [(None, "; 0 findings"), *FAULTS]
        results = pool.map(lambda case: judge(schema, folder, case[0]), cases)
        for at, ((spoil, said), (code, text)) in enumerate(zip(cases, results)):
            if code == (0 if spoil is None else 1) and said in text:
                passed += 1
            else:
                failed += 1
                print(f"case {at}: exit {code}, no {said!r} in:\n{text[-1500:]}", file=sys.stderr)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
