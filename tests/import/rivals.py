"""Scores converters of Word files on the fixtures: numbers, headings, merged cells.

    python tests/import/rivals.py PLANPRESS

Truth is in tests/import/expected/NAME/document.txt: what each paragraph reads as, its automatic number in brackets, and the cells of tables with
their spans. A converter has a number where its text has the number right before the paragraph's words; a heading where the words that
make_fixtures.py puts as headings into most files are one; a merged cell where it has a cell of that span with those words. Blanks and signs of Markdown are
ignored.
Planpress is judged by the page that it builds of the plan. Needs mammoth, markitdown[docx], office-oxide, pypandoc-binary, docling-slim[format-docx], markdown-it-py; what is not
there is said and left out.
"""

import html
import os
import pathlib
import re
import subprocess
import sys
import tempfile
from html.parser import HTMLParser

HERE = pathlib.Path(__file__).parent


def squeeze(text):
    return re.sub(r"[\s\\*_#>|`~\u3000-]", "", html.unescape(text))


class Reader(HTMLParser):
    """All text, the headings, and the cells with spans."""

    def __init__(self):
        super().__init__()
        self.text, self.headings, self.cells, self.open = [], [], [], []
        self.skip = 0

    def handle_starttag(self, tag, attributes):
        if tag in ("script", "style", "nav", "header", "footer"):
            self.skip += 1
        if re.fullmatch(r"h[1-6]", tag) or tag in ("td", "th"):
            spans = dict(attributes)
            self.open.append((tag, int(spans.get("colspan") or 1), int(spans.get("rowspan") or 1), []))

    def handle_endtag(self, tag):
        if tag in ("script", "style", "nav", "header", "footer"):
            self.skip = max(0, self.skip - 1)
        if self.open and self.open[-1][0] == tag:
            _, columns, rows, words = self.open.pop()
            text = squeeze("".join(words))
            (self.headings if tag.startswith("h") else self.cells).append(text if tag.startswith("h") else (text, columns, rows))

    def handle_data(self, data):
        if self.skip:
            return
        self.text.append(data)
        for entry in self.open:
            entry[3].append(data)


def read(page):
    reader = Reader()
    reader.feed(page)
    return squeeze("".join(reader.text)), reader.headings, reader.cells


def markdown(text):
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": True}).enable("table").render(text)


# The headings that the script which makes the fixtures puts into most of them.
HEADINGS = {"总体要求", "重点任务", "保障措施"}


def first(text):
    """The words up to the first full stop: what follows may stand in a paragraph of its own."""
    return squeeze(text).split("。")[0]


def truth(folder):
    numbers, headings, cells, cell = [], [], [], None
    for line in (folder / "document.txt").read_text().splitlines():
        if line.startswith("---"):
            break
        if match := re.fullmatch(r"\s*\d+\+(\d+)x(\d+)", line):
            cell = [[], int(match[1]), int(match[2])]
            cells.append(cell)
        elif match := re.fullmatch(r"(\s*)\d+ (?:(?:h\ds?|toc|frame|centre|end|page) )*(?:\[(.+?)\] )?\*?(.+)", line):
            indent, label, text = match.groups()
            if cell and indent:
                cell[0].append(squeeze(text))
            if label and re.search(r"\w", label):
                numbers.append((squeeze(label), first(text)))
            if squeeze(text) in HEADINGS:
                headings.append(squeeze(text))
    merged = [("".join(words), columns, rows) for words, columns, rows in cells if (columns, rows) != (1, 1)]
    # Tables of tasks are no tables in a plan.
    return numbers, headings, [] if "tasks" in folder.name else merged


def pandoc(file):
    import pypandoc

    return read(pypandoc.convert_file(str(file), "html"))


def mammoth(file):
    import mammoth

    with open(file, "rb") as stream:
        return read(mammoth.convert_to_html(stream).value)


def markitdown(file):
    from markitdown import MarkItDown

    return read(markdown(MarkItDown().convert(str(file)).text_content))


def office_oxide(file):
    import office_oxide

    return read(office_oxide.to_html(str(file)))


def docling(file):
    # Its reader of Word files alone; what is around it needs models for pictures, which read no Word file.
    from docling.backend.msword_backend import MsWordDocumentBackend
    from docling.datamodel.base_models import InputFormat
    from docling.datamodel.document import InputDocument

    given = InputDocument(path_or_stream=file, format=InputFormat.DOCX, backend=MsWordDocumentBackend, filename=file.name)
    return read(MsWordDocumentBackend(in_doc=given, path_or_stream=file).convert().export_to_html())


def planpress(program):
    def convert(file):
        with tempfile.TemporaryDirectory() as site:
            root = pathlib.Path(site)
            (root / "site.yaml").write_text("title: 计划\n")
            (root / "content").mkdir()
            (root / "content/_index.md").write_text("---\ntitle: 计划\n---\n")
            run = lambda *arguments: subprocess.run([program, *arguments, "-q"], cwd=root, check=True, capture_output=True)
            run("import", str(file), "--year", "2027", "--into", "content/2027", "--changes", "accept")
            run("build", "--drafts")
            page = (root / "public/2027/index.html").read_text()
            return read(page[page.index("<main") : page.index("</main>")])

    return convert


def share(found, of):
    return f"{100 * found / of:.0f} %" if of else "—"


def main(program):
    tools = {"Planpress": planpress(os.path.abspath(program)), "pandoc": pandoc, "mammoth": mammoth, "markitdown": markitdown, "office-oxide": office_oxide, "docling": docling}
    files = sorted((HERE / "files").glob("*.docx"))
    print("| | numbers | headings | merged cells |\n| --- | --- | --- | --- |")
    for name, convert in tools.items():
        found, of, failed = [0] * 3, [0] * 3, 0
        for file in files:
            numbers, headings, cells = truth(HERE / "expected" / file.stem)
            try:
                text, own, merged = convert(file)
            except ImportError as error:
                print(f"{name}: {error}", file=sys.stderr)
                break
            except Exception as error:
                print(f"{name}, {file.name}: {error}", file=sys.stderr)
                text, own, merged, failed = "", [], [], failed + 1
            hits = (
                sum(label + words in text for label, words in numbers),
                # A number may stand before it.
                sum(any(one.endswith(heading) and len(one) < len(heading) + 7 for one in own) for heading in headings),
                sum(cell in merged for cell in cells),
            )
            for at, (hit, every) in enumerate(zip(hits, (numbers, headings, cells))):
                found[at] += hit
                of[at] += len(every)
        if of[1]:
            print(f"| {name} | " + " | ".join(share(*pair) for pair in zip(found, of)) + " |" + (f" {failed} files refused" if failed else ""))
    print(f"\n{len(files)} files, {of[0]} numbers, {of[1]} headings, {of[2]} merged cells")


if __name__ == "__main__":
    main(sys.argv[1])
