"""Plain transcripts: what people keep in their notes, and what becomes of it."""

from __future__ import annotations

from typing import Any

import pytest

from scriptgen import loading
from scriptgen.errors import InputError

BASE = {"say", "cta", "disclaimer"}


def told(text: str, name: str = "notes.txt") -> tuple[dict[str, Any], set[str]]:
    """Return what is not empty in the script, and the channels beyond those that every transcript has."""
    loaded = loading.read(text, name)
    return loaded.script.model_dump(mode="json", exclude_defaults=True), set(loaded.channels - BASE)


def says(text: str) -> list[str]:
    """Return what hook and beats say."""
    script = loading.read(text, "notes.txt").script
    return [script.hook.say, *(beat.say for beat in script.beats)]


PLAIN = {
    "a short first paragraph is the hook": (
        "Runners, relax. Your knees are fine.\n\nPeople think running wears the joint. It does not."
        "\n\nAsk your own doctor.",
        [
            "Runners, relax. Your knees are fine.",
            "People think running wears the joint. It does not.",
            "Ask your own doctor.",
        ],
    ),
    "of a long first paragraph the first sentence is": (
        "Runners, relax. People think that running wears the joint away mile by mile, and for most of them that "
        "is simply not so.\n\nWalk, cycle, lift.",
        [
            "Runners, relax.",
            "People think that running wears the joint away mile by mile, and for most of them that is simply not so.",
            "Walk, cycle, lift.",
        ],
    ),
    "one paragraph is cut every one to three sentences": (
        "Is your knee clicking? It's usually just gas. Bubbles form in the joint fluid. When they pop, you hear it. "
        "No pain, no problem. If it hurts or locks, see someone. Follow for more.",
        [
            "Is your knee clicking?",
            "It's usually just gas. Bubbles form in the joint fluid. When they pop, you hear it.",
            "No pain, no problem. If it hurts or locks, see someone. Follow for more.",
        ],
    ),
    "a sentence on each line": (
        "Stop icing your sprain all day.\nIce helps pain for a bit.\nBut movement helps it heal.",
        ["Stop icing your sprain all day.", "Ice helps pain for a bit.", "But movement helps it heal."],
    ),
    "lines that an editor wrapped": (
        "Stop icing your sprain all day. Ice helps with\nthe pain for a little while but moving the joint is"
        "\nwhat heals it.",
        [
            "Stop icing your sprain all day.",
            "Ice helps with the pain for a little while but moving the joint is what heals it.",
        ],
    ),
    "a numbered list": (
        "Three knee myths, busted\n1. Running ruins knees. Nope.\n2. Clicking is bad. Nope.\n3) Rest is best. Nope.",
        ["Three knee myths, busted", "Running ruins knees. Nope.", "Clicking is bad. Nope.", "Rest is best. Nope."],
    ),
    "bullets": (
        "- Runners, relax.\n- Motion is lotion.\n* Rest rusts.",
        ["Runners, relax.", "Motion is lotion.", "Rest rusts."],
    ),
    "a speaker with a title": (
        "Dr. Ruiz: Runners, relax.\nDr. Ruiz: Motion is lotion.",
        ["Runners, relax.", "Motion is lotion."],
    ),
    "speakers that come back": (
        "Anna: Do runners wreck knees?\nBen: No.\nAnna: Really?\nBen: Motion is lotion.",
        ["Do runners wreck knees?", "No.", "Really?", "Motion is lotion."],
    ),
    "Myth: and Fact: are speech": (
        "Myth: running ruins knees.\nFact: it does not.\nMyth: clicking is bad.\nFact: it is gas.",
        ["Myth: running ruins knees.", "Fact: it does not.", "Myth: clicking is bad.", "Fact: it is gas."],
    ),
    "words that only begin like labels": (
        "Here's the thing - knees love load.\nAction beats rest.\nText me if you're lost.",
        ["Here's the thing - knees love load.", "Action beats rest.", "Text me if you're lost."],
    ),
    "a time of day is no time": (
        "5:30 am is when my pager goes off.\nHere is what that does to sleep.",
        ["5:30 am is when my pager goes off.", "Here is what that does to sleep."],
    ),
    "invisible characters go": (
        "\u200bRunners,\u202e relax.\n\n\ufeffMotion is lotion.",
        ["Runners, relax.", "Motion is lotion."],
    ),
}


