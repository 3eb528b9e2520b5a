"""What points at a patient is found, by kind; what does not is left alone; both as people type."""

from __future__ import annotations

import pytest

from scriptgen.brand import Brand
from scriptgen.privacy import find, masked, redacted

FOUND = [
    ("name", "notes", "my pt rosa wants to know if she can still run"),
    ("name", "topic", "mrs ng's knee"),
    ("name", "topic", "Małgorzata's vertigo"),
    ("name", "notes", "seeing femi adeyemi at 3, gout again"),
    ("name", "comment", "my name is Agnieszka Lis, you saw me last month"),
    ("name", "trend", "#prayforIfeanyi is everywhere, he is on our floor"),
    ("initials", "notes", "K.S. is back with the same rash"),
    ("geography", "notes", "she lives in Barlow Creek, well water, lead level 22"),
    ("geography", "comment", "im at 2207 w alder st apt 3, can the nurse come"),
    ("geography", "notes", "he is in bed 4 on the burn unit and wants a video"),
    ("date", "notes", "dob 9-2-54, on blood thinners, fell off a ladder"),
    ("date", "script", "She was diagnosed on March third."),
    ("age", "topic", "99 yr old with a broken hip"),
    ("age", "script", "My oldest patient is a hundred and three."),
    ("phone", "notes", "call her back at 614 555 0182 about the MRI"),
    ("phone", "script", "You can reach him at two one two, five five five, zero one one nine."),
    ("fax", "notes", "fax the records to 303-555-0166 for the boy's mother"),
    ("email", "notes", "pt's email is j.okoro77@mail.example, send her the sheet"),
    ("ssn", "notes", "ssn 221-09-8834 is on the form"),
    ("mrn", "notes", "MRN 00482913, still smoking, wants to quit"),
    ("plan", "comment", "my member id YHG774201883 was denied"),
    ("account", "notes", "account #77812 is past due, 900 dollars for stitches"),
    ("licence", "notes", "driver's license D4410-2219, seizure patient, wants to drive"),
    ("vehicle", "notes", "his plate KTR 4471 was in the paper"),
    ("vehicle", "notes", "vin 2HGFC2F59KH512345, the guy whose airbag broke his wrist"),
    ("device", "comment", "my insulin pump s/n 882-1044-A keeps stopping"),
    ("url", "notes", "her blog caringbridge.example/jess has it all"),
    ("ip", "notes", "he logs in from 98.114.22.7 every night at 3am"),
    ("biometric", "script", "This is his thumbprint on the form."),
    ("photo", "notes", "her before photo shows the whole face, use it"),
    ("unique", "script", "I take care of the only woman on the county's dive team."),
    ("unique", "topic", "the fire chief's twin and his burns"),
    ("story", "script", "This morning a guy came in with chest pain."),
    ("story", "script", "I had a patient, a violinist, who lost feeling in two fingers."),
    ("story", "topic", "guy in er last night, bee sting in mouth"),
    ("name", "script", "Thank you, Ludmila, for teaching me what tinnitus sounds like."),
    ("name", "notes", "jimin's mum wants to know if she can stop the emollient"),
    ("initials", "notes", "k.o. f/u for sob, echo normal"),
    ("geography", "topic", "mould at 17 Larch Close"),
    ("age", "topic", "a hundred-and-one yr old and her new dentures"),
    ("vehicle", "notes", "brought in from the blue Fiesta, KX19 WPD, seatbelt bruise"),
    ("ssn", "notes", "national insurance QQ 12 34 56 C on the fit note"),
    ("mrn", "notes", "file P-2031/0977-KT, bead in the nose"),
    ("photo", "comment", "why is my knee in your before and after post"),
    ("unique", "topic", "when the bishop passed out mid sermon"),
    ("story", "comment", "a mate of mine lost his toe from this"),
    ("story", "script", "Let me tell you about a fisherman and a very stubborn hook."),
    ("name", "notes", "tell nomvula her cast comes off friday"),
    ("name", "notes", "teniola's mum wants the reel on nits"),
    ("unique", "topic", "the vicar's gastric bypass"),
    ("unique", "notes", "head librarian in our town, you can guess, shingles on her face"),
    ("story", "notes", "pt states she coughs daily and sleeps upright, inhaler refill"),
    ("story", "script", "I once pulled a pea out of a plumber's ear."),
    ("story", "notes", "a roofer with gout drove here in slippers"),
    ("story", "notes", "yesterday a pt in bed 3 hid his socks in the vent, skit pls"),
    ("name", "notes", "aigerim still no appetite, wk 3 on semaglutide"),
    ("name", "comment", "hi doc its zsofia, the cream worked"),
    ("initials", "notes", "QVB f/u, plaque on both elbows"),
    ("geography", "notes", "casa na rua das oliveiras 88, cough since may"),
    ("geography", "topic", "Giardia at the camp near Ostrava"),
    ("unique", "notes", "the guy in 22 pulls his oxygen off"),
    ("date", "topic", "what her 5/9 mammogram showed us"),
    ("age", "topic", "Dancing at 96: his new hip"),
    ("phone", "comment", "my number is 4 1 5 . 5 5 5 . 0 1 3 3"),
    ("plan", "notes", "tricare 77-4091-C turned down the boy's orthotics"),
    ("device", "notes", "sensor 9QRT52 fell off in the pool"),
    ("vehicle", "notes", "hit by a taxi, numberplate 88-KTR"),
    ("url", "notes", "her insta is @mila.walks.again, leg braces"),
    ("photo", "notes", "the xray has surname printed top left, crop it?"),
    ("photo", "comment", "please delete the clip of me with the drip"),
    ("biometric", "notes", "gait lab file from yesterday, his own, use it"),
    ("unique", "topic", "our brewery's only female cooper and her back pain"),
    ("unique", "notes", "our sheriff. gout. enough said"),
    ("unique", "script", "She's the one who swam the strait, and her shoulder paid for it."),
    ("story", "notes", "wedding at noon, fell off the stage, broke both wrists. wrist video"),
    ("story", "notes", "S: itchy, worse at night. O: burrows. A: scabies. make a script of it"),
    ("story", "topic", "what we found in friday's colonoscopy"),
    ("story", "comment", "u told my uncle his cough was nothing and it was not"),
    ("story", "script", "Last Monday's patient, the one with the bee sting, nearly went home."),
    ("story", "script", "The scariest shift of my career was a boy and a balloon."),
]


