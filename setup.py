"""What setup.cfg cannot say: packages found by themselves, the two that lie outside ``kg/``, and that no package is built
without the explorer's page, which is bundled and not in git.
"""

from pathlib import Path

from setuptools import find_packages, setup
from setuptools.command.build_py import build_py
from setuptools.command.sdist import sdist
from setuptools.errors import SetupError

ASSETS = Path(__file__).parent / "kg" / "views" / "assets"
BUNDLED = ("explorer.js", "explorer.css", "world.json.gz", "sparql-engine.js", "oxigraph.wasm.gz", "LICENSES.txt.gz")


def check() -> None:
    """See that all is bundled."""
    missing = [name for name in BUNDLED if not (ASSETS / name).is_file()]
    if missing:
        raise SetupError(
            f"the explorer's {', '.join(missing)} not there: run `python tools/set_up_assets.py` in a checkout first, "
            "which needs Node.js 18 or fetches it from PyPI"
        )


class Modules(build_py):
    """For wheels and installations; one that only points at a checkout (``pip install -e``) may come before the bundling."""

    def run(self) -> None:
        if not self.editable_mode:
            check()
        super().run()


class Source(sdist):
    """For source distributions, which hold the bundle, too."""

    def run(self) -> None:
        check()
        super().run()


setup(
    packages=[*find_packages(include=["kg", "kg.*"]), "kg.ontology", "kg.corpus"],
    cmdclass={"build_py": Modules, "sdist": Source},
)
