"""Make docs/pictures/view.png and timeline.png: build the corpus, draw it, photograph the pages in headless Chromium.

    python docs/make_picture.py
"""

from __future__ import annotations

import time

from photograph import chromium, corpus, photograph

import kg

FOCUS = "Kirill Dmitriev"


def main() -> None:
    """Make the pictures."""
    with corpus() as store:
        with kg.open(store) as story:
            pages = {
                "view": story.view(focus=FOCUS, hops=2, max_nodes=32, title="Rare earths, spring 2025").save(store.parent / "view.html"),
                "timeline": story.timeline(title="Rare earths, spring 2025").save(store.parent / "timeline.html"),
            }
        with chromium(1300, 800) as browser:
            for name, page in pages.items():
                browser.get(page.as_uri())
                time.sleep(1.5)  # fonts and the first drawing
                photograph(browser, name)


if __name__ == "__main__":
    main()
