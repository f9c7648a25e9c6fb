"""``magwise data`` and ``magwise serve`` as somebody types them."""

import io
import json
import socket
import sys
from datetime import date
from pathlib import Path

import pytest

from magwise.cli import main
from magwise.person import DiaryEntry
from magwise.store import Store, store_path


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as stop:
        main([*words])
    said = capsys.readouterr()
    return int(stop.value.code or 0), said.out, said.err


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with something kept in it."""
    store = Store(store_path(tmp_path / "own"))
    store.dossier().answer({"age": 34.0})
    store.dossier().add(date(2026, 11, 22), [DiaryEntry(text="bowl of porridge")])
    store.close()
    return tmp_path / "own"


def test_the_path_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "data", "path", "--data", str(folder))
    assert (code, out.strip()) == (0, str(folder / "magwise.db"))
    code, out, _ = run(capsys, "data", "path", "--data", str(folder), "--json")
    assert json.loads(out)["exists"] is True


def test_an_export_is_advised_on_like_any_file(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "export"
    code, out, _ = run(capsys, "data", "export", str(target), "--data", str(folder))
    assert code == 0
    assert "diary.csv" in out
    profile, diary = str(target / "profile.json"), str(target / "diary.csv")
    code, out, err = run(capsys, "advise", profile, "--diary", diary, "--json")
    assert code == 0, err
    assert json.loads(out)["profile"]["age_years"] == 34.0


def test_a_backup_comes_back(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "copy.db"
    assert run(capsys, "data", "backup", str(copy), "--data", str(folder))[0] == 0
    assert run(capsys, "data", "erase", "--yes", "--data", str(folder))[0] == 0
    assert not (folder / "magwise.db").exists()
    assert run(capsys, "data", "restore", str(copy), "--data", str(folder))[0] == 0
    store = Store(store_path(folder))
    assert store.dossier().answers() == {"age": 34.0}
    store.close()


@pytest.mark.parametrize(("typed", "gone"), [("yes\n", True), ("ja\n", True), ("\n", False)])
def test_erasing_asks_first(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    typed: str,
    gone: bool,
) -> None:
    (folder / "corrections.json").write_text('{"foods": {"kaas": "cheese-gouda-48"}}')
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    code, _, _ = run(capsys, "data", "erase", "--data", str(folder))
    assert code == (0 if gone else 2)
    assert (folder / "magwise.db").exists() is not gone
    assert (folder / "corrections.json").exists() is not gone


def test_what_is_not_there_is_said_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for words in (("export", str(tmp_path / "x")), ("backup", str(tmp_path / "x.db"))):
        code, _, err = run(capsys, "data", *words, "--data", str(tmp_path), "--lang", "en")
        assert code == 2
        assert "Nothing is kept here yet" in err
    code, out, _ = run(capsys, "data", "erase", "--yes", "--data", str(tmp_path), "--lang", "en")
    assert (code, out.strip()) == (0, "There was nothing to erase.")


def test_a_port_in_use_is_said_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        code, _, err = run(
            capsys, "serve", "--no-open", "--port", port, "--data", str(tmp_path), "--lang", "en"
        )
    assert code == 2
    assert port in err


def test_devices_are_listed_and_let_go(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = Store(store_path(folder))
    first = store.devices().connect("a" * 43, "my phone")
    store.devices().connect("b" * 43, "tablet\x1b[31m")
    words = ("data", "devices", "--data", str(folder), "--lang", "en")
    code, out, _ = run(capsys, *words)
    assert code == 0
    assert "my phone" in out
    assert "\x1b" not in out
    code, _, err = run(capsys, *words, "--disconnect", "99")
    assert code == 2
    assert "99" in err
    code, out, _ = run(capsys, *words, "--disconnect", str(first.id), "--json")
    assert [row["number"] for row in json.loads(out)] == [first.id + 1]
    code, out, _ = run(capsys, *words, "--disconnect-all")
    assert (code, out.strip()) == (0, "No device is connected.")
    assert store.devices().all() == ()
    store.close()