@pytest.mark.parametrize(("kind", "where", "text"), FOUND)
def test_found(kind: str, where: str, text: str) -> None:
    assert kind in {item.kind for item in find(text, where)}


@pytest.mark.parametrize(
    ("where", "text"),
    [
        ("topic", "Bell's palsy vs stroke"),
        ("topic", "baker's cyst exercises"),
        ("topic", "why do 90 year olds fall"),
        ("notes", "use the 2021 NEJM trial by Wilding et al, 14.9% at 68 weeks"),
        ("notes", "many pts ask if they can stop statins when numbers look good"),
        ("notes", 'case is made up: "Sam", 52, snores. his wife notices pauses'),
        ("comment", "i have had migraines since 2015, is it worth it"),
        ("comment", "my mom takes metformin, does it make you tired?"),
        ("script", "Hi, I'm Dr. Folake Oyelaran, and this is about blood pressure."),
        ("script", "Every week someone asks me whether coffee is bad."),
        ("script", "Imagine a man named Joe. Joe snores, Joe is tired."),
        ("script", "Call Poison Help at 1-800-222-1222, or 911, or 988."),
        ("script", "Call us at 312-555-0170 or visit harborderm.example."),
        ("script", "Chadwick Boseman was forty-three when colon cancer took him."),
        ("script", "In 1928, Alexander Fleming noticed mold in a dish, and he changed medicine."),
        ("script", "If your baby is under three months and she has a fever, call now."),
        ("script", "My nan Doris kept her teeth in a jam jar, and she never lost one."),
        ("script", "Shout-out to Marcus at our front desk, who answers four hundred calls a day."),
        ("script", "Let's name your pain Gerald and tell Gerald to sit down."),
        ("script", "George Clooney could sell you this pill and I'd still want the trial."),
        ("script", "My barber told me creatine makes hair fall out."),
        ("script", "He's right about fiber, and wrong about stopping your meds."),
        ("script", "I've never met him, so I won't be calling him anything."),
        ("script", "I saw my first patient in 2009, and I still get nervous."),
        ("show", "Nkechi pours water; Tom points at the knee model"),
        ("notes", "send to Beatriz for spanish subs by thursday"),
        ("notes", "spo2 94 is fine at home, 91 call, 88 go"),
        ("notes", "press enquiries to media@stapol.example only"),
        ("notes", "pinky numb at night, splint 6 wks, film at reception desk"),
        ("notes", "table: RR 12-20, HR 60-100, BP 120/80, temp 36.5-37.5"),
        ("notes", "in care homes residents are 80-100 yrs, thickener myths"),
        ("notes", "write out TIA, not T.I.A., and keep A.I. jokes out"),
        ("notes", "voice over by me (Inez Barlow RN), no music"),
        ("topic", "CAS 64-17-5 is plain alcohol"),
        ("topic", "taxi or drive yourself? chest pain at home"),
        ("script", "The first time someone explained cholesterol to me, I was thirty."),
        ("script", "One woman in eight will hear these words."),
        ("script", "A good coach knows when to bench a player with a concussion."),
        ("script", "Mother's heart or father's heart, the pulse is the same."),
        ("script", "At ninety, muscle still answers to weights."),
        ("comment", "my sister's teacher shows your videos in class"),
        ("trend", "olympic skier tore her ACL on live tv, explain the knee"),
        ("notes", "PT, OT and speech students are the audience"),
        ("notes", "he/she may ask how long it takes, so say six weeks"),
        ("notes", "quote Hippocrates: walking is man's best medicine"),
        ("notes", "I'm an NP, NPI 1234567893, put it on the end card"),
        ("notes", "sku 88124471 is the tripod, send it back"),
        ("notes", "Yusuf from marketing is in, he says keep it under 30 seconds"),
        ("comment", "some days my back feels like a 95 year old's"),
        ("comment", "my wife finally booked her scan after your video"),
        ("topic", "husband won't wear his cpap"),
        ("script", "You may see R.R. on the screen. That's your breathing rate."),
        ("topic", "should you post your blood results online?"),
        ("script", "Cardiology resident here, so weigh what I say."),
        ("script", "I won't read out patient messages, even lovely ones."),
        ("notes", "app ver 4.2.1.0 is live, new qr code"),
    ],
)
def test_left_alone(where: str, text: str) -> None:
    assert find(text, where) == ()


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("A patient taught me to sit down before I speak.", False),
        ("A mother asked me whether she could have both.", False),
        ("A patient asked me to look at the lump in her neck.", True),
        ("A woman asked me last Tuesday whether she could have both.", True),
    ],
)
def test_a_kindness_or_a_question_without_an_illness_is_only_doubted(text: str, sure: bool) -> None:
    assert [item.sure for item in find(text, "script")] == [sure]


