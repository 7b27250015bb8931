"""What the scripts that make docs/pictures share: the sample as a store, and headless Chromium."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from selenium import webdriver

import kg

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--enable-unsafe-swiftshader", "--hide-scrollbars", "--disable-dev-shm-usage")


@contextlib.contextmanager
def chromium(width: int, height: int) -> Iterator[Any]:
    """A browser of one size in pixels."""
    driver = shutil.which("chromedriver")
    assert driver, "chromedriver is needed (Debian: chromium-driver)"  # without its path, selenium asks the network
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        options = webdriver.ChromeOptions()
        for flag in (*FLAGS, f"--window-size={width},{height}", f"--user-data-dir={folder}"):
            options.add_argument(flag)
        browser = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
        try:
            screen = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
            browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
            yield browser
        finally:
            browser.quit()


@contextlib.contextmanager
def corpus() -> Iterator[Path]:
    """A store of the sample, in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        store = Path(folder) / "corpus"
        kg.build(ROOT / "corpus" / "articles", store=store).close()
        yield store


def photograph(browser: Any, name: str) -> None:
    """Write what the browser shows to docs/pictures, and say so."""
    PICTURES.mkdir(exist_ok=True)
    target = PICTURES / f"{name}.png"
    browser.save_screenshot(str(target))
    print(f"{target} ({target.stat().st_size:,} bytes)")
