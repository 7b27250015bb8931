"""Make docs/pictures/record.png: build the corpus, serve it, photograph the page of an entity in headless Chromium.

    python docs/make_record_picture.py
"""

from __future__ import annotations

import threading
from urllib.parse import quote

from photograph import chromium, corpus, photograph

from kg.server.serving import Server

NAME = "Kirill Dmitriev"


def main() -> None:
    """Make the picture."""
    with corpus() as store:
        server = Server(store, port=0)
        threading.Thread(target=server.run, daemon=True).start()
        try:
            with chromium(1100, 820) as browser:
                browser.get(f"{server.address}show/{quote(NAME)}")
                browser.execute_script("[...document.querySelectorAll('h2')].find((h) => h.textContent === 'Events').scrollIntoView()")
                photograph(browser, "record")
        finally:
            server.library.close()


if __name__ == "__main__":
    main()
