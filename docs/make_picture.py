"""Make docs/pictures/view.png: build the corpus, draw it, photograph the page in headless Chromium.

    python docs/make_picture.py
"""

from __future__ import annotations

import time

from photograph import chromium, corpus, photograph

import kg

FOCUS = "Kirill Dmitriev"


def main() -> None:
    """Make the picture."""
    with corpus() as store:
        with kg.open(store) as story:
            page = story.view(focus=FOCUS, hops=2, max_nodes=32, title="Rare earths, spring 2025").save(store.parent / "page.html")
        with chromium(1300, 800) as browser:
            browser.get(page.as_uri())
            time.sleep(1.5)  # fonts and the first drawing
            photograph(browser, "view")


if __name__ == "__main__":
    main()
