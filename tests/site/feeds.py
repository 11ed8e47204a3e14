"""Feeds, site maps and calendars of built sites, by their schemas and by a reader of each: python3 feeds.py FOLDER…

Needs xmllint and the package icalendar. Each site map names pages beside and below itself only, and each page of the site is
in exactly one.
"""

import pathlib
import subprocess
import sys
import urllib.parse
import xml.etree.ElementTree as xml

import icalendar

here = pathlib.Path(__file__).parent
wrong = []
counts = {"site maps": 0, "feeds": 0, "calendars": 0, "events": 0}
sitemap = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def valid(file, *schema):
    run = subprocess.run(["xmllint", "--noout", *schema, str(file)], capture_output=True, text=True)
    if run.returncode != 0:
        wrong.append(run.stderr.strip())
    return run.returncode == 0


def check_site_maps(root):
    top = root / "sitemap.xml"
    base = next(line for line in (root / "robots.txt").read_text().splitlines() if line.startswith("Sitemap: "))
    base = base.removeprefix("Sitemap: ").removesuffix("sitemap.xml")

    def path(loc):
        assert loc.startswith(base), loc
        return urllib.parse.unquote(loc.removeprefix(base))

    tree = xml.parse(top).getroot()
    files = [top]
    if tree.tag == f"{sitemap}sitemapindex":
        files += [root / path(loc.text) for loc in tree.iter(f"{sitemap}loc")]
    named = []
    for file in files:
        counts["site maps"] += 1
        if not valid(file, "--schema", str(here / "schemas/sitemap.xsd")):
            continue
        tree = xml.parse(file).getroot()
        if tree.tag == f"{sitemap}urlset":
            own = [path(loc.text) for loc in tree.iter(f"{sitemap}loc")]
            above = file.parent.relative_to(root).as_posix()
            above = "" if above == "." else above + "/"
            wrong.extend(f"{file}: /{one} is not below it" for one in own if not one.startswith(above))
            named += own
    pages = {
        page.parent.relative_to(root).as_posix() + "/"
        for page in root.rglob("index.html")
        if not any(mark in page.read_text() for mark in ('http-equiv="refresh"', 'class="kind-namesakes"'))
    }
    pages = {"" if page == "./" else page for page in pages}
    wrong.extend(f"{root}: /{page} is in no site map" for page in sorted(pages - set(named)))
    wrong.extend(f"{root}: /{page} is no page" for page in sorted(set(named) - pages))
    wrong.extend(f"{root}: /{page} is named twice" for page in sorted({one for one in named if named.count(one) > 1}))


def check_feed(file):
    counts["feeds"] += 1
    if valid(file, "--relaxng", str(here / "schemas/atom.rng")):
        atom = "{http://www.w3.org/2005/Atom}"
        ids = [one.text for one in xml.parse(file).getroot().findall(f"{atom}entry/{atom}id")]
        wrong.extend(f"{file}: {one} is there twice" for one in sorted({one for one in ids if ids.count(one) > 1}))
        links = sorted(link.get("rel") for link in xml.parse(file).getroot().findall(f"{atom}link"))
        if links != ["alternate", "self"]:
            wrong.append(f"{file}: links {links}")


def check_calendar(file):
    counts["calendars"] += 1
    data = file.read_bytes()
    if b"\n" in data.replace(b"\r\n", b"") or any(len(line) > 75 for line in data.split(b"\r\n")):
        wrong.append(f"{file}: a line is too long, or ends amiss")
    calendar = icalendar.Calendar.from_ical(data)
    events = calendar.walk("VEVENT")
    counts["events"] += len(events)
    wrong.extend(f"{file}: {error}" for part in calendar.walk() for error in part.errors)
    ids = [str(event["UID"]) for event in events]
    if not events or len(set(ids)) != len(ids):
        wrong.append(f"{file}: no event, or an id twice")
    for event in events:
        for name in ("SUMMARY", "DESCRIPTION", "URL", "DTSTART", "DTSTAMP"):
            if not str(event[name]).strip():
                wrong.append(f"{file}: an event without {name}")


for folder in sys.argv[1:]:
    root = pathlib.Path(folder)
    check_site_maps(root)
    for file in sorted(root.rglob("feed.xml")):
        check_feed(file)
    for file in sorted(root.rglob("*.ics")):
        check_calendar(file)
print(", ".join(f"{name}: {count}" for name, count in counts.items()) + f"; {len(wrong)} findings")
for one in wrong[:40]:
    print(f"  {one}", file=sys.stderr)
sys.exit(1 if wrong or not counts["feeds"] else 0)
