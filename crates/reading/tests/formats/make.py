#!/usr/bin/env python3
"""Makes the office files of this folder from the texts in ../documents.

    apt install libreoffice-writer-nogui libreoffice-calc-nogui fonts-noto-cjk chromium
    pip install python-docx openpyxl pikepdf reportlab xlwt
    ./make.py

A line becomes a paragraph, rows become a table: a cell that a row lacks at its start is merged with the one above.
"""
import html
import pathlib
import re
import subprocess

import docx
import openpyxl
import pikepdf
import xlwt
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, SimpleDocTemplate, Table

HERE = pathlib.Path(__file__).parent
RUNNING = ["labels", "brackets", "dates", "leaders"]
TABLES = ["rectify_table", "tabs", "two_heads"]


def blocks(name):
    """Paragraphs and tables; None in a table stands for a cell merged with the one above."""
    found, rows = [], []

    def close():
        if rows:
            width = max(map(len, rows))
            head = rows[0] + [""] * (width - len(rows[0]))
            found.append([head] + [[None] * (width - len(row)) + row for row in rows[1:]])
            rows.clear()

    text = (HERE / "../documents" / f"{name}.txt").read_text(encoding="utf-8")
    # A row goes on until its last bar.
    lines = re.sub(r"(\|[^|\n]*[^|\s])\n(?=[^|\n]+\|)", r"\1\v", text.split("\n\n", 1)[1]).split("\n")
    for line in lines:
        cells = line.split("|") if line.count("|") > 1 else line.split("\t") if line.count("\t") > 1 else None
        if cells:
            cells = [cell.strip().replace("\v", "\n") for cell in cells]
            if line.startswith("|"):
                cells = cells[1:]
            if line.rstrip().endswith("|"):
                cells = cells[:-1]
            if not set("".join(cells)) <= set("-:"):
                # Blank cells at the start of a row are those of the row above.
                blank = next((at for at, cell in enumerate(cells) if cell), 0) if rows else 0
                rows.append([None] * blank + cells[blank:])
        elif line.strip():
            close()
            found.append(line.strip())
    close()
    return found


def broken(text):
    return html.escape(text).replace("\n", "<br/>")


def down(table, row, column):
    """How many rows a cell takes."""
    rest = table[row + 1 :]
    return 1 + next((at for at, below in enumerate(rest) if below[column] is not None), len(rest))


def word(name, path):
    document = docx.Document()
    style = document.styles["Normal"]
    style.font.size, style.font.name = Pt(16), "仿宋"
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "仿宋")
    style.paragraph_format.space_after = Pt(0)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    foot.add_run("— ")
    for kind in ("begin", None, "end"):
        element = docx.oxml.OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = "PAGE"
        foot.add_run()._r.append(element)
    foot.add_run(" —")
    for at, block in enumerate(blocks(name)):
        if isinstance(block, str):
            paragraph = document.add_paragraph()
            run = paragraph.add_run(block)
            if at == 0:
                paragraph.alignment, run.font.size = WD_ALIGN_PARAGRAPH.CENTER, Pt(22)
            else:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
                paragraph.paragraph_format.first_line_indent = Pt(32)
            continue
        table = document.add_table(len(block), len(block[0]), style="Table Grid")
        for row, cells in enumerate(block):
            for column, text in enumerate(cells):
                if text is None:
                    table.cell(row - 1, column).merge(table.cell(row, column))
                else:
                    table.cell(row, column).text = text
                    for run in table.cell(row, column).paragraphs[0].runs:
                        run.font.size = Pt(12)
    document.save(path)


def page(name, path):
    out = ['<!DOCTYPE html><html><head><meta charset="utf-8"><title>文件</title><style>']
    out.append("p{text-indent:2em;line-height:1.7}h1{text-align:center}table{border-collapse:collapse}td{border:1px solid}")
    out.append("@page{size:A4;margin:2.5cm}</style></head><body>")
    for at, block in enumerate(blocks(name)):
        if isinstance(block, str):
            tag = "p" if at else "h1"
            out.append(f"<{tag}>{html.escape(block)}</{tag}>")
            continue
        out.append("<table>")
        for row, cells in enumerate(block):
            filled = [(column, text) for column, text in enumerate(cells) if text is not None]
            tds = [f"<td rowspan={down(block, row, column)}>{broken(text)}</td>" for column, text in filled]
            out.append(f"<tr>{''.join(tds)}</tr>")
        out.append("</table>")
    path.write_text("\n".join(out + ["</body></html>"]), encoding="utf-8")


