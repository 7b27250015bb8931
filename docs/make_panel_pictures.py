"""Make docs/pictures/map.png and ask.png: the explorer of the corpus, at its map and at its questions, in headless Chromium.

    python docs/make_panel_pictures.py
"""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.webdriver.support.ui import WebDriverWait

import kg

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
WIDTH, HEIGHT = 1280, 800
FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-dev-shm-usage")


def shown(browser: Any, script: str) -> None:
    WebDriverWait(browser, 60).until(lambda driver: driver.execute_script(f"return Boolean({script})"))


def at_the_map(browser: Any) -> None:
    shown(browser, "explorer.panels.get('map')?.points?.().length")
    browser.execute_script("document.querySelector('.map .card .row').click()")
    browser.execute_script("document.querySelector('.map .card .row').click()")


def at_a_question(browser: Any) -> None:
    shown(browser, "window.sparql && sparql.words()")
    browser.execute_script(
        "sparql.pick('events-at'); const f = document.querySelector('.fields input'); f.focus(); f.value = 'Riyadh';"
        "f.dispatchEvent(new Event('input')); f.blur(); sparql.run()"
    )
    shown(browser, "document.querySelectorAll('.results tbody tr').length")
    browser.execute_script("document.querySelector('.results button.node')?.click()")


PANELS: dict[str, tuple[str, Callable[[Any], None]]] = {"map": ("map", at_the_map), "ask": ("sparql", at_a_question)}


def main() -> None:
    """Make the pictures."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        with kg.build(ROOT / "corpus" / "articles", store=Path(folder) / "corpus") as story:
            page = story.explore(title="Rare earths, spring 2025", with_sparql=True).save(Path(folder) / "page.html")
        options = webdriver.ChromeOptions()
        for flag in (*FLAGS, f"--window-size={WIDTH},{HEIGHT}", f"--user-data-dir={folder}/browser"):
            options.add_argument(flag)
        driver = shutil.which("chromedriver")
        assert driver, "chromedriver is needed (Debian: chromium-driver)"  # without its path, selenium asks the network
        browser = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
        try:
            screen = {"width": WIDTH, "height": HEIGHT, "deviceScaleFactor": 1, "mobile": False}
            browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
            for name, (view, prepare) in PANELS.items():
                browser.get("about:blank")
                browser.get(f"{page.as_uri()}#view={view}")
                shown(browser, "window.explorer")
                prepare(browser)
                time.sleep(1)  # fonts and the last drawing
                target = PICTURES / f"{name}.png"
                browser.save_screenshot(str(target))
                print(f"{target} ({target.stat().st_size:,} bytes)")
        finally:
            browser.quit()


if __name__ == "__main__":
    main()
