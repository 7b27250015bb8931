"""Headless Chromium for tests of pages: fresh, quiet, and watched."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
    "--disable-default-apps", "--disable-dev-shm-usage",
)  # fmt: skip
NO_GPU = ("--disable-gpu",)
WEBGL = ("--disable-gpu", "--enable-unsafe-swiftshader")
"""WebGL by the processor alone, as any machine has it."""
NO_WEBGL = ("--disable-gpu", "--disable-3d-apis")


def chromium() -> tuple[str, str]:
    """Paths of browser and driver; without them a test is skipped, on a build server it fails."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    driver = shutil.which("chromedriver")
    if browser and driver:
        return browser, driver
    if os.environ.get("CI"):
        pytest.fail("chromium and chromedriver are not installed (Debian: chromium, chromium-driver)")
    pytest.skip("chromium and chromedriver are not installed (Debian: chromium, chromium-driver)")


@contextlib.contextmanager
def open_browser(more: tuple[str, ...] = NO_GPU) -> Iterator[Any]:
    """A driver whose log of the network and of the console is kept.

    Args:
        more: :data:`NO_GPU`, :data:`WEBGL` or :data:`NO_WEBGL`.
    """
    from selenium import webdriver

    browser, driver = chromium()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        options = webdriver.ChromeOptions()
        options.binary_location = browser
        for flag in (*FLAGS, *more, f"--user-data-dir={folder}"):
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        found = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
        found.set_script_timeout(20)
        try:
            yield found
        finally:
            found.quit()


def screen(driver: Any, width: int = 1400, height: int = 900, *, dark: bool = False) -> None:
    """Size and colours of the screen; nothing moves."""
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    features = [
        {"name": "prefers-color-scheme", "value": "dark" if dark else "light"},
        {"name": "prefers-reduced-motion", "value": "reduce"},
    ]
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})


def visit(driver: Any, page: str, folder: Path) -> Path:
    """Write a page and open it, with the logs emptied before."""
    path = folder / "page.html"
    path.write_text(page, encoding="utf-8", newline="")
    driver.get("about:blank")
    driver.get_log("browser")
    driver.get_log("performance")
    driver.get(path.as_uri())
    return path


def requests(driver: Any) -> list[str]:
    """URLs that the page asked for since :func:`visit`."""
    messages = (json.loads(entry["message"])["message"] for entry in driver.get_log("performance"))
    return [m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"]


def complaints(driver: Any) -> list[str]:
    """What the console says, breaches of the policy included; not what WebGL without a graphics card says of its own speed."""
    said = [entry["message"] for entry in driver.get_log("browser")]
    return [message for message in said if "GL Driver Message" not in message]


def text(driver: Any, selector: str) -> str:
    """What an element shows."""
    found: str = driver.execute_script("return document.querySelector(arguments[0]).innerText", selector)
    return found


def press(driver: Any, *keys: str) -> None:
    """Type, wherever the focus is."""
    from selenium.webdriver.common.action_chains import ActionChains

    ActionChains(driver).send_keys(*keys).perform()


def seek(driver: Any, words: str) -> tuple[str, str]:
    """Search by keyboard: the first that is offered, and what the panel shows when it is taken."""
    from selenium.webdriver.common.keys import Keys

    press(driver, "/")
    press(driver, words)
    offered = text(driver, "#found li[role=option]")
    press(driver, Keys.ENTER)
    return offered, text(driver, "#panel h2")


class Reader:
    """A page as a reader uses it; tests of a panel add what can be done there."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver

    def js(self, script: str, *given: Any) -> Any:
        """What a script returns."""
        return self.driver.execute_script(script, *given)

    def wait(self, condition: str, seconds: float = 20) -> None:
        """Until the page says yes."""
        end = time.monotonic() + seconds
        while not self.driver.execute_script(f"return Boolean({condition})"):
            assert time.monotonic() < end, f"{condition} did not come true"
            time.sleep(0.05)
