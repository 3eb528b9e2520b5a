"""The distribution: built, installed somewhere else, and used without the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.package


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist, and the wheel that is built from it."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)],
        check=True,
        capture_output=True,
    )
    return folder


def test_wheel_and_sdist_hold_data_and_prompts(built: Path) -> None:
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        names = set(wheel.namelist())
    with tarfile.open(next(built.glob("*.tar.gz"))) as sdist:
        packed = {n.split("/", 1)[1] for n in sdist.getnames() if "/" in n}
    for name in ("prompts/system.j2", "prompts/partials/craft.j2"):
        assert f"scriptgen/{name}" in names and name in packed
    for name in (
        "facts/library/knee-pain.toml",
        "packs/craft.toml",
        "compose.toml",
        "topics.txt",
        "py.typed",
        "rules/example.toml",
        "readers/heads.npz",
        "readers/adapters.npz",
    ):
        assert f"scriptgen/{name}" in names
    assert not [n for n in names if n.startswith(("tests/", "benchmarks/", "tools/"))]


def test_installed_wheel_drafts_checks_and_renders(built: Path, tmp_path: Path) -> None:
    """Its dependencies come from this environment; the package itself only from the wheel."""
    home = tmp_path / "venv"
    venv.create(home, with_pip=False)
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    site = Path(
        subprocess.run(
            [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
    )
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        wheel.extractall(site)
    here = subprocess.run(
        [sys.executable, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(site), here]), "PYTHONNOUSERSITE": "1"}
    code = (
        "import scriptgen, scriptgen.prompt, scriptgen.rules; print(scriptgen.__file__);"
        "print(scriptgen.draft('knee pain myths', seed=1).report.accepted);"
        "print(len(scriptgen.prompt.system(scriptgen.rules.all_rules())) > 3000)"
    )
    done = subprocess.run([python, "-c", code], cwd=tmp_path, env=env, capture_output=True, text=True, check=True)
    where, accepted, rendered = done.stdout.split()
    assert Path(where).is_relative_to(home) and accepted == rendered == "True"
