"""The explorer's script, style and data, as ``make setup`` bundles them into ``kg/views/assets``."""

from __future__ import annotations

from importlib.resources import files

from kg.errors import Code, KgError


def asset(name: str) -> bytes:
    """A file of the bundle: ``explorer.js``, ``explorer.css``, ``sparql-engine.js``, ``world.json.gz``, ``oxigraph.wasm.gz``,
    ``LICENSES.txt.gz``.

    Raises:
        KgError: KG046 when it was not bundled.
    """
    try:
        return files("kg.views").joinpath("assets", name).read_bytes()
    except OSError as error:
        raise KgError(Code.NO_ASSETS, name=name) from error
