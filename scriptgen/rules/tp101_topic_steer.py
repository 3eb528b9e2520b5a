"""TP101: the topic asks for one person's advice, a product's praise or one side only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from scriptgen.rule import WARNING, Example, Hit, Origin, Rule
from scriptgen.rules.framing import asked_for, framed
from scriptgen.rules.tp102_topic_refuse import refused
from scriptgen.view import View

if TYPE_CHECKING:
    from scriptgen.brand import Brand


def screen(text: str, where: str, brand: Brand | None) -> Iterator[Hit]:
    """Look at a topic before it is drafted from."""
    del brand
    if where == "topic":
        yield from _hits(text, "")


def find(view: View) -> Iterator[Hit]:
    """Look at the topic that a script says it is about."""
    if view.script.topic:
        yield from _hits(view.script.topic, "topic")


def _hits(text: str, path: str) -> Iterator[Hit]:
    kind = asked_for(text)
    if kind and not refused(text):
        yield Hit(WARNING, path, kind, values={"framing": framed(text)})


RULE: Rule = Rule(
    code="TP101",
    slug="topic-steer",
    raises=(WARNING,),
    guidance="Where the topic wants one person's answer, praise or one side, teach what anybody can use, with both sides.",
    messages={
        "dose": "The topic asks for a dose for somebody whom nobody examined; drafted as: {framing!r}.",
        "treatment": "The topic asks what one person should take or do; drafted as: {framing!r}.",
        "diagnosis": "The topic asks what one person has; drafted as: {framing!r}.",
        "product": "The topic asks to praise a product or a clinic; drafted as: {framing!r}.",
        "onesided": "The topic asks for one side only; drafted as: {framing!r}.",
    },
    why="A video answers thousands at once: what fits the one who asked may harm the next, and praise without limits misleads.",
    fix="human",
    source=Origin(
        "American Medical Association",
        "Code of Medical Ethics, Opinion 2.3.2: Professionalism in the Use of Social Media",
        2016,
        "2026-11-22",
        "judgement",
        "the line between education and advice on a topic is drawn by us",
    ),
    find=find,
    screen=screen,
    bad=(
        Example({"topic": "best dose of melatonin for my 4 year old"}, "a dose for one child", WARNING),
        Example({"topic": "do I have a torn meniscus? my knee clicks"}, "a diagnosis", WARNING),
        Example({"topic": "should I stop my blood thinner before knee surgery"}, "one person's treatment", WARNING),
        Example({"topic": "selling points of our collagen powder for knees"}, "a product", WARNING),
        Example({"topic": "knee replacements: only the dangers"}, "one side", WARNING),
    ),
    good=(
        Example({"topic": "knee replacement: benefits and risks side by side"}, "both sides"),
        Example({"topic": "questions to ask before changing a blood thinner"}, "teaches asking"),
        Example({"topic": "abortion care: what the law and the evidence say"}, "contested, and a fair question"),
        Example({"topic": "gun injuries in children and safe storage"}, "contested, and public health"),
        Example({"topic": "melatonin and children: what pediatricians say"}, "the same subject, for everybody"),
        Example({"topic": "why insulin costs what it costs"}, "prices are a topic"),
    ),
    cannot="Praise hidden in a neutral title; a brand name that it does not know as a product.",
)
