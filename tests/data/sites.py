"""A built site: where its plans are, and which of them must have data files."""

import hashlib
import json
import pathlib
import re
import urllib.parse

PLAN_FILES = (
    "datapackage.json",
    "indicators.csv",
    "indicators.csv-metadata.json",
    "indicators.json",
    "indicators.xlsx",
    "plan.stratml.xml",
    "tasks.csv",
    "tasks.csv-metadata.json",
)


class Site:
    """The files of one site, its language and its public address."""

    def __init__(self, folder):
        self.root = pathlib.Path(folder)
        robots = (self.root / "robots.txt").read_text(encoding="utf-8").splitlines()
        site_map = next(line for line in robots if line.startswith("Sitemap: "))
        page = (self.root / "index.html").read_text(encoding="utf-8")
        self.lang = re.search(r'<html[^>]* lang="([^"]+)"', page)[1]
        self.base = site_map.removeprefix("Sitemap: ").removesuffix("sitemap.xml")

    def name(self, path):
        return path.relative_to(self.root.parent).as_posix()

    def plans(self):
        """The folders of published plans. Of what was sealed before there were data files, none are expected."""
        for folder, is_draft in self.pages_of_plans():
            if not is_draft and not self.was_sealed_without_data(folder):
                yield folder

    def drafts(self):
        """The folders of drafts that have data files, on a site that shows drafts."""
        for folder, is_draft in self.pages_of_plans():
            if is_draft and (folder / "indicators.json").exists():
                yield folder

    def sealed_without_data(self):
        """The folders of plans that were sealed before there were data files."""
        for folder, _ in self.pages_of_plans():
            if self.was_sealed_without_data(folder):
                yield folder

    def was_sealed_without_data(self, folder):
        archive = self.root / "archive.json"
        sealed = set(json.loads(archive.read_text(encoding="utf-8"))["plans"]) if archive.exists() else set()
        return folder.relative_to(self.root).as_posix() in sealed and not (folder / "datapackage.json").exists()

    def pages_of_plans(self):
        """The folder of each plan's page, and whether the plan is a draft."""
        for page in sorted(self.root.rglob("index.html")):
            text = page.read_text(encoding="utf-8")
            if re.search(r'<body[^>]* class="kind-plan[ "]', text):
                yield page.parent, "notice-draft" in text

    def file(self, address, beside):
        """The file that an address means, from a file of the site; None where it leads elsewhere."""
        whole = urllib.parse.urljoin(self.base + urllib.parse.quote(beside.relative_to(self.root).as_posix()), address)
        if not whole.startswith(self.base):
            return None
        path = urllib.parse.unquote(urllib.parse.urlsplit(whole[len(self.base) :]).path)
        return self.root / (path + "index.html" if path == "" or path.endswith("/") else path)


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()
