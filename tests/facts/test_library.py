"""Every fact file is complete, plain, speakable, sourced, and keeps the rules."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from urllib.parse import urlsplit

import pytest

from scriptgen.facts.files import headers, read_facts
from scriptgen.facts.model import FactFile
from scriptgen.readability import grade
from scriptgen.text import sentences
from scriptgen.timing import say_seconds

FILES = [read_facts(h) for h in headers()]
every = pytest.mark.parametrize("facts", FILES, ids=lambda f: f.topic)
HOSTS = frozenset(
    "www.nice.org.uk www.cdc.gov www.who.int www.niams.nih.gov www.niddk.nih.gov www.fda.gov medlineplus.gov www.nhs.uk www.aao.org www.aad.org "
    "www.uspreventiveservicestaskforce.org www.heart.org orthoinfo.aaos.org www.ninds.nih.gov www.nhlbi.nih.gov www.nei.nih.gov www.ada.org www.gov.uk "
    "www.nidcr.nih.gov www.sdcep.org.uk www.nimh.nih.gov www.samhsa.gov www.cancer.gov ods.od.nih.gov www.nia.nih.gov www.nccih.nih.gov mchb.hrsa.gov "
    "www.rethinkingdrinking.niaaa.nih.gov".split()
)
"""Agencies whose pages are stable enough to link to."""
AFTER_THE_BELIEF = 9.0
"""Seconds for one idea, so that three of them and a hook fit into 45."""


def test_eighty_topics_of_twenty_five_specialties() -> None:
    assert len(FILES) >= 80
    assert len({f.specialty for f in FILES}) >= 25


def test_no_name_belongs_to_two_topics() -> None:
    names = [name.casefold() for f in FILES for name in (f.topic, *f.aliases)]
    assert sorted({n for n in names if names.count(n) > 1}) == []


def test_ids_are_unique_over_the_library() -> None:
    ids = [i.id for f in FILES for i in f.items]
    assert len(ids) == len(set(ids))


@every
def test_file_is_complete(facts: FactFile) -> None:
    assert len(facts.myths) >= 5 and len(facts.facts) >= 5 and len(facts.actions) >= 5 and len(facts.ctas) == 3
    assert facts.demo and len(facts.demo.steps) >= 3 and facts.red_flags
    assert len(facts.aliases) >= 8 and 4 <= len(facts.hashtags) <= 6 and len(facts.lists) >= 2
    assert facts.checked_on and facts.checked_on <= date.today()


@every
def test_sources_are_dated_and_linked_only_where_stable(facts: FactFile) -> None:
    assert max(s.year for s in facts.sources) >= 2021
    for source in facts.sources:
        assert source.year <= date.today().year
        if source.url:
            assert source.url.startswith("https://") and urlsplit(source.url).hostname in HOSTS
        assert "doi.org" not in source.url


@every
def test_lines_are_plain_and_speakable(facts: FactFile) -> None:
    assert grade([i.say for i in facts.items])[0] <= 6.0
    for item in facts.items:
        assert grade([item.say])[0] <= 8.0, item.id
        assert say_seconds(item.say) <= 10.0, item.id
        assert max(len(s.text.split()) for s in sentences(item.say)) <= 18, item.id
        assert len(item.text) <= 42 and len(item.text.split()) <= 8, item.id
        assert len(item.show.split(";")) >= 2, item.id
        assert not set("()[]*_#—!") & set(item.say), item.id


@every
def test_no_two_pictures_are_alike(facts: FactFile) -> None:
    shows = [i.show for i in facts.items]
    assert all(a != b for a, b in pairwise(shows))
    assert len(set(shows)) >= len(shows) - 1
