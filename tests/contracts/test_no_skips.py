"""A test that does not run proves nothing: in CI a skip is a failure."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SKIPPING = {
    "in the test": "import pytest\ndef test_one():\n    pytest.skip('later')\n",
    "by a mark": "import pytest\n@pytest.mark.skip(reason='later')\ndef test_one():\n    pass\n",
    "of a whole file": "import pytest\npytest.skip('later', allow_module_level=True)\n",
    "for want of a package": "import pytest\npytest.importorskip('no_such_package')\n",
}


def outcome(folder: Path, content: str, ci: str) -> subprocess.CompletedProcess[str]:
    shutil.copy(ROOT / "tests" / "conftest.py", folder)
    (folder / "test_it.py").write_text(
        content + "\n\ndef test_two():\n    pass\n", encoding="utf-8"
    )
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_it.py"],
        cwd=folder,
        env={**os.environ, "CI": ci},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("content", SKIPPING.values(), ids=SKIPPING.keys())
def test_a_skip_fails_the_run_in_ci(content: str, tmp_path: Path) -> None:
    done = outcome(tmp_path, content, ci="true")
    assert done.returncode != 0
    assert "in CI a skip is a failure" in done.stdout


def test_elsewhere_a_skip_is_only_a_skip(tmp_path: Path) -> None:
    done = outcome(tmp_path, SKIPPING["in the test"], ci="")
    assert done.returncode == 0, done.stdout
