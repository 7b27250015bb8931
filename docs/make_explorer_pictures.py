"""Make pictures of the explorer of the corpus, in docs/pictures, by headless Chromium: all of them, or those named.

    python docs/make_explorer_pictures.py [explorer] [explorer-dark] [explorer-phone] [path] [review] [map] [ask]
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any

from photograph import chromium, corpus, photograph
from selenium.webdriver.support.ui import WebDriverWait

import kg


def shown(browser: Any, script: str) -> None:
    WebDriverWait(browser, 60).until(lambda driver: driver.execute_script(f"return Boolean({script})"))


def at_the_start(browser: Any) -> None:
    browser.execute_script("document.activeElement.blur()")


def around_somebody(browser: Any) -> None:
    browser.execute_script(
        "const { actions, search } = explorer; actions.focus(search.find('Kirill Dmitriev')[0].at);"
        "document.querySelector('#panel').scrollTop = 0"
    )


def from_one_to_another(browser: Any) -> None:
    browser.execute_script(
        "const at = (name) => explorer.search.find(name)[0].at; explorer.actions.path(at('Elon Musk'), at('Vladimir Putin'))"
    )


def some_decisions(browser: Any) -> None:
    shown(browser, "document.querySelectorAll('.doubt').length")
    browser.execute_script("[...document.querySelectorAll('.doubt')].slice(0, 3).forEach((one) => one.querySelector('.steps button').click())")
    browser.execute_script("document.querySelector('#view-review').scrollTop = 0")


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


DESK, PHONE = (1280, 800), (390, 844)
PANELS: dict[str, tuple[str, tuple[int, int], Callable[[Any], None]]] = {
    "explorer": ("view=graph", DESK, at_the_start),
    "explorer-dark": ("theme=dark", DESK, around_somebody),
    "explorer-phone": ("view=graph", PHONE, at_the_start),
    "path": ("view=graph", DESK, from_one_to_another),
    "review": ("view=review", DESK, some_decisions),
    "map": ("view=map", DESK, at_the_map),
    "ask": ("view=sparql", DESK, at_a_question),
}


def main() -> None:
    """Make the pictures."""
    with corpus() as store:
        with kg.open(store) as story:
            page = story.explore(title="Rare earths, spring 2025", with_sparql=True).save(store.parent / "page.html")
        for name in sys.argv[1:] or PANELS:
            address, size, prepare = PANELS[name]
            with chromium(*size) as browser:
                browser.get(f"{page.as_uri()}#{address}")
                shown(browser, "window.explorer")
                prepare(browser)
                time.sleep(1)  # fonts and the last drawing
                photograph(browser, name)


if __name__ == "__main__":
    main()
