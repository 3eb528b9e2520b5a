"""Markdown as people write and edit it by hand; that every script survives it is tests/exports/test_forms.py."""

from __future__ import annotations

import pytest

from scriptgen import loading
from scriptgen.errors import InputError
from scriptgen.script import Script
from scriptgen.view import ALL_CHANNELS

FRONT = "---\nschema_version: 1\nplatform: reels\nbrand:\n  npi: 0123456789\n---\n"
BY_HAND = """
# Knee pain myths

<!-- draft of
Tuesday -->

# HOOK (0:00-0:03)

Runners,
relax.

* **On-screen text**: Running ruins knees?
Seconds: 2.5 s

### beat 7

- say: Motion is lotion \\*really\\*
  and load is good.
- **B-roll:** "shoes\\nstairs"
- Sources: k1, "k 2"

### Beat

VO: Rest rusts.

## CTA

Tell me.

## Post caption

First line

- second

## Hashtags

- #knee
- running, rehab

## Sources

### k1

Quote: Running is fine.
Year: 2023

### "Hook"
"""


def test_what_people_write_by_hand_is_read() -> None:
    loaded = loading.read(BY_HAND, "x.md")
    assert loaded.script == Script.model_validate(
        {
            "topic": "Knee pain myths",
            "hook": {"say": "Runners, relax.", "text": "Running ruins knees?", "seconds": 2.5},
            "beats": [
                {
                    "say": "Motion is lotion *really* and load is good.",
                    "show": "shoes\nstairs",
                    "sources": ["k1", "k 2"],
                },
                {"say": "Rest rusts."},
            ],
            "cta": {"say": "Tell me."},
            "caption": "First line\n\n- second",
            "hashtags": ["#knee", "running", "rehab"],
            "sources": [{"id": "k1", "quote": "Running is fine.", "year": 2023}, {"id": "Hook"}],
        }
    )
    assert loaded.channels == ALL_CHANNELS - {"cover"}


def test_with_our_front_matter_every_channel_counts() -> None:
    loaded = loading.read(f"{FRONT}## Hook\nRelax.\n## Beat 1\nMove.\n", "x.md")
    assert (loaded.script.platform, loaded.script.brand.npi, loaded.channels) == ("reels", "0123456789", ALL_CHANNELS)


def test_without_it_those_that_occur() -> None:
    loaded = loading.read("## Hook\nRelax.\n## Beat 1\n- **Text:** Move\n", "x.md")
    assert loaded.channels == {"say", "text", "cta", "disclaimer"}


def test_other_markdown_is_a_plain_transcript() -> None:
    script = loading.read("# Knees\n\nRunners, relax.\n\nMotion is lotion.\n", "x.md").script
    assert (script.topic, script.hook.say, script.beats[0].say) == ("Knees", "Runners, relax.", "Motion is lotion.")


HOOK = "## Hook\nRelax.\n## Beat 1\nMove.\n"
BAD = {
    "an unknown heading": (
        HOOK + "## Punchline\nHa.",
        "line 5: the heading 'Punchline' is not known; known are Hook, Beat 1 …, Call to action",
    ),
    "an unknown label": (
        HOOK + "- **Smell:** roses",
        "line 5: the label 'Smell' is not known here; known are Say, Text, Show, Seconds, Sources",
    ),
    "a label in the wrong place": (
        HOOK + "## Disclaimer\n- Show: x",
        "line 6: the label 'Show' is not known here; known are Say, Text, Seconds",
    ),
    "an unknown label of a source": (
        HOOK + "## Sources\n### a\n- Say: x",
        "line 7: the label 'Say' is not known here; known are Quote, Title",
    ),
    "a section twice": (HOOK + "## Hook\nAgain.", "line 5: Hook occurs twice; keep one"),
    "a label twice": (HOOK + "Text: a\nText: b", "line 6: the label 'Text' occurs twice here"),
    "a text outside": ("Hello.\n" + HOOK, "line 1: this stands outside of a section"),
    "seconds that are none": (HOOK + "Seconds: soon", "line 5: seconds: 'soon' is not a number"),
    "a heading with times the wrong way": (
        "## Hook (0:05-0:03)\nRelax.\n## Beat 1\nMove.",
        "line 1: the time in the heading .*0:05-0:03.* does not end after it begins",
    ),
    "sources without ids": (HOOK + "## Sources\n- AAOS", "line 6: each source needs a heading of its own"),
    "text in a source": (HOOK + "## Sources\n### a\nAAOS", "line 7: a source is written in lines labelled Quote"),
    "beats in two places": ("---\nbeats: x\n---\n" + HOOK, "line 6: Beat 1 … is in the front matter too; keep one"),
    "a broken front matter": (FRONT.replace("reels", "a: b") + HOOK, "line 3: this is not YAML"),
    "an unknown field of the front matter": (FRONT.replace("platform", "plat") + HOOK, "unknown field 'plat'"),
    "no beat": (FRONT + "## Hook\nRelax.", "beats is missing"),
}


@pytest.mark.parametrize(("text", "message"), BAD.values(), ids=BAD)
def test_what_is_wrong_is_named_with_its_line(text: str, message: str) -> None:
    with pytest.raises(InputError, match=f"^x.md: {message}"):
        loading.read(text, "x.md")
