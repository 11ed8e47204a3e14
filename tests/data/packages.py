"""`datapackage.json`: before `frictionless`, and what the standard leaves to prose."""

import json
import re

import frictionless

from findings import counted, finding
from sites import sha256


def check_package(site, folder):
    file = folder / "datapackage.json"
    place = site.name(file)
    report = frictionless.validate(str(file))
    if not report.valid:
        for kind, message in report.flatten(["type", "message"]):
            finding(place, f"{kind}: {message}")
    package = json.loads(file.read_text(encoding="utf-8"))
    if package.get("$schema") != "https://datapackage.org/profiles/2.0/datapackage.json":
        finding(place, "does not say that it is of version 2")
    if not re.fullmatch(r"[a-z0-9._-]+", package["name"]) or re.search(r"20\d\d", package["name"]):
        finding(place, f"the name {package['name']} has a year in it, or a letter that names may not have")
    for key in ("title", "version", "resources"):
        if not package.get(key):
            finding(place, f"no {key}")
    names = [resource["name"] for resource in package["resources"]]
    if len(set(names)) != len(names):
        finding(place, f"a resource twice: {names}")
    for resource in package["resources"]:
        check_resource(folder / resource["path"], resource, f"{place}, {resource['name']}")
        counted("resources")
    counted("packages")
    return package


def check_resource(file, resource, place):
    if not file.is_file():
        finding(place, f"there is no {resource['path']}")
        return
    if resource["bytes"] != file.stat().st_size or resource["hash"] != f"sha256:{sha256(file)}":
        finding(place, "size or SHA-256 is not the file's")
    if file.suffix != ".csv":
        return
    schema = resource["schema"]
    fields = [field["name"] for field in schema["fields"]]
    head = file.read_text(encoding="utf-8").splitlines()[0].split(",")
    if head != fields:
        finding(place, f"the fields are not the columns: {fields} and {head}")
    for field in schema["fields"]:
        if not field.get("type") or not field.get("title"):
            finding(place, f"{field['name']} has no type or no title")
    if not schema.get("primaryKey"):
        finding(place, "no primary key")
