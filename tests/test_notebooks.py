"""The notebooks run from top to bottom, and are committed without output."""

import os
import shutil
from pathlib import Path

import pytest

nbformat = pytest.importorskip("nbformat")
ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def test_there_are_three() -> None:
    assert len(NOTEBOOKS) == 3


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_no_output_is_committed(path: Path) -> None:
    for cell in nbformat.read(path, as_version=4).cells:
        assert cell.cell_type == "markdown" or (cell.outputs == [] and cell.execution_count is None)


@pytest.mark.model
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_runs(path: Path, corpus_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside a store of the corpus that is there already; so ``kg.build`` in the notebook finds everything in."""
    nbclient = pytest.importorskip("nbclient")
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "corpus").symlink_to(ROOT / "corpus")
    shutil.copytree(corpus_store, tmp_path / "out" / "notebooks")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "jupyter"))
    notebook = nbformat.read(path, as_version=4)
    client = nbclient.NotebookClient(
        notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(tmp_path / "notebooks")}}
    )
    client.execute()
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    assert [o for o in outputs if o.output_type == "error"] == []
    assert not [o for o in outputs if o.get("name") == "stderr"], outputs
    pictures = [o for o in outputs if "<iframe" in str(o.get("data", {}).get("text/html", ""))]
    assert len(pictures) == (0 if "sparql" in path.stem else 1)
