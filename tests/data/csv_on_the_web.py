"""`…-metadata.json` beside each CSV file: before the package `csvw`."""

import json
import warnings

import csvw

from findings import counted, finding


def check_csvw(site, file):
    """One CSV file by its own metadata."""
    metadata = file.with_name(file.name + "-metadata.json")
    place = site.name(metadata)
    if not metadata.is_file():
        finding(place, "is missing")
        return
    described = json.loads(metadata.read_text(encoding="utf-8"))
    if described.get("url") != file.name:
        finding(place, f"speaks of {described.get('url')}")
        return
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            table = csvw.CSVW(str(metadata), validate=True)
            if not table.is_valid:
                for warning in table.warnings:
                    finding(place, str(warning.message))
                finding(place, "the table is not valid")
            rows = sum(1 for _ in table.to_json(minimal=True)) if table.is_valid else 0
    except (UserWarning, ValueError) as error:
        finding(place, f"{type(error).__name__}: {error}")
        return
    counted("CSVW tables")
    counted("CSVW rows", rows)
