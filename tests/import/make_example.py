"""Makes docs/word/2027年工作要点.docx, the Word file of the tour in README.

The file is written part by part, as WPS writes such documents: looks at the runs, automatic Chinese numbers, no styles of headings, a
table of indicators and one of tasks with merged cells. The body it speaks of is invented. Same script, same bytes.
"""

import sys
import zipfile
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TITLE, HEI, KAI, FANG = "方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312"


def run(text, face=FANG, size=32, bold=False, colour=None):
    look = f'<w:rFonts w:eastAsia="{face}" w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:hint="eastAsia"/>'
    look += "<w:b/>" if bold else ""
    look += f'<w:color w:val="{colour}"/>' if colour else ""
    look += f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(runs, align=None, level=None, indent=True, before=0):
    inner = ""
    if level is not None:
        inner += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
    inner += f'<w:spacing w:before="{before}" w:line="560" w:lineRule="exact"/>'
    inner += '<w:ind w:firstLineChars="200" w:firstLine="640"/>' if indent else ""
    inner += f'<w:jc w:val="{align}"/>' if align else ""
    runs = runs if isinstance(runs, list) else [runs]
    return f"<w:p><w:pPr>{inner}</w:pPr>{''.join(runs)}</w:p>"


def text(words):
    return paragraph(run(words))


def chapter(words):
    return paragraph(run(words, HEI), level=0)


def run_in(heading, words):
    return paragraph([run(heading, KAI), run(words)], level=1)


def cell(words, width, span=1, merge=None, head=False):
    props = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    props += f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    props += {"start": '<w:vMerge w:val="restart"/>', "on": "<w:vMerge/>"}.get(merge, "")
    props += '<w:vAlign w:val="center"/>'
    body = paragraph(run(words, HEI if head else FANG, 24), "center" if head or len(words) < 8 else None, indent=False)
    return f"<w:tc><w:tcPr>{props}</w:tcPr>{body}</w:tc>"


def table(widths, head, rows):
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:color="000000"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    cells = "".join(cell(words, width, head=True) for words, width in zip(head, widths))
    out = f'<w:tr><w:trPr><w:tblHeader/></w:trPr>{cells}</w:tr>'
    for row in rows:
        cells = ""
        for entry, width in zip(row, widths):
            words, merge = entry if isinstance(entry, tuple) else (entry, None)
            cells += cell(words, width, merge=merge)
        out += f"<w:tr>{cells}</w:tr>"
    return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:jc w:val="center"/><w:tblBorders>{borders}</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{out}</w:tbl>'


