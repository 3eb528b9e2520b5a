"""False claims of the list in other words than those of its patterns, and what comes near to each."""

from __future__ import annotations

import tomllib

import pytest

from scriptgen.resources import package_text
from scriptgen.rules.beliefs import beliefs, stance
from scriptgen.view import Line

CLAIMS = tomllib.loads(package_text("rules/terms/misinformation.toml"))["claims"]


WORDINGS = [
    (
        "poison-ivy-eaten",
        "Munch a tiny leaf of poison ivy each spring and your skin builds up a resistance.",
        "A nibble of ivy a day = immune by June",
        "Swallowing a poison ivy leaf can swell your throat shut.",
    ),
    (
        "poison-ivy-spread",
        "Those weeping poison oak blisters are how you give it to your partner.",
        "Don't scratch! Poison ivy travels in the juice",
        "Poison ivy oil hides on your dog's fur and spreads to your hands.",
    ),
    (
        "sun-gazing",
        "Ten minutes of staring at the rising sun feeds your eyes.",
        "Sungazing = free eye gym, sharpens vision",
        "Staring at the sun can scar your retina, so wear real eclipse filters.",
    ),
    (
        "toxins-out",
        "That lump of wax is your body kicking out heavy metals.",
        "Cellulite: just poisons stuck under the skin",
        "Sweat cools you down and carries salt.",
    ),
    (
        "pill-breaks",
        "After a few years on the pill, your ovaries deserve a holiday.",
        "Pill every day? Give your body 2 months off a year",
        "If you take a break from the pill, you can get pregnant within weeks.",
    ),
    (
        "antihistamine-anaphylaxis",
        "Throat closing after a peanut? Pop a Zyrtec and you're sorted.",
        "Benadryl beats the EpiPen",
        "In anaphylaxis use your epinephrine first; Benadryl only helps the itch.",
    ),
    (
        "teething-fever",
        "When the first tooth comes through, a fever of 39 is totally normal.",
        "New molars = 103 fever, relax",
        "Teething makes babies drool and chew on everything.",
    ),
    (
        "baby-walkers",
        "Pop your little one in a walker and those legs will be marching in no time, it strengthens them.",
        "Baby walkers: first steps 2 months sooner",
        "Babies in walkers can roll down stairs in a second.",
    ),
    (
        "toad-warts",
        "Pick up a toad and you'll be counting warts by Friday.",
        "Toads → warts on your hands",
        "A toad's bumps look like warts, but a virus makes yours.",
    ),
    (
        "cbd-cures",
        "Two drops of CBD under the tongue and her diabetes went into remission.",
        "CBD: the end of Alzheimer's",
        "One prescription form of CBD is approved for rare childhood seizures.",
    ),
    (
        "mouth-tape",
        "Strip of tape over my lips and my sleep apnea is gone for good.",
        "Taped mouth = snoring cured",
        "Before you tape your mouth, get the snoring checked for sleep apnea.",
    ),
    (
        "mewing",
        "Park your tongue on the roof of your mouth and you'll carve out a new jawline.",
        "Mewing > braces. It straightens teeth for free",
        "Your tongue rests behind your teeth when you swallow.",
    ),
    (
        "oil-sunscreen",
        "I whip beef tallow with a bit of wax and it shields my kids at the beach.",
        "Carrot seed oil has a natural SPF of 40",
        "Coconut oil soothes dry skin, but put sunscreen on before the beach.",
    ),
    (
        "homemade-formula",
        "We blended goat milk and maple syrup for his bottles and he thrived.",
        "DIY baby formula: cheaper, cleaner, better",
        "If you run out of formula, call your pediatrician before you change brands.",
    ),
    (
        "garlic-antibiotic",
        "Chew three raw cloves of garlic and your sinus infection is history, it kills it.",
        "Garlic: nature's penicillin",
        "Garlic tastes great with roasted chicken.",
    ),
    (
        "onion-socks",
        "A halved onion on the nightstand soaks up every flu germ.",
        "Potato slices in socks pull a fever out",
        "Potatoes and onions make a good soup when you have a cold.",
    ),
    (
        "lifting-growth",
        "Barbells before sixteen crush a boy's growth plates.",
        "Kids + weights = stunted",
        "With a coach and good form, teens can lift weights safely.",
    ),
    (
        "daith",
        "Got my daith done and I haven't had a migraine since.",
        "Daith piercing = migraine relief",
        "A daith piercing takes months to close.",
    ),
    (
        "stem-cells",
        "One round of stem cells and his autism was reversed.",
        "Exosomes regrow knee cartilage",
        "Your bone marrow holds the stem cells that make blood.",
    ),
    (
        "vitamin-drips",
        "Our Myers cocktail drip supercharges your immune system before flu season.",
        "Vitamin IV → fights cancer",
        "In hospital a drip replaces the fluid you lose when you are sick.",
    ),
    (
        "dementia-supplements",
        "Two spoons of coconut oil a day brought Dad back from Alzheimer's.",
        "Ginkgo keeps dementia away",
        "No pill on the shelf has been shown to prevent dementia.",
    ),
    (
        "tick-removal",
        "Touch a hot match to the tick and it backs right out.",
        "Tick? Cover it in nail polish until it lets go",
        "Pull the tick straight out with fine-tipped tweezers.",
    ),
    (
        "sti-herbs",
        "Sea moss and bitter herbs flushed the herpes right out of my system.",
        "HIV negative again on an alkaline diet",
        "Daily HIV medicine can keep the virus too low to find.",
    ),
    (
        "mole-removal",
        "Tie a bit of dental floss round the skin tag and it drops off by the weekend.",
        "Mole gone in 5 days with apple cider vinegar",
        "Show a changing mole to a dermatologist before you try anything.",
    ),
    (
        "endometriosis-pregnancy",
        "The best medicine for endometriosis is having a baby.",
        "Pregnant = endo cured",
        "Endometriosis can make it harder to get pregnant.",
    ),
    (
        "adhd-causes",
        "ADHD is what you get when parents stop using discipline, it's just bad parenting.",
        "ADHD = too much iPad",
        "Parents of children with ADHD often feel judged.",
    ),
    (
        "epilepsy-contagious",
        "Keep your distance in a fit, epilepsy is passed on through saliva.",
        "Epilepsy: yes, it's catching, so it's contagious",
        "Stay with someone during a seizure and time it.",
    ),
    (
        "psoriasis-contagious",
        "Share a towel with him and you'll catch his psoriasis.",
        "Psoriasis spreads by touch",
        "Psoriasis can spread from the elbows to the scalp.",
    ),
    (
        "papaya-dengue",
        "Crushed papaya leaf juice beats dengue in three days.",
        "Dengue remedy: papaya leaf",
        "Papaya is rich in vitamin C.",
    ),
    (
        "jaundice-sun",
        "A yellow newborn only needs ten minutes on the windowsill in the sun.",
        "Jaundice? Sunbath by the window, gone",
        "If your baby's eyes look yellow, call today for a bilirubin test.",
    ),
    (
        "kohl",
        "A line of surma makes a baby's sight strong.",
        "Kajal = brighter, healthier baby eyes",
        "Some surma holds lead, so keep it off your baby.",
    ),
    (
        "organ-donors",
        "Tick the donor box and the ER won't fight as hard for you.",
        "Organ donor? Doctors let you go sooner",
        "One organ donor can save up to eight people.",
    ),
    (
        "sea-salt",
        "Switch to pink salt and you can shake on as much as you like.",
        "Celtic salt lowers blood pressure",
        "Sea salt and table salt hold the same sodium.",
    ),
    (
        "dementia-normal",
        "Losing your mind to dementia is just part of getting old.",
        "80+? Dementia is normal",
        "Forgetting a name is common with age; dementia is a disease.",
    ),
    (
        "older-sleep",
        "Once you're past seventy, four hours of sleep is plenty.",
        "Seniors need less sleep",
        "Older adults still need seven to nine hours of sleep.",
    ),
    (
        "broken-moves",
        "Wiggle your toes: if they move, it's not broken.",
        "Can walk on it = no fracture",
        "You may still walk on a broken ankle, so get an X-ray.",
    ),
    (
        "wounds-dry",
        "Scraped knee? Let it breathe, it heals faster.",
        "Open air dries a cut = quicker healing",
        "Cover a scrape with petroleum jelly and a bandage to heal faster.",
    ),
    (
        "abortion-reversal",
        "Took the first abortion pill? Progesterone can still undo it.",
        "Abortion reversal works within 72 hours",
        "An abortion with pills may cause cramps and bleeding.",
    ),
    (
        "masks",
        "That N95 leaves you breathing your own exhaled air and poisons you.",
        "Masks: carbon dioxide builds up",
        "A mask catches the droplets of your breath.",
    ),
]
"""A claim, it said and put on screen, and an innocent sentence of the same subject."""


@pytest.mark.parametrize(("name", "said", "shown", "innocent"), WORDINGS, ids=[row[0] for row in WORDINGS])
def test_wordings(name: str, said: str, shown: str, innocent: str) -> None:
    wanted = CLAIMS[name]["claim"]
    for text in (said, shown):
        row = Line("beats[0]", "say", "beats[0].say", text)
        assert wanted in {b.claim.claim for b in beliefs(row) if stance(row, b) == "asserted"}, text
    row = Line("beats[0]", "say", "beats[0].say", innocent)
    assert [b.claim.claim for b in beliefs(row) if stance(row, b) == "asserted"] == []
