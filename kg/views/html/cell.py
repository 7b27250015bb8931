"""A page inside a notebook's cell."""

from __future__ import annotations

import html

HEIGHT = 640


def cell(page: str, *, height: int = HEIGHT, title: str = "Network") -> str:
    """An iframe that holds a whole page, so that no style leaks and exported notebooks keep working.

    It is sandboxed: its script cannot reach the notebook. Links to articles open in a new tab. A plain line stands below it, for
    notebooks that are not trusted and programs that show no frames: they drop it and everything in it.

    Args:
        page: HTML of a self-contained page.
        height: pixels.
        title: what a screen reader calls it.
    """
    return (
        f'<iframe title="{html.escape(title)}" sandbox="allow-scripts allow-downloads allow-popups '
        'allow-popups-to-escape-sandbox" '
        f'style="width:100%;height:{int(height)}px;border:1px solid #8884;border-radius:6px" loading="lazy" '
        f'srcdoc="{html.escape(page)}"></iframe>'
        f"<p><small>{html.escape(title)}: an interactive page. Where no frame is shown above, trust the notebook, or write "
        "the page to a file with <code>.save(\"page.html\")</code>.</small></p>"
    )