def body():
    out = [
        paragraph(run("示例市云河区科学技术局文件", TITLE, 64, colour="FF0000"), "center", indent=False),
        paragraph(run("示云科发〔2027〕2号"), "center", indent=False, before=560),
        paragraph(run(""), indent=False),
        paragraph(run("示例市云河区科学技术局", TITLE, 44), "center", indent=False),
        paragraph(run("2027年工作要点（虚构示例）", TITLE, 44), "center", indent=False),
        paragraph(run(""), indent=False),
        paragraph(run("局属各单位，机关各科室："), indent=False),
        text("2026年，全区高新技术企业达到118家，技术合同成交额12.6亿元。2027年，全区科技工作要坚持创新驱动，突出企业主体，全社会研发经费投入强度达到3.5%左右。现提出如下工作要点。"),
        chapter("壮大科技企业队伍"),
        run_in("梯次培育科技企业。", "完善三级培育库，一企一策帮扶。年底高新技术企业达到135家以上，全年新增科技型中小企业60家。"),
        run_in("支持企业加大研发。", "落实研发费用加计扣除，全年规模以上工业企业有研发活动的占比达到55%以上，兑现研发补助不少于1200万元。"),
        chapter("建强创新平台"),
        run_in("推进重点实验室建设。", "新建市级以上重点实验室3家，其中省级1家。"),
        run_in("提升孵化器水平。", "启动孵化器三期工程，6月底前开工；在孵企业保有量达到240家。"),
        chapter("促进成果转化"),
        text("办好科技成果对接活动，全年举办12场次以上，技术合同成交额增长10%以上。主要指标见下表。"),
        paragraph(run("表1  成果转化主要指标", HEI, 28), "center", indent=False),
        table(
            [2600, 1000, 1700, 1700, 1500],
            ["指标", "单位", "2026年完成", "2027年目标", "属性"],
            [
                ["登记技术合同", "项", "286", "320以上", "预期性"],
                ["发明专利授权量", "件", "402", "430以上", "预期性"],
                ["科技成果转化率", "%", "61.5", "63以上", "约束性"],
            ],
        ),
        chapter("优化科技服务"),
        text("各科室要对照任务分工，逐项抓好落实。"),
        paragraph(run("表2  重点任务分工", HEI, 28), "center", indent=False),
        table(
            [700, 3600, 1500, 1500, 1300],
            ["序号", "任务", "牵头单位", "配合单位", "完成时限"],
            [
                ["1", "修订科技计划项目管理办法", ("规划财务科", "start"), "法规科", "3月底"],
                ["2", "建立研发投入季度会商制度", ("", "on"), "区统计局", "每季度"],
                ["3", "开展科技政策进园区活动", "高新技术科", "各园区", "11月底"],
            ],
        ),
        paragraph(run(""), indent=False),
        paragraph(run("示例市云河区科学技术局"), "right", indent=False, before=560),
        paragraph(run("2027年1月15日"), "right", indent=False),
        paragraph(run("抄送：区政府办公室，示例市科技局。", FANG, 28), indent=False),
        paragraph(run("示例市云河区科学技术局办公室        2027年1月18日印发", FANG, 28), indent=False),
    ]
    section = '<w:sectPr><w:footerReference w:type="default" r:id="rId3"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1985" w:left="1588" w:header="851" w:footer="1400" w:gutter="0"/></w:sectPr>'
    return "".join(out) + section


def level(number, form, words, face):
    return f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:suff w:val="nothing"/><w:lvlText w:val="{words}"/><w:lvlJc w:val="left"/><w:rPr><w:rFonts w:eastAsia="{face}" w:hint="eastAsia"/><w:sz w:val="32"/></w:rPr></w:lvl>'


def parts():
    root = f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    numbering = level(0, "japaneseCounting", "%1、", HEI) + level(1, "japaneseCounting", "（%2）", KAI)
    field = "".join(f"<w:r>{part}</w:r>" for part in (
        '<w:t xml:space="preserve">— </w:t>', '<w:fldChar w:fldCharType="begin"/>', '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>', "<w:t>1</w:t>", '<w:fldChar w:fldCharType="end"/>', '<w:t xml:space="preserve"> —</w:t>'))
    return {
        "[Content_Types].xml": f'{head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{main}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="{main}.styles+xml"/><Override PartName="/word/numbering.xml" ContentType="{main}.numbering+xml"/><Override PartName="/word/footer1.xml" ContentType="{main}.footer+xml"/></Types>',
        "_rels/.rels": f'{head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{relations}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'{head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{relations}/styles" Target="styles.xml"/><Relationship Id="rId2" Type="{relations}/numbering" Target="numbering.xml"/><Relationship Id="rId3" Type="{relations}/footer" Target="footer1.xml"/></Relationships>',
        "word/document.xml": f"{head}<w:document {root}><w:body>{body()}</w:body></w:document>",
        "word/styles.xml": f'{head}<w:styles {root}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:eastAsia="宋体"/><w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="1"><w:name w:val="Normal"/><w:pPr><w:jc w:val="both"/></w:pPr></w:style></w:styles>',
        "word/numbering.xml": f'{head}<w:numbering {root}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>{numbering}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>',
        "word/footer1.xml": f"{head}<w:ftr {root}><w:p>{field}</w:p></w:ftr>",
    }


def main(target):
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts().items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, content)


if __name__ == "__main__":
    main(sys.argv[1])
