"""A virtual population: the same numbers every time, resumable, and bounded by the batch."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from magwise import Knowledge
from magwise.cohort import population, storage
from magwise.core.errors import InputError
from magwise.models.body import doses

REGIMEN = doses(150, [480, 1140], "citrate")


@pytest.fixture(scope="module")
def kb() -> Knowledge:
    return Knowledge.load()


def write(path: Path, kb: Knowledge, people: int = 10, **more: object) -> list[list[str]]:
    given: dict[str, object] = {"batch": 4, "engine": "numpy", **more}
    storage.write_population(path, people, 3, REGIMEN, 1 / 7, kb, **given)  # type: ignore[arg-type]
    with path.open(encoding="utf-8") as file:
        return list(csv.reader(file))


def test_one_row_a_person_and_the_same_every_time(tmp_path: Path, kb: Knowledge) -> None:
    first, second = write(tmp_path / "a.csv", kb), write(tmp_path / "b.csv", kb)
    assert len(first) == 11
    assert first == second


def test_a_run_that_was_cut_off_goes_on_to_the_same_numbers(
    tmp_path: Path, kb: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = write(tmp_path / "whole.csv", kb)
    real = population.simulate_batch

    def cut(first: int, *args: object, **more: object) -> population.Outcome:
        if first == 8:
            raise KeyboardInterrupt
        return real(first, *args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(storage, "simulate_batch", cut)
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path / "cut.csv", kb)
    monkeypatch.setattr(storage, "simulate_batch", real)
    assert write(tmp_path / "cut.csv", kb) == whole
    assert not (tmp_path / "cut.csv.parts").exists()


def test_parts_of_another_question_are_refused(tmp_path: Path, kb: Knowledge) -> None:
    parts = tmp_path / "x.csv.parts"
    parts.mkdir()
    (parts / "question.json").write_text("{}", encoding="utf-8")
    with pytest.raises(InputError):
        write(tmp_path / "x.csv", kb)


def test_medicines_and_age_show_in_the_people(kb: Knowledge) -> None:
    people, woman = population.draw_people(4000, kb, np.random.default_rng(1))
    assert 0.45 < woman.mean() < 0.55
    older = people.age_years > 70
    assert (people.uptake[older] < 1).mean() > 2 * (people.uptake[~older] < 1).mean()
    assert people.serum_mmol_per_l[older].mean() < people.serum_mmol_per_l[~older].mean()
    assert people.egfr[older].mean() < people.egfr[~older].mean()


def test_another_kind_of_file_is_refused(tmp_path: Path, kb: Knowledge) -> None:
    with pytest.raises(InputError):
        storage.write_population(tmp_path / "x.xlsx", 2, 1, REGIMEN, 1, kb)


def test_parquet_says_what_was_asked(tmp_path: Path, kb: Knowledge) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="the extra cohort is not installed")
    path = tmp_path / "people.parquet"
    storage.write_population(path, 6, 3, REGIMEN, 1 / 7, kb, batch=4, engine="numpy")
    table = parquet.read_table(path)
    assert table.num_rows == 6
    asked = json.loads(table.schema.metadata[b"magwise"])
    assert asked["knowledge"] == kb.hash
    assert asked["seed"] == 3
    rows = write(tmp_path / "people.csv", kb, people=6)
    column = rows[0].index("serum_mmol_per_l")
    read = table["serum_mmol_per_l"].to_numpy()
    np.testing.assert_allclose(read, [float(row[column]) for row in rows[1:]], atol=1e-6)


def test_without_pyarrow_parquet_is_refused_in_plain_words(
    tmp_path: Path, kb: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storage, "find_spec", lambda name: None)
    with pytest.raises(InputError) as refused:
        storage.write_population(tmp_path / "x.parquet", 2, 1, REGIMEN, 1, kb)
    assert refused.value.problems[0].id == "error.body-output-parquet"
    assert not list(tmp_path.iterdir())


def test_nobody_in_a_population_is_the_typical_person(kb: Knowledge) -> None:
    nothing = doses(0, [], None)
    found = population.simulate_batch(0, 5, 1, nothing, 1 / 7, kb, engine="numpy")
    assert len(found) == 5
    again = population.simulate_batch(512, 5, 1, nothing, 1 / 7, kb, engine="numpy")
    other_seed = population.simulate_batch(0, 5, 2, nothing, 1 / 7, kb, engine="numpy")
    for other in (again, other_seed):
        serum = other.columns["serum_mmol_per_l"]
        assert not np.isclose(found.columns["serum_mmol_per_l"], serum).any()


def test_a_person_hangs_on_seed_and_number_and_not_on_the_batch(kb: Knowledge) -> None:
    def people(first: int, count: int) -> dict[str, np.ndarray]:
        found = population.simulate_batch(first, count, 3, REGIMEN, 2 / 7, kb, engine="numpy")
        return found.columns

    together = people(506, 12)  # over the end of a block
    parts = [people(506, 3), people(509, 7), people(516, 2)]
    for name, column in together.items():
        again = np.concatenate([part[name] for part in parts])
        np.testing.assert_allclose(again, column, rtol=2e-6, err_msg=name)
    for name in ("age_years", "egfr", "intake_mg_per_day", "fat_free_kg", "woman"):
        assert (np.concatenate([part[name] for part in parts]) == together[name]).all()


def test_another_batch_gives_the_same_file(
    tmp_path: Path, kb: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(population, "BLOCK", 4)
    rows = [write(tmp_path / f"{n}.csv", kb, people=14, batch=n) for n in (4, 8, 12, 100)]
    assert rows[0] == rows[1] == rows[2] == rows[3]