@pytest.mark.parametrize(
    "text",
    [
        "Rosa Lim answers: is running bad?",
        "Write to care@lim.example, 20 Elm Road, about her knee.",
        "My patient asked Rosa Lim.",
    ],
)
def test_the_brands_own_details_pass(text: str) -> None:
    brand = Brand(name="Dr. Rosa Lim", email="care@lim.example", city="20 Elm Road")
    assert not {"name", "email"} & {item.kind for item in find(text, "notes", brand)}


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("my patient Rosa asked about running", "my patient asked about running"),
        ("Mrs. Ng asked about running. It is fine.", "Someone asked about running. It is fine."),
        ("she was seen on March third about her knee", "she was seen recently about her knee"),
    ],
)
def test_redacted_reads_naturally_and_says_what_went(text: str, becomes: str) -> None:
    after, found = redacted(text)
    if "recently" in becomes:
        assert "March" not in after and "recently" in after
    else:
        assert after == becomes
    assert found


def test_redacted_twice_is_redacted_once() -> None:
    once, _ = redacted("call Mrs. Ng at 614 555 0182, dob 9-2-54")
    assert redacted(once)[0] == once


@pytest.mark.parametrize(("text", "gone"), [("mrn 00482913", "00482913"), ("my pt oluwaseun asks", "oluwaseun")])
def test_masked_shows_the_kind_alone(text: str, gone: str) -> None:
    assert gone not in masked(text) and "[" in masked(text)


@pytest.mark.parametrize(
    "part", ["her ", "555-0100 ", "x.y.", "one two ", "Mrs. ", "a", "@", "\u202e", "Ǆ", "acct no is "]
)
def test_hostile_text_is_read_to_its_end(part: str) -> None:
    text = (part * 3000)[:3000]
    assert all(0 <= item.start < item.end <= len(text) for item in find(text))


@pytest.mark.parametrize(
    ("topic", "points"),
    [
        ("dolor de rodilla al subir escaleras", False),
        ("manchas en la piel que son", False),
        ("remedios para la tos de noche", False),
        ("AOM abx duration, watchful waiting", False),
        ("my toddler won't sleep, when to worry", False),
        ("grandma keeps forgetting names, is it dementia", False),
        ("woke up dizzy, room spinning", False),
        ("t2dm remission, a1c targets", False),
        ("the mayor's wife and her lupus", True),
        ("mrs ortiz knee replacement story", True),
        ("our 3pm patient with the fish hook", True),
    ],
)
def test_topics_as_people_type_them(topic: str, points: bool) -> None:
    assert bool(find(topic, "topic")) is points
