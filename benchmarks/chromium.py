"""Headless Chromium for benchmarks of pages: WebGL by the processor alone, no network, a clock in every page."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from typing import Any

import psutil

FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--enable-unsafe-swiftshader",
    "--hide-scrollbars", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--window-size=1280,800", "--host-resolver-rules=MAP * ~NOTFOUND",
)  # fmt: skip
CALM, FRAMES = 100, 10
"""A page can be used when so many frames follow each other within so many milliseconds each."""
CLOCK = f"""
window.__clock = {{ usable: null, longest: 0 }};
(() => {{
  let last = performance.now(), calm = 0, since = 0;
  const tick = (now) => {{
    const ready = window.__drawn && window.__drawn();
    if (ready && now - last < {CALM}) {{
      if (!calm) since = last;
      calm += 1;
      if (calm >= {FRAMES} && window.__clock.usable === null) window.__clock.usable = since;
    }} else calm = 0;
    last = now;
    requestAnimationFrame(tick);
  }};
  requestAnimationFrame(tick);
}})();
"""
"""Started before anything of a page; ``__drawn`` says whether its picture is there."""


def cpu(driver: Any) -> float:
    """CPU seconds of the browser so far, all its processes together: what a busy machine does not change."""
    total = 0.0
    for process in psutil.Process(driver.service.process.pid).children(recursive=True):
        with contextlib.suppress(psutil.NoSuchProcess):
            times = process.cpu_times()
            total += times.user + times.system
    return total


@contextlib.contextmanager
def browser() -> Iterator[Any]:
    """A driver.

    Raises:
        RuntimeError: without Chromium and its driver.
    """
    from selenium import webdriver

    program, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not program or not driver:
        raise RuntimeError("chromium and chromedriver are needed (Debian: chromium, chromium-driver)")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        options = webdriver.ChromeOptions()
        options.binary_location = program
        options.page_load_strategy = "none"
        for flag in (*FLAGS, f"--user-data-dir={folder}"):
            options.add_argument(flag)
        found = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
        try:
            yield found
        finally:
            found.quit()
