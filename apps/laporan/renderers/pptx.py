"""Slides as a PowerPoint file: native tables and charts, so that a person can still change every word and figure.

Nothing is decided here: what a slide says and how it is divided stands in apps.laporan.paparan. Measures are points.
"""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from apps.laporan.charts.chart import Chart
from apps.laporan.charts.text import clean
from apps.laporan.paparan.slide import (
    ATAS,
    BARIS,
    BAWAH,
    HURUF,
    HURUF_BUTIR,
    HURUF_JUDUL,
    HURUF_KEPALA,
    HURUF_SUB,
    LEBAR,
    SEL_ATAS,
    SEL_SISI,
    SELA,
    TEPI,
    TINGGI,
    Butir,
    Slide,
    column_widths,
    header_height,
    lines_of,
    row_height,
)
from apps.laporan.renderers.pptx_chart import draw_chart
from apps.laporan.renderers.pptx_text import GROUND, INK, INK_2, INK_3, LINE, MAROON, PAPER, write
from apps.laporan.table import Column, Row, Table, cell_text

MIME = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
FONT = "Inter"
# Where Inter is missing, programs look for a font of this kind: a sans serif, as Arial is.
PANOSE = "020B0604020202020204"
HURUF_KAKI = 10
JUDUL_SAJA = 5
DECORATIVE = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
    "</a:ext></a:extLst>"
)
RATA = {"kiri": PP_ALIGN.LEFT, "tengah": PP_ALIGN.CENTER, "kanan": PP_ALIGN.RIGHT}


def render_slides(slides: Sequence[Slide], *, title: str, author: str) -> bytes:
    """Draw slides that fit (apps.laporan.paparan.slide.divide); title and author are what the file says of itself."""
    presentation = Presentation()
    _widen(presentation)
    _use_font(presentation)
    presentation.core_properties.title = clean(title)
    presentation.core_properties.author = clean(author)
    presentation.core_properties.language = "id-ID"
    for number, slide in enumerate(slides, 1):
        _draw(presentation, slide, number)
    file = BytesIO()
    presentation.save(file)
    return file.getvalue()


def _widen(presentation: Any) -> None:
    """Make it 16:9; what a person adds later by a layout then stands where it should."""
    factor = LEBAR * 12_700 / presentation.slide_width
    presentation.slide_width, presentation.slide_height = Pt(LEBAR), Pt(TINGGI)
    for holder in (presentation.slide_master, *presentation.slide_layouts):
        for shape in holder.placeholders:
            if shape._element.spPr.find(qn("a:xfrm")) is not None:
                shape.left, shape.width = Emu(int(shape.left * factor)), Emu(int(shape.width * factor))


def _use_font(presentation: Any) -> None:
    """Every text of the file, of charts too, takes the font of its theme."""
    for part in presentation.slide_master.part.rels.values():
        if part.reltype.endswith("/theme"):
            theme = parse_xml(part.target_part.blob)
            for latin in theme.iter(qn("a:latin")):
                latin.set("typeface", FONT)
                latin.set("panose", PANOSE)
            part.target_part._blob = serialize_part_xml(theme)


def _draw(presentation: Any, slide: Slide, number: int) -> None:
    page = presentation.slides.add_slide(presentation.slide_layouts[JUDUL_SAJA])
    if slide.pembuka:
        _opening(page, slide)
    else:
        _heading(page, slide)
    left = float(TEPI)
    for block, width in zip(slide.isi, slide.lebar, strict=False):
        _block(page, block, left, slide.atas, width)
        left += width + SELA
    _foot(page, slide.sumber, number)


def _opening(page: Any, slide: Slide) -> None:
    """The first and last slide: the message in the middle of the left, a broad bar beside it."""
    _bar(page, 0, 0, 18, TINGGI)
    _title(page, slide.judul, 190, 96, 38, MSO_ANCHOR.BOTTOM)
    if slide.sub:
        _text(page, slide.sub, TEPI + 18, 300, LEBAR - 2 * TEPI - 18, 80, size=18, color=INK_2)


