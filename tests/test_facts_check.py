"""Fact files of one's own: held against the rules, and kept beside the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from scriptgen.errors import InputError
from scriptgen.facts_check import add_facts, faults
from scriptgen.report import Severity

HEAD = "topic,claim,publisher,title,year,kind,about\n"
GOOD = "thumb joints,A brace can steady the joint on stairs.,Example Hand Society,Thumbs,2022,fact,\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of facts of one's own, which is not there yet."""
    return tmp_path / "deep" / "own"


def sheet(tmp_path: Path, rows: str = GOOD, name: str = "thumbs.csv") -> Path:
    path = tmp_path / name
    path.write_text(HEAD + rows, encoding="utf-8")
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


@pytest.mark.parametrize("name", ["thumbs.csv", "Thumbs of ours.CSV"])
def test_kept(tmp_path: Path, folder: Path, name: str) -> None:
    path = sheet(tmp_path, GOOD, name)
    added = add_facts(str(path), str(folder))
    assert (added.kept, added.path, added.topics) == (True, folder / name, ("thumb joints",))
    assert added.replaces == () and added.faults == ()
    assert names(folder) == [name] and (folder / name).read_bytes() == path.read_bytes()


@pytest.mark.parametrize(
    ("topics", "replaces"),
    [(["acne"], ("acne",)), (["ACNE"], ("ACNE",)), (["thumb joints", "Knee pain"], ("Knee pain",)), (["zits"], ())],
)
def test_what_it_replaces(tmp_path: Path, folder: Path, topics: list[str], replaces: tuple[str, ...]) -> None:
    rows = "".join(f"{topic},Gentle care is plenty.,Example Society,Care,2022,fact,\n" for topic in topics)
    for _ in range(2):  # what was added before is not a bundled topic
        added = add_facts(sheet(tmp_path, rows), folder)
        assert (added.kept, added.topics, added.replaces) == (True, tuple(topics), replaces)


BROKEN = {
    "CL107": "thumb joints,Take 400 mg of ibuprofen twice a day for your thumb.,Example Society,Thumbs,2022,fact,\n",
    "CL108": "thumb joints,Stop taking your blood pressure pills.,Example Society,Thumbs,2022,action,Stop your pills\n",
    "PH101": "thumb joints,Our patient John Smith (born 3/4/1960) wore a brace.,Example Society,Thumbs,2022,flag,\n",
    "CL118": "thumb joints,Vaccines cause autism.,Example Society,Shots,2022,fact,\n",
    "RS101": "thumb joints,Obese people are lazy.,Example Society,Thumbs,2022,fact,\n",
}


@pytest.mark.parametrize(("code", "row"), BROKEN.items())
def test_a_claim_that_breaks_a_rule_is_not_kept(tmp_path: Path, folder: Path, code: str, row: str) -> None:
    path = sheet(tmp_path, GOOD + row)
    added = add_facts(path, folder)
    assert not added.kept and names(folder) == []
    errors = [fault for fault in added.faults if fault.severity is Severity.ERROR]
    assert code in {fault.code for fault in errors}
    assert {fault.topic for fault in errors} == {"thumb joints"} and len({fault.id for fault in errors}) == 1
    assert all(fault.message for fault in errors) and faults(path) == added.faults
    assert add_facts(sheet(tmp_path), folder).kept and names(folder) == ["thumbs.csv"]


def test_a_warning_is_told_and_kept(tmp_path: Path, folder: Path) -> None:
    row = "thumb joints,A brace works 100% of the time.,Example Society,Thumbs,2022,fact,\n"
    added = add_facts(sheet(tmp_path, row), folder)
    assert added.kept and names(folder) == ["thumbs.csv"]
    assert {(fault.code, fault.severity) for fault in added.faults} == {("CL102", Severity.WARNING)}


@pytest.mark.parametrize("opening", ["", "Yes. ", "No. ", "Yes, ", "Absolutely! "])
def test_a_belief_that_is_said_again_is_no_answer(tmp_path: Path, opening: str) -> None:
    row = f'vaccines,"{opening}Vaccines cause autism.",Example Society,Shots,2022,myth,Vaccines cause autism\n'
    assert {fault.code for fault in faults(sheet(tmp_path, row))} == {"CL118"}


def test_a_belief_that_is_answered_is_no_fault(tmp_path: Path) -> None:
    row = "vaccines,No. Large studies looked and found no link.,Example Society,Shots,2022,myth,Vaccines cause autism\n"
    assert faults(sheet(tmp_path, row)) == ()


def test_the_same_file_twice_and_another_of_its_name(tmp_path: Path, folder: Path) -> None:
    path = sheet(tmp_path)
    assert add_facts(path, folder) == add_facts(path, folder) == add_facts(folder / path.name, folder)
    before = path.read_bytes()
    sheet(tmp_path, GOOD.replace("steady", "hold"))
    with pytest.raises(InputError, match=r"thumbs\.csv' is there already and differs; rename"):
        add_facts(path, folder)
    assert (folder / path.name).read_bytes() == before and names(folder) == ["thumbs.csv"]


def missing(path: Path) -> None:
    path.unlink()


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def no_text(path: Path) -> None:
    path.write_bytes(b"\xff\xfe\x00")


def too_large(path: Path) -> None:
    path.write_text(HEAD + GOOD * 20_000, encoding="utf-8")


def no_claims(path: Path) -> None:
    path.write_text("hello\n", encoding="utf-8")


@pytest.mark.parametrize("damage", [missing, a_folder, no_text, too_large, no_claims], ids=lambda f: f.__name__)
@pytest.mark.parametrize("name", ["thumbs.csv", "thumbs.md", "thumbs.toml"])
def test_unreadable_files(tmp_path: Path, folder: Path, name: str, damage: object) -> None:
    path = sheet(tmp_path, GOOD, name)
    assert callable(damage)
    damage(path)
    for call in (lambda: add_facts(path, folder), lambda: faults(path)):
        with pytest.raises(InputError, match=r"thumbs\.(csv|md|toml)"):
            call()
    assert names(folder) == []


def test_a_fault_behind_the_head_is_told_before_anything_is_kept(tmp_path: Path, folder: Path) -> None:
    text = Path("examples/plantar-heel-pain.toml").read_text(encoding="utf-8")
    path = tmp_path / "heel.toml"
    path.write_text(text.replace("[[myths]]", "[[mths]]"), encoding="utf-8")
    with pytest.raises(InputError, match="mths"):
        add_facts(path, folder)
    assert names(folder) == []
    path.write_text(text, encoding="utf-8")
    assert add_facts(path, folder).topics == ("heel pain",) and names(folder) == ["heel.toml"]


@pytest.mark.parametrize("name", ["notes.txt", "thumbs", "thumbs.csv.bak", "thumbs.json"])
def test_other_forms(tmp_path: Path, folder: Path, name: str) -> None:
    with pytest.raises(InputError, match=r"\.toml, \.csv, \.md"):
        add_facts(sheet(tmp_path, GOOD, name), folder)


def test_a_folder_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = sheet(tmp_path)

    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    for step in ("mkdir", "write_bytes", "replace"):
        with monkeypatch.context() as patch, pytest.raises(InputError, match=r"thumbs\.csv.*Permission denied"):
            patch.setattr(Path, step, refused)
            add_facts(path, tmp_path / "own")
        assert names(tmp_path / "own") == []  # nothing half written
    assert add_facts(path, tmp_path / "own").kept
