"""Makes the documents of tests/import/files/: plans of an invented district in miniature, each with one way in which offices write them.

    python3 tests/import/make_fixtures.py          the hand-written files: same script, same bytes
    python3 tests/import/make_fixtures.py --all    also those of python-docx and LibreOffice, which must be installed

What a file is about is in its name: numbers-*, headings-*, table-*, changes-*, text-*, front-*; wps-*, python-docx-*, libreoffice-* say who
writes so.
"""

import struct
import subprocess
import sys
import tempfile
import zipfile
import zlib
from pathlib import Path
from xml.sax.saxutils import escape

HERE = Path(__file__).resolve().parent / "files"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
XBS, HEI, KAI, FANG = "方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312"
WHO = 'w:id="1" w:author="王某" w:date="2026-11-02T09:00:00Z"'


def t(words, face=FANG, size=32, more=""):
    return (f'<w:r><w:rPr><w:rFonts w:eastAsia="{face}" w:ascii="Times New Roman" w:hAnsi="Times New Roman"/>{more}<w:sz w:val="{size}"/></w:rPr>'
            f'<w:t xml:space="preserve">{escape(words)}</w:t></w:r>')


def p(inner, props=""):
    inner = t(inner) if not inner.startswith("<") and inner else inner
    return f"<w:p><w:pPr>{props}</w:pPr>{inner}</w:p>"


def num(level, list_id=1):
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'


def title(words="云河区2027年工作要点"):
    return p(t(words, XBS, 44), '<w:jc w:val="center"/>')


def h1(words, props=""):
    return p(t(words, HEI), props)


def h2(words, props=""):
    return p(t(words, KAI), props)


def cell(words, props=""):
    return f"<w:tc><w:tcPr>{props}</w:tcPr>{p(t(words, FANG, 24)) if not words.startswith('<w:') else words}</w:tc>"


def table(*rows):
    return "<w:tbl><w:tblPr/>" + "".join(f"<w:tr>{''.join(c if c.startswith('<w:tc') else cell(c) for c in row)}</w:tr>" for row in rows) + "</w:tbl>"


def level(place, fmt, text, more=""):
    return f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{fmt}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def numbering(*levels, extra="", instances=""):
    return (f'<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>{"".join(levels)}</w:abstractNum>{extra}'
            f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{instances}')


OFFICIAL = [level(0, "japaneseCounting", "%1、"), level(1, "japaneseCounting", "（%2）"), level(2, "decimal", "%3."), level(3, "decimal", "（%4）")]


def png():
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(b"\0\xc0\0\0\xc0\0\0" * 2)) + chunk(b"IEND", b""))