def _heading(page: Any, slide: Slide) -> None:
    _bar(page, 0, 0, LEBAR, 7)
    _title(page, slide.judul, ATAS, slide.tinggi_judul, HURUF_JUDUL, MSO_ANCHOR.TOP)
    if slide.sub:
        height = len(slide.baris_sub) * HURUF_SUB * BARIS + 4
        _text(page, slide.sub, TEPI, ATAS + slide.tinggi_judul, LEBAR - 2 * TEPI, height, size=HURUF_SUB, color=INK_2)


def _title(page: Any, text: str, top: float, height: float, size: float, anchor: Any) -> None:
    """The message stands in the title placeholder: that is what screen readers and the outline view read."""
    shape = page.shapes.title
    opening = size > HURUF_JUDUL
    shape.left, shape.top = Pt(TEPI + (18 if opening else 0)), Pt(top)
    shape.width, shape.height = Pt(LEBAR - 2 * TEPI - (18 if opening else 0)), Pt(height)
    frame = shape.text_frame
    _plain(frame, anchor)
    write(frame.paragraphs[0], text, size=size, color=INK, bold=True)
    frame.paragraphs[0].alignment = PP_ALIGN.LEFT


def _plain(frame: Any, anchor: Any = MSO_ANCHOR.TOP) -> None:
    """A text that keeps its size and its place: no margins, nothing shrinks."""
    frame.word_wrap = True
    frame.auto_size = None
    frame.vertical_anchor = anchor
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0


def _text(
    page: Any, text: str, left: float, top: float, width: float, height: float, *, size: float, color: str
) -> None:
    box = page.shapes.add_textbox(Pt(left), Pt(top), Pt(width), Pt(height))
    _plain(box.text_frame)
    write(box.text_frame.paragraphs[0], text, size=size, color=color)


def _bar(page: Any, left: float, top: float, width: float, height: float) -> None:
    bar = page.shapes.add_shape(MSO_SHAPE.RECTANGLE, Pt(left), Pt(top), Pt(width), Pt(height))
    bar.fill.solid()
    bar.fill.fore_color.rgb = RGBColor.from_string(MAROON)
    bar.line.fill.background()
    bar.shadow.inherit = False
    _decorative(bar)


def _add(parent: Any, tag: str, **attributes: str) -> Any:
    child = parent.makeelement(qn(tag), attributes)
    parent.append(child)
    return child


def _decorative(shape: Any) -> None:
    """Say that a shape only decorates, so that nobody is read its name."""
    properties = shape._element.nvSpPr.cNvPr
    properties.set("descr", "")
    properties.append(parse_xml(DECORATIVE))


def _foot(page: Any, text: str, number: int) -> None:
    """Source and state of the figures on the left, the number of the slide on the right."""
    top = BAWAH + 10
    _text(page, text, TEPI, top, LEBAR - 2 * TEPI - 60, TINGGI - top - 8, size=HURUF_KAKI, color=INK_3)
    box = page.shapes.add_textbox(Pt(LEBAR - TEPI - 50), Pt(top), Pt(50), Pt(16))
    _plain(box.text_frame)
    paragraph = box.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT
    field = _add(paragraph._p, "a:fld", id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}", type="slidenum")
    run = _add(field, "a:rPr", lang="id-ID", sz=str(HURUF_KAKI * 100))
    fill = _add(run, "a:solidFill")
    _add(fill, "a:srgbClr", val=INK_3)
    _add(field, "a:t").text = str(number)


def _block(page: Any, block: Any, left: float, top: float, width: float) -> None:
    if isinstance(block, Butir):
        _sentences(page, block, left, top, width)
    elif isinstance(block, Chart):
        draw_chart(page, block, left, top, width)
    else:
        _table(page, block, left, top, width)


