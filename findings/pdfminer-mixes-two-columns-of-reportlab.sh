#!/bin/bash
# pdfminer.six 20260107, extract_text() as it is by default, on a page of two columns that reportlab 5.1.0 laid out (two Frames, paragraphs
# with some space between): left and right paragraphs come in turns, 1, 11, 2, 12, …. Each paragraph is whole and no line is mixed, so
# that the text reads well and tells things in another order. In the PDF the order of drawing is right; pdfminer joins boxes by
# how near they are, and boxes of two columns at one height are nearer than those above and below.
#
# Output seen:
#   drawn: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19
#   read:  1 11 2 12 3 13 4 14 5 15 6 16 7 17 8 18 9 19 10
set -eu
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/pip" install -q --disable-pip-version-check pdfminer.six==20260107 reportlab==5.1.0
"$folder/env/bin/python" - <<'P'
import io
import re
from pdfminer.high_level import extract_text
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Spacer
style, (width, height), file = getSampleStyleSheet()["Normal"], A4, io.BytesIO()
document = BaseDocTemplate(file, pagesize=A4)
columns = [Frame(40, 40, width / 2 - 50, height - 140), Frame(width / 2 + 10, 40, width / 2 - 50, height - 140)]
document.addPageTemplates(PageTemplate(frames=columns))
words = "The board met on Monday and bought a second crane for the harbour. " * 3
document.build([part for n in range(1, 20) for part in (Paragraph(f"Paragraph {n}. {words}", style), Spacer(1, 8))])
read = [int(n) for n in re.findall(r"^Paragraph (\d+)\.", extract_text(io.BytesIO(file.getvalue())), re.MULTILINE)]
print("drawn:", *range(1, 20))
print("read: ", *read)
assert sorted(read) == list(range(1, 20)), "a paragraph is missing"
assert read[:5] == [1, 11, 2, 12, 3], "it changed"
P