def save(name, body, numbers=None, styles=None, parts=None, relations="", extra_body=""):
    parts = dict(parts or {})
    rels = relations
    if numbers:
        parts["word/numbering.xml"] = f"<w:numbering {SPACES}>{numbers}</w:numbering>"
        rels += f'<Relationship Id="rIdN" Type="{R}/numbering" Target="numbering.xml"/>'
    if styles:
        parts["word/styles.xml"] = f"<w:styles {SPACES}>{styles}</w:styles>"
        rels += f'<Relationship Id="rIdS" Type="{R}/styles" Target="styles.xml"/>'
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    whole = {
        "[Content_Types].xml": f'<Types xmlns="{types}"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="png" ContentType="image/png"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {SPACES}><w:body>{''.join(body)}{extra_body}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}">{rels}</Relationships>',
        **parts,
    }
    HERE.mkdir(exist_ok=True)
    with zipfile.ZipFile(HERE / f"{name}.docx", "w", zipfile.ZIP_DEFLATED) as file:
        for part, content in whole.items():
            info = zipfile.ZipInfo(part, (2026, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            data = content if isinstance(content, bytes) else ('<?xml version="1.0" encoding="UTF-8"?>' + content).encode()
            file.writestr(info, data)


def note(kind, number, words):
    return f'<w:{kind} w:id="{number}">{p(words)}</w:{kind}>'


PLAN = [("总体要求", ["全面完成年度目标。"]), ("重点任务", ["新增规模以上工业企业12家以上。", "新建改建农村公路36公里。"]), ("保障措施", ["按季度调度，年底考核。"])]


def plan(head, text=lambda words: p(words)):
    return [title()] + [part for name, texts in PLAN for part in [head(name)] + [text(words) for words in texts]]


def numbers():
    for fmt in ["decimal", "decimalZero", "upperRoman", "lowerRoman", "upperLetter", "lowerLetter", "chineseCounting", "chineseCountingThousand",
                "japaneseCounting", "ideographDigital", "ideographTraditional", "ideographZodiac", "taiwaneseCounting", "chineseLegalSimplified",
                "decimalFullWidth", "decimalEnclosedCircle", "decimalEnclosedParen", "decimalEnclosedFullstop", "none"]:
        save(f"numbers-{fmt}", plan(lambda name: h1(name, num(0))), numbering(level(0, fmt, "%1、")))
    save("numbers-above-99", [title()] + [p(f"措施{n}", num(0)) for n in range(1, 103)], numbering(level(0, "chineseCountingThousand", "%1、")))
    four = [h1("重点任务", num(0)), h2("工业", num(1)), p("培育企业。", num(2)), p("升规纳统。", num(3)), p("技术改造。", num(3)), h2("农业", num(1)), p("建设高标准农田2万亩。", num(2)), h1("保障措施", num(0)), h2("组织领导", num(1))]
    save("numbers-four-levels", [title()] + four, numbering(*OFFICIAL))
    save("numbers-restart-override", [title(), p("甲", num(0)), p("乙", num(0)), p("丙", num(0, 2)), p("丁", num(0, 2))], numbering(*OFFICIAL, instances='<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'))
    save("numbers-legal", [title(), h1("总则", num(0)), h2("目的", num(1)), h2("范围", num(1)), h1("任务", num(0)), h2("工业", num(1))], numbering(level(0, "chineseCountingThousand", "第%1章"), level(1, "decimal", "%1.%2", "<w:isLgl/>")))
    save("numbers-typed-beside-automatic", [title(), h1("一、总体要求"), p("正文。"), h1("二、重点任务"), p("抓企业。", num(0)), p("抓项目。", num(0)), h1("三、\u3000保障措施"), p("正文。")], numbering(level(0, "decimal", "%1.")))
    save("numbers-bullets", [title(), h1("一、任务"), p("建设公园3个。", num(0)), p("建设步道8公里。", num(0)), h1("二、保障")], numbering('<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0d8"/><w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr></w:lvl>'))
    save("numbers-dangling", [title(), p("甲", num(0, 99)), p("乙", num(0))])


def headings():
    wps = ('<w:style w:type="paragraph" w:default="1" w:styleId="1"><w:name w:val="Normal"/></w:style>'
           '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 1"/><w:basedOn w:val="1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
           '<w:style w:type="paragraph" w:styleId="3"><w:name w:val="标题 2"/><w:basedOn w:val="1"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
           '<w:style w:type="paragraph" w:styleId="7"><w:basedOn w:val="2"/></w:style>')
    style = lambda number: f'<w:pStyle w:val="{number}"/>'
    save("wps-numeric-style-ids", plan(lambda name: p(name, style(2))), styles=wps)
    save("wps-style-without-name", plan(lambda name: p(name, style(7))), styles=wps)
    save("wps-styles-linked-to-list", plan(lambda name: p(name, style(2))), numbering(level(0, "japaneseCounting", "%1、", '<w:pStyle w:val="2"/>')), wps.replace('<w:pPr><w:outlineLvl w:val="0"/>', '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/>', 1))
    save("headings-outline-on-normal", plan(lambda name: p(name, '<w:outlineLvl w:val="0"/>')))
    save("headings-by-look-only", plan(lambda name: h1(name)))
    save("headings-typed-numbers", [title()] + [part for n, (name, texts) in zip("一二三", PLAN) for part in [h1(f"{n}、{name}")] + [p(x) for x in texts]])
    run_in = [h1("一、重点任务"), p(t("（一）抓工业。", KAI) + t("新增企业12家以上。")), p(t("（二）抓农业。", KAI) + t("建设高标准农田2万亩。")), h1("二、保障措施"), p(t("（一）加强领导。", FANG, 32, "<w:b/>") + t("定期调度。")), p(t("（二）严格考核。", FANG, 32, "<w:b/>") + t("年底评议。"))]
    save("headings-run-in", [title()] + run_in)
    save("headings-run-in-automatic", [title(), h1("重点任务", num(0)), p(t("抓工业。", KAI) + t("新增企业12家以上。"), num(1)), p(t("抓农业。", KAI) + t("建设农田2万亩。"), num(1)), h1("保障措施", num(0))], numbering(*OFFICIAL))
    save("headings-bold-sentence-is-none", plan(lambda name: h1(name)) + [p(t("各单位要高度重视，认真落实。", FANG, 32, "<w:b/>"))])
    save("headings-chapters", [title("云河区发展规划纲要")] + [h1(f"第{n}章\u3000{name}", '<w:jc w:val="center"/>') for n, (name, _) in zip("一二三", PLAN)] + [p("正文。")])
    save("headings-soft-break-title", [p(t("云河区2027年", XBS, 44) + "<w:r><w:br/></w:r>" + t("工作要点", XBS, 44), '<w:jc w:val="center"/>'), h1("一、任务"), p("正文。"), h1("二、保障")])


def tables():
    head = ["序号", "任务", "牵头单位", "配合单位", "时限"]
    save("table-tasks", plan(h1) + [table(head, ["1", "新增企业12家", "区工信局", "区财政局", "12月底"], ["2", "修路36公里", "区交通局", "各镇", "10月底"])])
    merge, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    save("table-tasks-merged", plan(h1) + [table(head, ["1", cell("抓工业", merge), "区工信局", "", "6月底"], ["2", cell("", on), "区科技局", "", "12月底"])])
    save("table-indicators", plan(h1) + [table(["指标", "单位", "2026年", "2027年目标", "属性"], ["规上工业企业", "家", "86", "≥98", "预期性"], ["森林覆盖率", "%", "41.2", "42", "约束性"])])
    save("table-spans", plan(h1) + [table([cell("分类", '<w:gridSpan w:val="2"/>'), "数量"], [cell("工业", merge), "新增", "12"], [cell("", on), "技改", "20"])])
    save("table-nested", plan(h1) + [table(["外", f"<w:tc>{table(['内一', '内二'])}{p('后')}</w:tc>"])])
    save("table-grid-before", plan(h1) + ["<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>" + cell("甲") + cell("乙") + '</w:tr><w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>' + cell("丙") + "</w:tr></w:tbl>"])
    save("table-caption", plan(h1) + [p(t("表1 任务分解表", HEI, 28), '<w:jc w:val="center"/>'), table(head, ["1", "修路", "区交通局", "", "年底"])])


def changes():
    ins, dele = f"<w:ins {WHO}>{t('15')}</w:ins>", f"<w:del {WHO}>{t('12').replace('w:t ', 'w:delText ').replace('/w:t>', '/w:delText>')}</w:del>"
    base = [title(), h1("一、任务"), p(t("新增企业") + dele + ins + t("家。")), h1("二、保障")]
    save("changes-text", base)
    save("changes-paragraph-mark", [title(), h1("一、任务"), p("新增企业", f"<w:rPr><w:del {WHO}/></w:rPr>"), p("12家。"), h1("二、保障")])
    save("changes-row", plan(h1) + ["<w:tbl><w:tr>" + cell("甲") + f"</w:tr><w:tr><w:trPr><w:del {WHO}/></w:trPr>" + cell("乙") + "</w:tr></w:tbl>"])
    save("changes-format", [title(), h1("一、任务"), p(t("重点", FANG, 32, f"<w:b/><w:rPrChange {WHO}><w:rPr/></w:rPrChange>")), h1("二、保障")])
    save("changes-move", [title(), h1("一、任务"), p(f"<w:moveFrom {WHO}>{t('修路36公里。')}</w:moveFrom>{t('甲。')}"), p(f"<w:moveTo {WHO}>{t('修路36公里。')}</w:moveTo>{t('乙。')}"), h1("二、保障")])


def texts():
    notes = f'<w:footnotes {SPACES}>{note("footnote", 1, "按现价计算。")}</w:footnotes>'
    relation = lambda kind, target, more="": f'<Relationship Id="rId-{kind}" Type="{R}/{kind}" Target="{target}"{more}/>'
    save("text-footnote", plan(h1) + [p(t("总量增长6%") + '<w:r><w:footnoteReference w:id="1"/></w:r>' + t("。"))], parts={"word/footnotes.xml": notes}, relations=relation("footnotes", "footnotes.xml"))
    comments = f'<w:comments {SPACES}><w:comment w:id="0" w:author="李某">{p("数字请核实")}</w:comment></w:comments>'
    save("text-comment", plan(h1) + [p('<w:commentRangeStart w:id="0"/>' + t("新增5处。") + '<w:commentRangeEnd w:id="0"/>')], parts={"word/comments.xml": comments}, relations=relation("comments", "comments.xml"))
    save("text-hidden", plan(h1) + [p(t("公开") + t("不公开", FANG, 32, "<w:vanish/>"))])
    save("text-symbols", plan(h1) + [p(t("是") + '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + t("否") + '<w:r><w:sym w:font="Wingdings 2" w:char="F0A3"/></w:r>')])
    save("text-equation", plan(h1) + [p(t("率=") + "<m:oMath><m:f><m:num><m:r><m:t>达标数</m:t></m:r></m:num><m:den><m:r><m:t>总数</m:t></m:r></m:den></m:f></m:oMath>")])
    field = lambda instruction, result: f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{instruction}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    save("text-contents", [title(), p(t("目录", HEI), '<w:jc w:val="center"/>'), p(field('TOC \\o "1-1"', t("一、任务\t1"))), h1("一、任务"), p("正文。"), h1("二、保障")])
    save("text-links", plan(h1) + [p(f'<w:hyperlink r:id="rId-hyperlink">{t("区政府网站")}</w:hyperlink>{field("HYPERLINK &quot;https://example.org/a&quot;", t("附表"))}')], relations=relation("hyperlink", "https://example.org/", ' TargetMode="External"'))
    picture = '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="图片 1" descr="云河区示意图"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:blipFill><a:blip r:embed="rId-image"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    save("text-picture", plan(h1) + [p(picture), p(t("图1 示意图", HEI, 28), '<w:jc w:val="center"/>')], parts={"word/media/image1.png": png()}, relations=relation("image", "media/image1.png"))
    save("text-picture-emf", plan(h1) + [p(picture)], parts={"word/media/image1.emf": b"\x01\0\0\0"}, relations=relation("image", "media/image1.emf"))
    save("text-object", plan(h1) + [p('<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>')])
    footer = f'<w:ftr {SPACES}>{p(t("— ") + field("PAGE", t("1")) + t(" —"))}</w:ftr>'
    save("text-footer", plan(h1), parts={"word/footer1.xml": footer}, relations=relation("footer", "footer1.xml"), extra_body='<w:sectPr><w:footerReference w:type="default" r:id="rId-footer"/></w:sectPr>')
    red = t("云河区人民政府文件", XBS, 72, '<w:color w:val="FF0000"/>')
    centred = '<w:jc w:val="center"/>'
    box = f"<w:txbxContent>{p(red, centred)}</w:txbxContent>"
    drawing = f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:rect><v:textbox>{box}</v:textbox></v:rect></w:pict></mc:Fallback></mc:AlternateContent></w:r>'
    save("front-red-head-text-box", [p(drawing), p(t("云政发〔2026〕18号"), '<w:jc w:val="center"/>')] + plan(h1))
    end = [p("附件：1.任务分解表"), p("云河区人民政府", '<w:jc w:val="right"/>'), p("2026年12月1日", '<w:jc w:val="right"/>')]
    save("front-signature", [p(t("云河区人民政府文件", XBS, 72, '<w:color w:val="FF0000"/>'), '<w:jc w:val="center"/>'), p("云政发〔2026〕18号", '<w:jc w:val="center"/>'), title(), p("各镇人民政府，区政府各部门：")] + plan(h1)[1:] + end)
    save("front-imprint", plan(h1) + end[1:] + [p("抄送：区委办公室，区人大常委会办公室。"), p("云河区人民政府办公室\u30002026年12月2日印发")])


def with_python_docx():
    import docx
    from docx.oxml.ns import qn

    def make(name, build):
        file = docx.Document()
        build(file)
        file.save(HERE / f"python-docx-{name}.docx")

    def heads(file):
        file.add_heading("云河区2027年工作要点", 0)
        for name, texts in PLAN:
            file.add_heading(name, 1)
            for words in texts:
                file.add_paragraph(words)

    def lists(file):
        heads(file)
        for words in ["一项", "两项"]:
            file.add_paragraph(words, style="List Number")
            file.add_paragraph(words, style="List Bullet")

    def merged(file):
        heads(file)
        grid = file.add_table(3, 3)
        for n, one in enumerate(grid._cells):
            one.text = f"格{n + 1}"
        grid.cell(1, 0).merge(grid.cell(2, 0))
        grid.cell(0, 1).merge(grid.cell(0, 2))

    def faces(file):
        for name, texts in PLAN:
            run = file.add_paragraph().add_run(name)
            run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), HEI)
            for words in texts:
                file.add_paragraph(words)

    for name, build in [("headings", heads), ("lists", lists), ("merged", merged), ("faces", faces)]:
        make(name, build)


def with_libreoffice():
    sources = ["numbers-four-levels", "table-tasks-merged", "text-footnote", "wps-styles-linked-to-list", "headings-run-in"]
    with tempfile.TemporaryDirectory() as folder:
        for kind, names in [("docx:MS Word 2007 XML", sources), ("doc:MS Word 97", ["front-signature"])]:
            profile = f"-env:UserInstallation=file://{folder}/profile"
            for name in names:
                subprocess.run(["soffice", profile, "--headless", "--convert-to", kind, "--outdir", folder, HERE / f"{name}.docx"], check=True, stdout=subprocess.DEVNULL)
                ending = kind.split(":")[0]
                (HERE / f"libreoffice-{name}.{ending}").write_bytes((Path(folder) / f"{name}.{ending}").read_bytes())


if __name__ == "__main__":
    for group in (numbers, headings, tables, changes, texts):
        group()
    if "--all" in sys.argv:
        with_python_docx()
        with_libreoffice()