def _sentences(page: Any, block: Butir, left: float, top: float, width: float) -> None:
    box = page.shapes.add_textbox(Pt(left), Pt(top), Pt(width), Pt(BAWAH - top))
    _plain(box.text_frame)
    for n, text in enumerate(block.isi):
        paragraph = box.text_frame.paragraphs[0] if n == 0 else box.text_frame.add_paragraph()
        paragraph.space_after, paragraph.line_spacing = Pt(10), 1.1
        properties = paragraph._p.get_or_add_pPr()
        indent = int(HURUF_BUTIR * 1.2 * 12_700)
        properties.set("marL", str(indent))
        properties.set("indent", str(-indent))
        colour = _add(properties, "a:buClr")
        _add(colour, "a:srgbClr", val=MAROON)
        _add(properties, "a:buFont", typeface="Arial")
        _add(properties, "a:buChar", char="•")
        write(paragraph, text, size=HURUF_BUTIR, color=INK)


# Tables


def _table(page: Any, table: Table, left: float, top: float, width: float) -> None:
    """A native table in our own dress: a shaded heading, thin lines between the rows, figures on the right."""
    columns, widths = table.columns, column_widths(table, width)
    heights = [header_height(table, widths), *(row_height(row, table, widths) for row in table.rows)]
    frame = page.shapes.add_table(len(heights), len(columns), Pt(left), Pt(top), Pt(width), Pt(sum(heights)))
    frame._element.nvGraphicFramePr.cNvPr.set("descr", clean(table.title))
    grid = frame.table
    # The style of its own would colour what we do not.
    grid._tbl.tblPr.remove(grid._tbl.tblPr.find(qn("a:tableStyleId")))
    grid.horz_banding = False
    for index, column_width in enumerate(widths):
        grid.columns[index].width = Pt(column_width)
    for index, height in enumerate(heights):
        grid.rows[index].height = Pt(height)
    for index, column in enumerate(columns):
        _cell(grid.cell(0, index), column.label, column, size=HURUF_KEPALA, color=INK_2, bold=True, fill=GROUND)
    for number, row in enumerate(table.rows, 1):
        _row(grid, number, row, columns)
    _notes(page, table, left, top + sum(heights) + 6, width)


def _row(grid: Any, number: int, row: Row, columns: Sequence[Column]) -> None:
    total = row.style != "isi"
    if row.style == "bagian":
        grid.cell(number, 0).merge(grid.cell(number, len(columns) - 1))
    for index, column in enumerate(columns):
        cell = row.cell(column.key)
        text = cell_text(cell, column) + cell.mark
        _cell(grid.cell(number, index), text, column, bold=total, fill=GROUND if total else PAPER)


def _cell(
    cell: Any,
    text: str,
    column: Column,
    *,
    size: float = HURUF,
    color: str = INK,
    bold: bool = False,
    fill: str = PAPER,
) -> None:
    cell.margin_left = cell.margin_right = Pt(SEL_SISI)
    cell.margin_top = cell.margin_bottom = Pt(SEL_ATAS)
    cell.fill.solid()
    cell.fill.fore_color.rgb = RGBColor.from_string(fill)
    frame = cell.text_frame
    frame.word_wrap = True
    for n, part in enumerate(text.split("\n")):
        paragraph = frame.paragraphs[0] if n == 0 else frame.add_paragraph()
        paragraph.alignment = RATA[column.alignment]
        if part:
            write(paragraph, part, size=size, color=color, bold=bold)
        else:
            paragraph.font.size = Pt(size)
    _border(cell)


def _border(cell: Any) -> None:
    """A thin line below; PowerPoint wants the sides in this order, and before the fill."""
    properties = cell._tc.get_or_add_tcPr()
    for n, side in enumerate(("lnL", "lnR", "lnT", "lnB")):
        line = properties.makeelement(qn(f"a:{side}"), {"w": "9525" if side == "lnB" else "0"})
        if side == "lnB":
            fill = _add(line, "a:solidFill")
            _add(fill, "a:srgbClr", val=LINE)
        else:
            _add(line, "a:noFill")
        properties.insert(n, line)


def _notes(page: Any, table: Table, left: float, top: float, width: float) -> None:
    for note in table.notes:
        height = len(lines_of(note, width, size=HURUF_KEPALA)) * HURUF_KEPALA * BARIS
        _text(page, note, left, top, width, height, size=HURUF_KEPALA, color=INK_3)
        top += height