def workbook(name, path):
    book = openpyxl.Workbook()
    sheet = book.active
    top = 1
    for block in blocks(name):
        rows = [[block]] if isinstance(block, str) else block
        for row, cells in enumerate(rows):
            for column, text in enumerate(cells):
                if text is None:
                    continue
                sheet.cell(top + row, column + 1, int(text) if text.isdigit() else text)
                if down(rows, row, column) > 1:
                    last = top + row + down(rows, row, column) - 1
                    sheet.merge_cells(start_row=top + row, end_row=last, start_column=column + 1, end_column=column + 1)
        top += len(rows)
    book.save(path)


def old_workbook(name, path):
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("台账")
    top = 0
    for block in blocks(name):
        rows = [[block]] if isinstance(block, str) else block
        for row, cells in enumerate(rows):
            for column, text in enumerate(cells):
                if text is not None:
                    value = int(text) if text.isdigit() else text
                    last = top + row + down(rows, row, column) - 1
                    sheet.write_merge(top + row, last, column, column, value)
        top += len(rows)
    book.save(path)


def reportlab(name, path, two_columns):
    """With a font that is not in the file, as every reader has it."""
    style = ParagraphStyle("p", fontName="STSong-Light", fontSize=12, leading=20, firstLineIndent=24, wordWrap="CJK")
    cell = ParagraphStyle("c", parent=style, firstLineIndent=0, fontSize=10, leading=14)
    title = ParagraphStyle("h", parent=style, firstLineIndent=0, fontSize=18, leading=28, alignment=1)
    story = []
    for at, block in enumerate(blocks(name)):
        if isinstance(block, str):
            story.append(Paragraph(html.escape(block), style if at else title))
            continue
        look = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")]
        look += [
            ("SPAN", (column, row), (column, row + down(block, row, column) - 1))
            for row, cells in enumerate(block)
            for column, text in enumerate(cells)
            if text is not None and down(block, row, column) > 1
        ]
        cells = [[Paragraph(broken(text), cell) if text else "" for text in row] for row in block]
        story.append(Table(cells, colWidths=[450 / len(block[0])] * len(block[0]), style=look, repeatRows=1))

    def foot(canvas, document):
        canvas.setFont("STSong-Light", 10)
        canvas.drawCentredString(297, 36, f"- {document.page} -")

    if two_columns:
        document = BaseDocTemplate(str(path), pagesize=(595, 842))
        frames = [Frame(left, 72, 227, 700, leftPadding=0, rightPadding=0) for left in (60, 307)]
        document.addPageTemplates(PageTemplate(frames=frames, onPage=foot))
        document.build(story)
    else:
        SimpleDocTemplate(str(path), pagesize=(595, 842)).build(story, onFirstPage=foot, onLaterPages=foot)


def office(path, kind, to):
    subprocess.run(["soffice", "--headless", "--convert-to", kind, "--outdir", "/tmp/made", path], check=True)
    (pathlib.Path("/tmp/made") / f"{path.stem}.{kind}").replace(to)


def browser(path, to):
    options = ["--headless", "--no-sandbox", "--disable-gpu", f"--print-to-pdf={to}"]
    subprocess.run(["chromium", *options, path.resolve().as_uri()], check=True)


def without_shapes(path):
    """The shapes of the glyphs, which no reader of text looks at, are nearly all of the file."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        empty = pdf.make_stream(b"0 0 d0")
        for thing in pdf.objects:
            if not isinstance(thing, pikepdf.Dictionary):
                continue
            for key in ("/FontFile", "/FontFile2", "/FontFile3"):
                if key in thing:
                    del thing[key]
            for glyph in thing.get("/CharProcs", {}):
                thing.CharProcs[glyph] = empty
        pdf.remove_unreferenced_resources()
        pdf.save(path, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)


def main():
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    for name in RUNNING + TABLES:
        made = {kind: HERE / f"{name}.{kind}" for kind in ("docx", "html", "xlsx", "xls")}
        word(name, made["docx"])
        page(name, made["html"])
        office(made["docx"], "pdf", HERE / f"{name}.writer.pdf")
        browser(made["html"], HERE / f"{name}.chromium.pdf")
        without_shapes(HERE / f"{name}.writer.pdf")
        without_shapes(HERE / f"{name}.chromium.pdf")
        reportlab(name, HERE / f"{name}.reportlab.pdf", False)
        if name in TABLES:
            workbook(name, made["xlsx"])
            old_workbook(name, made["xls"])
            office(made["xlsx"], "ods", HERE / f"{name}.ods")
    for name in ("labels", "tabs"):
        office(HERE / f"{name}.docx", "odt", HERE / f"{name}.odt")
    reportlab("labels", HERE / "labels.columns.pdf", True)
    # Locked against changes only, and locked against reading.
    for to, user in ((HERE / "dates.owner.pdf", ""), (HERE.parent / "locked.pdf", "1234")):
        with pikepdf.open(HERE / "dates.reportlab.pdf") as pdf:
            pdf.save(to, encryption=pikepdf.Encryption(owner="owner", user=user))


if __name__ == "__main__":
    main()
