"""Make docs/pictures/record.png: build the corpus, serve it, photograph the page of an entity in headless Chromium.

    python docs/make_record_picture.py
"""

from __future__ import annotations

import shutil
import tempfile
import threading
from pathlib import Path
from urllib.parse import quote

from selenium import webdriver

import kg
from kg.server.serving import Server

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "pictures" / "record.png"
WIDTH, HEIGHT = 1100, 820
NAME = "Kirill Dmitriev"
FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-dev-shm-usage")


def main() -> None:
    """Make the picture."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        kg.build(ROOT / "corpus" / "articles", store=Path(folder) / "corpus").close()
        server = Server(Path(folder) / "corpus", port=0)
        threading.Thread(target=server.run, daemon=True).start()
        options = webdriver.ChromeOptions()
        for flag in (*FLAGS, f"--window-size={WIDTH},{HEIGHT}", f"--user-data-dir={folder}/browser"):
            options.add_argument(flag)
        driver = shutil.which("chromedriver")
        assert driver, "chromedriver is needed (Debian: chromium-driver)"  # without its path, selenium asks the network
        browser = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
        try:
            screen = {"width": WIDTH, "height": HEIGHT, "deviceScaleFactor": 1, "mobile": False}
            browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
            browser.get(f"{server.address}show/{quote(NAME)}")
            browser.execute_script("[...document.querySelectorAll('h2')].find((h) => h.textContent === 'Events').scrollIntoView()")
            browser.save_screenshot(str(TARGET))
        finally:
            browser.quit()
            server.library.close()
    print(f"{TARGET} ({TARGET.stat().st_size:,} bytes)")


if __name__ == "__main__":
    main()
