"""Make pictures of what `kg serve` shows of the corpus, in docs/pictures, by headless Chromium: all of them, or those named.

    python docs/make_server_pictures.py [start] [start-phone] [new] [record]
"""

from __future__ import annotations

import sys
import threading
from urllib.parse import quote

from photograph import chromium, corpus, photograph

from kg.server.serving import Server

DESK, PHONE = (1100, 820), (390, 844)
TO_EVENTS = "[...document.querySelectorAll('h2')].find((h) => h.textContent === 'Events').scrollIntoView()"
PAGES: dict[str, tuple[str, tuple[int, int], bool, str]] = {
    "start": ("", DESK, False, ""),
    "start-phone": ("", PHONE, True, ""),
    "new": ("new", DESK, True, ""),
    "record": (f"show/{quote('Kirill Dmitriev')}", DESK, False, TO_EVENTS),
}
"""Of each picture: the address, the size in pixels, whether it is dark, and what is done before it is taken."""


def main() -> None:
    """Make the pictures."""
    with corpus() as store:
        server = Server(store, port=0)
        threading.Thread(target=server.run, daemon=True).start()
        try:
            for name in sys.argv[1:] or PAGES:
                address, size, dark, script = PAGES[name]
                with chromium(*size) as browser:
                    colours = {"features": [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]}
                    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", colours)
                    browser.get(f"{server.address}{address}")
                    browser.execute_script(script)
                    photograph(browser, name)
        finally:
            server.library.close()


if __name__ == "__main__":
    main()
