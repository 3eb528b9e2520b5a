"""A source's number is not borne out where the source gives it to somebody else."""

from __future__ import annotations

import pytest

from scriptgen.claims.support import wrong_numbers

ADHD = "ADHD affects about 5 percent of children and about 2.5 percent of adults."
STATIN = "A moderate-intensity statin lowers LDL by 30 to 49 percent, a high-intensity statin by at least 50 percent."


@pytest.mark.parametrize(
    ("said", "source", "wrong"),
    [
        ("ADHD affects about 5 percent of adults.", ADHD, ["5 percent"]),
        ("About 5 percent of children have ADHD.", ADHD, []),
        ("It's 2.5 percent of adults, and 5 percent of children.", ADHD, []),
        ("Adults have it less than children, who are at 5 percent.", ADHD, []),
        ("A moderate-intensity statin lowers LDL by at least 50 percent.", STATIN, ["50 percent"]),
        ("A high-intensity statin lowers LDL by half or more.", STATIN, []),
        ("Stay upright for at most 30 minutes.", "Remain upright for at least 30 minutes.", ["30 minutes"]),
        ("Stay upright for half an hour or longer.", "Remain upright for at least 30 minutes.", []),
        ("Two hours a week outdoors helps.", "Two hours a day outdoors helps.", ["Two hours"]),
        ("Four in five never feel a thing.", "Around 20 percent ever have symptoms.", []),
        ("It hits more than half of us.", "It hits 60 to 70 percent.", []),
        ("It hits more than half of us.", "It hits 45 percent.", ["half"]),
        ("It hits 60 percent of us.", "It hits more than half of all people.", ["60 percent"]),
        ("Four in five have it.", "No more than 20 percent have it.", ["Four in five"]),
        ("Four in five feel it.", "Around 20 percent ever have symptoms.", ["Four in five"]),
        ("The puffer three times a week? Get seen.", "Needing it more than twice a week needs a review.", []),
        (
            "The puffer five times a week? Get seen.",
            "Needing it more than twice a week needs a review.",
            ["five times a week"],
        ),
    ],
)
def test_whose_number_it_is(said: str, source: str, wrong: list[str]) -> None:
    assert [said[quantity.start : quantity.end] for quantity in wrong_numbers(said, [source])] == wrong
