"""Make docs/pictures/view.png: build the corpus, draw it, photograph the page in headless Chromium.

    python docs/make_picture.py
"""

from __future__ import annotations

import shutil
import tempfile
import time
from pathlib import Path

from selenium import webdriver

import kg

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "pictures" / "view.png"
WIDTH, HEIGHT = 1300, 800
FOCUS = "Kirill Dmitriev"
FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-dev-shm-usage")


def main() -> None:
    """Make the picture."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        with kg.build(ROOT / "corpus" / "articles", store=Path(folder) / "corpus") as story:
            page = story.view(focus=FOCUS, hops=2, max_nodes=32, title="Rare earths, spring 2025").save(Path(folder) / "page.html")
        options = webdriver.ChromeOptions()
        for flag in (*FLAGS, f"--window-size={WIDTH},{HEIGHT}", f"--user-data-dir={folder}/browser"):
            options.add_argument(flag)
        driver = shutil.which("chromedriver")
        assert driver, "chromedriver is needed (Debian: chromium-driver)"  # without its path, selenium asks the network
        browser = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
        try:
            screen = {"width": WIDTH, "height": HEIGHT, "deviceScaleFactor": 1, "mobile": False}
            browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
            browser.get(page.as_uri())
            time.sleep(1.5)  # fonts and the first drawing
            TARGET.parent.mkdir(exist_ok=True)
            browser.save_screenshot(str(TARGET))
        finally:
            browser.quit()
    print(f"{TARGET} ({TARGET.stat().st_size:,} bytes)")


if __name__ == "__main__":
    main()
