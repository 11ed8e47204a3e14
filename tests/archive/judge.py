"""Judges bags with the package bagit, one after the other: paths in, verdicts out.

Reads one path a line. For the folder of a bag prints `whole` or `refused` and why; for a zip unpacks it beside
itself, with the names and the check sums that it holds, and prints `unpacked` or `refused` and why.
"""

import logging
import sys
import zipfile

import bagit


def judge(path):
    try:
        if path.endswith(".zip"):
            with zipfile.ZipFile(path) as archive:
                bad = archive.testzip()
                if bad is not None:
                    return f"refused {bad}"
                archive.extractall(path + ".unpacked")
            return "unpacked"
        bagit.Bag(path).validate()
        return "whole"
    except Exception as error:  # every way to refuse is one
        return "refused " + " ".join(f"{type(error).__name__}: {error}".split())


def main():
    logging.disable(logging.CRITICAL)
    for line in sys.stdin:
        print(judge(line.rstrip("\n")), flush=True)


if __name__ == "__main__":
    main()
