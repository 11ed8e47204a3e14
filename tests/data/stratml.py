"""`plan.stratml.xml`: by its schema, with what the schema demands and `xmllint` does not look at, and against the JSON."""

import pathlib
import re
import subprocess
import xml.etree.ElementTree as xml

from findings import counted, finding

SCHEMA = pathlib.Path(__file__).parent / "schemas/stratml-part2.xsd"
S = "{urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport}"


def check_stratml(site, file, record):
    place = site.name(file)
    run = subprocess.run(["xmllint", "--noout", "--schema", str(SCHEMA), str(file)], capture_output=True, text=True)
    if run.returncode != 0:
        finding(place, run.stderr.strip())
        return
    root = xml.parse(file).getroot()
    # An identifier is an xsd:ID; libxml2 does not compare those that are the content of elements.
    ids = [one.text for one in root.iter(f"{S}Identifier")]
    for one in sorted({one for one in ids if ids.count(one) > 1}):
        finding(place, f"the identifier {one} is there twice")
    for one in ids:
        if not re.fullmatch(r"[^\W\d][\w.·-]*", one or ""):
            finding(place, f"{one} is no identifier")
    check_content(place, root, record)
    counted("StratML documents")


def texts(element, *path):
    return [one.text or "" for one in element.findall("/".join(S + part for part in path))]


def check_content(place, root, record):
    """What the JSON says of targets and values, said again."""
    reported = any("actual" in one for one in record["indicators"])
    kind = "Performance_Report" if reported else "Performance_Plan"
    if root.get("Type") != kind:
        finding(place, f"its type is {root.get('Type')}, not {kind}")
    if texts(root, "Name") != [record["plan"]["title"]]:
        finding(place, f"its name is {texts(root, 'Name')}")
    indicators = list(root.iter(f"{S}PerformanceIndicator"))
    if len(indicators) != len(record["indicators"]):
        finding(place, f"{len(indicators)} indicators, and {len(record['indicators'])} in the JSON")
        return
    named = {text: one for one in indicators for text in texts(one, "Identifier")}
    for indicator in record["indicators"]:
        element = named.get(f"indicator-{indicator['id']}")
        if element is None:
            finding(place, f"no indicator {indicator['id']}")
            continue
        check_indicator(f"{place}, {indicator['id']}", element, indicator)


def check_indicator(place, element, indicator):
    if texts(element, "MeasurementDimension") != [indicator["name"]]:
        finding(place, f"measures {texts(element, 'MeasurementDimension')}")
    if texts(element, "UnitOfMeasurement") != [indicator.get("unit", "")]:
        finding(place, f"is counted in {texts(element, 'UnitOfMeasurement')}")
    targets = element.findall(f"{S}MeasurementInstance/{S}TargetResult")
    said = [text for one in targets for text in texts(one, "Description")]
    expected = [indicator[key]["text"] for key in ("target", "stretch") if key in indicator]
    if said != expected:
        finding(place, f"targets {said}, and in the JSON {expected}")
    numbers = [text for one in targets for text in texts(one, "NumberOfUnits") if text]
    plain = [
        str(indicator[key]["value"])
        for key in ("target", "stretch")
        if key in indicator and indicator[key]["kind"] == "quantity" and not {"upper", "unit"} & indicator[key].keys()
    ]
    if numbers != plain:
        finding(place, f"target numbers {numbers}, and in the JSON {plain}")
    actuals = element.findall(f"{S}MeasurementInstance/{S}ActualResult")
    values = ([indicator["baseline"]] if "baseline" in indicator else []) + indicator["reports"]
    said = [text for one in actuals for text in texts(one, "Description")]
    if said != [value["text"] for value in values]:
        finding(place, f"values {said}, and in the JSON {[value['text'] for value in values]}")
    numbers = [text for one in actuals for text in texts(one, "NumberOfUnits") if text]
    plain = [str(value["value"]) for value in values if value["kind"] == "number" and "unit" not in value]
    if numbers != plain:
        finding(place, f"numbers {numbers}, and in the JSON {plain}")