@pytest.mark.parametrize(("text", "expected"), PLAIN.values(), ids=PLAIN)
def test_speech_without_labels_becomes_a_hook_and_beats(text: str, expected: list[str]) -> None:
    assert says(text) == expected
    assert loading.read(text, "notes.txt").channels == BASE


RELAX, LOTION = {"say": "Runners, relax."}, {"say": "Motion is lotion."}

LABELLED: dict[str, tuple[str, dict[str, Any], set[str]]] = {
    "every label that people use": (
        "Title: Knee myths\n\n"
        "HOOK (0:00-0:03): Runners, relax.\nOn-screen text: Running ruins knees?\nB-roll: shoes\n\n"
        "Beat 1 (0:03–0:10):\nVO: Motion is lotion.\nText: Not true\nVisual: X-ray\n\n"
        "BEAT 2 [0:10 - 0:18] Rest rusts.\n[walks up stairs]\n\n"
        "CTA: Tell me your myth.\nDisclaimer: General education.\n\nCaption: Running and knees.\nSave it.\n"
        "Hashtags: #knee running\nCover: Knees!\nSources: AAOS 2021; https://nih.gov/x",
        {
            "topic": "Knee myths",
            "hook": {**RELAX, "text": "Running ruins knees?", "show": "shoes", "seconds": 3.0},
            "beats": [
                {**LOTION, "text": "Not true", "show": "X-ray", "seconds": 7.0},
                {"say": "Rest rusts.", "show": "walks up stairs", "seconds": 8.0},
            ],
            "cta": {"say": "Tell me your myth."},
            "disclaimer": {"say": "General education."},
            "caption": "Running and knees.\nSave it.",
            "hashtags": ["#knee", "running"],
            "cover_text": "Knees!",
            "sources": [
                {"id": "source-1", "title": "AAOS 2021", "year": 2021},
                {"id": "source-2", "title": "https://nih.gov/x", "url": "https://nih.gov/x"},
            ],
        },
        {"text", "show", "seconds", "caption", "hashtags", "cover", "sources"},
    ),
    "labels with dashes": (
        "HOOK - Runners, relax.\nPOINT 1 - Motion is lotion.\nCTA - Follow me",
        {"hook": RELAX, "beats": [LOTION], "cta": {"say": "Follow me"}},
        set(),
    ),
    "labels on lines of their own": (
        "# Knee myths\n\n**HOOK**\nRunners, relax.\n\n**BODY**\nMotion is lotion.\n\nRest rusts.\n\n"
        "**CTA**\nTell me.\n\n**Disclaimer**\nNot advice.",
        {
            "topic": "Knee myths",
            "hook": RELAX,
            "beats": [LOTION, {"say": "Rest rusts."}],
            "cta": {"say": "Tell me."},
            "disclaimer": {"say": "Not advice."},
        },
        set(),
    ),
    "headings of hook, body and cta": (
        "# Knee myths\n## Hook\nRunners, relax.\n## Body\nMotion is lotion.\n\nRest rusts.\n## CTA\nTell me.",
        {"topic": "Knee myths", "hook": RELAX, "beats": [LOTION, {"say": "Rest rusts."}], "cta": {"say": "Tell me."}},
        set(),
    ),
    "a title that is underlined": (
        "Knee myths\n==========\nRunners, relax.\n\nMotion is lotion.",
        {"topic": "Knee myths", "hook": RELAX, "beats": [LOTION]},
        set(),
    ),
    "picture before speech": (
        "Visual: shoes\nVO: Runners, relax.\nVisual: x-ray\nVO: Motion is lotion.",
        {"hook": {**RELAX, "show": "shoes"}, "beats": [{**LOTION, "show": "x-ray"}]},
        {"show"},
    ),
    "speech before picture, all apart": (
        "VO: Runners, relax.\n\nVISUAL: shoes\n\nVO: Motion is lotion.\n\nVISUAL: x-ray",
        {"hook": {**RELAX, "show": "shoes"}, "beats": [{**LOTION, "show": "x-ray"}]},
        {"show"},
    ),
    "scenes": (
        "SCENE 1\nVisual: shoes\nDialogue: Runners, relax.\n\nSCENE 2\nDialogue: Motion is lotion.\nMusic: upbeat",
        {"hook": {**RELAX, "show": "shoes"}, "beats": [LOTION]},
        {"show"},
    ),
    "stage directions": (
        "[Cut to a model]\nRunners, relax.\n\n(Close-up)\nMotion is lotion.\n\n(smiles)",
        {"hook": {**RELAX, "show": "Cut to a model"}, "beats": [{**LOTION, "show": "Close-up; smiles"}]},
        {"show"},
    ),
    "hashtags alone on a line": (
        "Runners, relax.\n\nMotion is lotion.\n\n#knee #run",
        {"hook": RELAX, "beats": [LOTION], "hashtags": ["#knee", "#run"]},
        {"hashtags"},
    ),
    "an empty label still says what the form can carry": (
        "Hook: Runners, relax.\nText:\nBeat: Motion is lotion.\nCaption:",
        {"hook": RELAX, "beats": [LOTION]},
        {"text", "caption"},
    ),
    "ranges of times": (
        "[0:00-0:03] Runners, relax.\n0:03 – 0:08 Motion is lotion.\n(holds up a model)",
        {"hook": {**RELAX, "seconds": 3.0}, "beats": [{**LOTION, "seconds": 5.0, "show": "holds up a model"}]},
        {"seconds", "show"},
    ),
    "times that a platform stamps": (
        "0:00 Runners, relax.\n0:03 Motion is lotion.\n0:08 Rest rusts.",
        {"hook": {**RELAX, "seconds": 3.0}, "beats": [{**LOTION, "seconds": 5.0}, {"say": "Rest rusts."}]},
        {"seconds"},
    ),
    "lengths": (
        "Runners, relax. (3s)\nMotion is lotion. [4.5 sec]",
        {"hook": {**RELAX, "seconds": 3.0}, "beats": [{**LOTION, "seconds": 4.5}]},
        {"seconds"},
    ),
    "times of subtitles without numbers": (
        "00:00:00,000 --> 00:00:03,000\nRunners, relax.\n\n00:00:03,000 --> 00:00:05,500\nMotion is lotion.",
        {"hook": {**RELAX, "seconds": 3.0}, "beats": [{**LOTION, "seconds": 2.5}]},
        {"seconds"},
    ),
    "front matter of another program": (
        "---\ntags: [a]\ntopic: knees\n---\nRunners, relax.\n\nMotion is lotion.",
        {"topic": "knees", "hook": RELAX, "beats": [LOTION]},
        set(),
    ),
}


