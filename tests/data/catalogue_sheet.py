"""`目录.xlsx`: the catalogue for offices, row by row against the catalogue for programs."""

import datetime
import re

from rdflib.namespace import DCTERMS, FOAF, RDF

from findings import counted, finding
from linked_data import DCAT
from workbooks import read, seen


def check_sheet_of_catalogue(site, triples, office):
    file = site.root / "opendata/目录.xlsx"
    place = site.name(file)
    if not file.is_file():
        finding(place, "is missing")
        return
    sheet = read(file).worksheets[0]
    head, *rows = [[seen(cell) for cell in row] for row in sheet.iter_rows()]
    said = {tuple(row[1:4]) + (frozenset(re.split("、|, ", row[4])), row[5]) for row in rows}
    known = {row for row in map(lambda one: described(triples, one), triples.subjects(RDF.type, DCAT.Dataset)) if row}
    for row in sorted(said ^ known, key=str):
        finding(place, f"{'is alone to say' if row in said else 'does not say'} {row}")
    if [row[0] for row in rows] != list(range(1, len(rows) + 1)):
        finding(place, "does not number its rows")
    if len(said) != len(rows):
        finding(place, "has a row twice")
    office.add(site, file, sheet.title, [dict(zip(head, row, strict=True)) for row in rows], {one: one for one in head})
    counted("rows of catalogues", len(rows))


def described(triples, dataset):
    """What the sheet should say of a data set: name, provider, day, formats, address. Nothing of one without files."""
    files = list(triples.objects(dataset, DCAT.distribution))
    if not files:
        return None
    formats = frozenset(re.search(r"[（(]([^（()）]*)[)）]$", str(triples.value(one, DCTERMS.title)))[1] for one in files)
    name = str(triples.value(dataset, DCTERMS.title))
    provider = str(triples.value(triples.value(dataset, DCTERMS.publisher), FOAF.name))
    if (dataset, RDF.type, DCAT.DatasetSeries) in triples:
        words = "indicators of all years" if any("en" == one.language for one in triples.objects(dataset, DCTERMS.title)) else "历年指标"
        plans = triples.subjects(DCAT.inSeries, dataset)
        days = [day for plan in plans for day in triples.objects(plan, DCTERMS.modified)]
        return (f"{name}：{words}", provider, latest(days), formats, str(triples.value(files[0], DCAT.downloadURL)))
    day = triples.value(dataset, DCTERMS.modified) or triples.value(dataset, DCTERMS.issued)
    return (name, provider, latest([day] if day else []), formats, str(triples.value(dataset, DCAT.landingPage)))


def latest(days):
    return max((datetime.date.fromisoformat(str(day)) for day in days), default=None)
