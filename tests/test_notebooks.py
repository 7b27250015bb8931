"""The notebooks run from top to bottom, are committed without output, and work as exported HTML, offline."""

import functools
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from copying import copy_store

nbformat = pytest.importorskip("nbformat")
ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
PAGES = {
    "1-first-look": 1,
    "2-asking-with-sparql": 1,
    "3-the-network": 1,
    "4-timeline-and-map": 2,
    "5-own-articles": 1,
    "6-quality": 0,
}
"""Notebooks, and how many pages each shows in iframes."""


def test_there_are_six() -> None:
    assert {path.stem for path in NOTEBOOKS} == set(PAGES)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_no_output_is_committed(path: Path) -> None:
    for cell in nbformat.read(path, as_version=4).cells:
        assert cell.cell_type == "markdown" or (cell.outputs == [] and cell.execution_count is None)


@pytest.fixture(scope="module")
def execute(corpus_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Any]:
    """Runs a notebook, once, beside a store of the corpus that is there already; so ``kg.build`` finds everything in."""
    nbclient = pytest.importorskip("nbclient")
    desk = tmp_path_factory.mktemp("desk")
    (desk / "notebooks").mkdir()
    (desk / "corpus").symlink_to(ROOT / "corpus")
    copy_store(corpus_store, desk / "out" / "notebooks")

    @functools.cache
    def run(path: Path) -> Any:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]))
            patch.setenv("IPYTHONDIR", str(desk / "ipython"))
            patch.setenv("JUPYTER_DATA_DIR", str(desk / "jupyter"))
            notebook = nbformat.read(path, as_version=4)
            client = nbclient.NotebookClient(
                notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(desk / "notebooks")}}
            )
            client.execute()
        return notebook

    return run


def outputs(notebook: Any) -> list[Any]:
    return [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]


@pytest.mark.model
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_runs(path: Path, execute: Callable[[Path], Any]) -> None:
    found = outputs(execute(path))
    assert [o for o in found if o.output_type == "error"] == []
    assert not [o for o in found if o.get("name") == "stderr"], found
    plain = [str(o.get("data", {}).get("text/plain", "")) for o in found]
    assert not [said for said in plain if re.search(r"<networkx|<kg\.| object at 0x", said)]
    pages = [o for o in found if "<iframe" in str(o.get("data", {}).get("text/html", ""))]
    assert len(pages) == PAGES[path.stem]


@pytest.mark.model
@pytest.mark.browser
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("stem", ["2-asking-with-sparql", "4-timeline-and-map"])
def test_exported_html_works_offline(stem: str, execute: Callable[[Path], Any], tmp_path: Path) -> None:
    """As docs/tutorial.md exports it: the pages in it are drawn, and nothing asks the network for anything."""
    nbconvert = pytest.importorskip("nbconvert")
    from views.browser import complaints, open_browser, requests, screen, visit

    body, _ = nbconvert.HTMLExporter(template_name="basic").from_notebook_node(execute(ROOT / "notebooks" / f"{stem}.ipynb"))
    assert not re.search(r"<(?:script|link|img)[^>]*(?:src|href)=.?(?:https?:)?//", body)
    with open_browser() as driver:
        screen(driver)
        address = visit(driver, f"<!doctype html><meta charset=utf-8><title>{stem}</title>{body}", tmp_path)
        frames = driver.find_elements("tag name", "iframe")
        assert len(frames) == PAGES[stem]
        for frame in frames:
            driver.execute_script("arguments[0].scrollIntoView()", frame)
            driver.switch_to.frame(frame)
            for _ in range(100):
                if driver.execute_script("return document.readyState === 'complete' && document.body.innerText.length > 100"):
                    break
                import time

                time.sleep(0.1)
            said = driver.execute_script("return document.body.innerText")
            assert "Dmitriev" in said or "Rare earths" in said, said[:500]
            driver.switch_to.default_content()
        assert complaints(driver) == []
        asked = [url for url in requests(driver) if not url.startswith(("data:", "about:", "blob:"))]
        assert asked == [address.as_uri()]