@pytest.mark.parametrize(("text", "expected", "channels"), LABELLED.values(), ids=LABELLED)
def test_labels_times_and_directions_are_understood(text: str, expected: dict[str, Any], channels: set[str]) -> None:
    assert told(text) == (expected, channels)
    assert told(text.replace("\n", "\r\n")) == (expected, channels)


BROKEN = {
    "one sentence": ("Runners, relax.", "needs a hook and at least one more sentence"),
    "a hook and nothing to say after it": (
        "Hook: Runners, relax.\nCTA: Follow me.",
        "needs a hook and at least one more sentence",
    ),
    "nothing spoken": ("[shoes]\n\n[stairs]", "needs a hook and at least one more sentence"),
    "a hook that says nothing": ("Hook:\nText: Knees?\nBeat 1: Nope.", "the hook says nothing"),
    "a time that ends before it begins": (
        "Hi there.\n[0:05-0:03] Motion is lotion.",
        "line 2: this time begins at 5 s and ends at 3 s",
    ),
    "too many beats": ("\n\n".join(f"Sentence {i} is here." for i in range(300)), "it has 299 beats, the limit is 200"),
    "longer than an hour": ("Hi there.\n\n[0:00:00-2:00:00] Motion is lotion.", "beats\\[0\\].seconds"),
}


@pytest.mark.parametrize(("text", "message"), BROKEN.values(), ids=BROKEN)
def test_what_is_missing_is_said_once(text: str, message: str) -> None:
    with pytest.raises(InputError, match=f"^notes.txt: {message}|^notes.txt: .*{message}"):
        loading.read(text, "notes.txt")
