"""Brand files and settings: read, checked, and whose word counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from scriptgen import config
from scriptgen.brand import Brand, as_brand
from scriptgen.brand_check import faults
from scriptgen.errors import InputError
from scriptgen.resources import package_text


def test_the_example_is_a_brand(tmp_path: Path) -> None:
    file = tmp_path / "brand.toml"
    file.write_text(package_text("brand.example.toml"), encoding="utf-8")
    brand = as_brand(file)
    assert brand and brand.credentials == "MD" and brand.banned
    assert {place for _, place, _ in faults(brand)} >= {"name", "handle"}
    assert not [f for f in faults(brand) if f[0] == "error"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("name = ", "not TOML"),
        ("nam = 'x'", "unknown field 'nam'"),
        ("name = 3", "name"),
        ("banned = 'miracle'", "banned"),
        (b"\xff\xfe\x00", "not TOML"),
    ],
)
def test_a_wrong_brand_file_is_one_clear_error(tmp_path: Path, content: str | bytes, told: str) -> None:
    file = tmp_path / "brand.toml"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(InputError) as caught:
        as_brand(file)
    assert told in str(caught.value) and "\n" not in str(caught.value).strip()


def test_identity_is_all_that_a_script_carries() -> None:
    brand = Brand(name="A", tone="dry", banned=("x",))
    assert brand.identity.model_dump()["name"] == "A" and not hasattr(brand.identity, "tone")


@pytest.mark.parametrize(
    ("brand", "place"),
    [
        (Brand(name="A", handle="@a", credentials="MD", disclaimers=("Hello there.",)), "disclaimers[0]"),
        (Brand(name="A", handle="@a", credentials="MD", ctas=("Have a **look**.",)), "ctas[0]"),
        (Brand(name="A", handle="@a", credentials="MD", jurisdiction="mars"), "jurisdiction"),
        (Brand(handle="@a", credentials="MD"), "name"),
    ],
)
def test_faults_are_found_where_they_are(brand: Brand, place: str) -> None:
    assert place in {p for _, p, _ in faults(brand)}


def test_flag_environment_file(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert config.load() == config.Config()
    (here / "scriptgen.toml").write_text(
        'brand = "file.toml"\nseconds = 30\nignore = ["PO103=agency"]\n', encoding="utf-8"
    )
    assert (
        config.load().brand == "file.toml" and config.load().seconds == 30 and config.load().ignore == ("PO103=agency",)
    )
    monkeypatch.setenv("SCRIPTGEN_BRAND", "env.toml")
    assert config.load().brand == "env.toml" and config.load().seconds == 30


def test_user_file_is_weaker_than_the_folder_and_paths_are_beside_it(here: Path) -> None:
    user = here / "config" / "scriptgen" / "scriptgen.toml"
    user.parent.mkdir(parents=True)
    user.write_text('brand = "b.toml"\nseconds = 20\n', encoding="utf-8")
    (user.parent / "b.toml").write_text('name = "A"\n', encoding="utf-8")
    (here / "scriptgen.toml").write_text("seconds = 50\n", encoding="utf-8")
    assert config.load().seconds == 50
    assert config.load().brand == str(user.parent / "b.toml")


@pytest.mark.parametrize("content", ["sconds = 3", "seconds = 'soon'", "seconds = "])
def test_a_wrong_setting_names_the_file(here: Path, content: str) -> None:
    (here / "scriptgen.toml").write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=r"scriptgen\.toml"):
        config.load()


def test_user_folder_is_what_platformdirs_says(here: Path) -> None:
    import platformdirs

    user = Path(platformdirs.user_config_dir("scriptgen", appauthor=False)) / "scriptgen.toml"
    user.parent.mkdir(parents=True, exist_ok=True)
    user.write_text("", encoding="utf-8")
    assert user.resolve() in [f.resolve() for f in config.files()]
