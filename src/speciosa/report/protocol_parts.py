"""What the protocol of a personal randomised test says."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from speciosa.assessment.protocol import RECOMMENDED_PAIRS, Plan, Protocol
from speciosa.report.blocks import Block, Bullets, Pair, Pairs, Section, Table
from speciosa.report.parts import numbered, paragraph
from speciosa.report.words import (
    amount_words,
    as_word,
    clean,
    count_words,
    date_words,
    fixed,
    listing,
    number_words,
    percent_words,
    typed_words,
)

_SHOWN_PAIRS: Final = 60


def protocol_lead(protocol: Protocol) -> Iterator[Block]:
    """What it is about, in one paragraph, and who decides."""
    plan = protocol.plan
    yield paragraph(f"{_aim(plan)} Chance decides the order, so that what you feel cannot.", "lead")
    yield paragraph(
        "It is for somebody who uses the product already, and it is done together with a "
        "professional. It is not advice to use, and no amount in it is above your own usual one.",
        "second",
    )


def protocol_sections(protocol: Protocol) -> Iterator[Section]:
    """All parts in order."""
    plan = protocol.plan
    yield numbered("identity", 1, "What this is", _identity(protocol))
    yield numbered("why", 2, "Why a test, and why in one person", _why())
    yield numbered("question", 3, "The question", _question(plan))
    yield numbered("plan", 4, "The plan: pairs and their length", _design(plan))
    yield numbered("person", 5, "Who takes part", _person(protocol))
    yield numbered("arms", 6, "What is done, and when it stops", _arms(plan))
    yield numbered("outcome", 7, "What is rated", _outcome(protocol))
    yield numbered("schedule", 8, "Schedule", _schedule(plan))
    yield numbered("size", 9, "What to expect of it", _size(protocol))
    yield numbered("chance", 10, "How chance decides", _chance(protocol))
    yield numbered("blinding", 11, "Who knows what", _blinding())
    yield numbered("data", 12, "Records", _data())
    yield numbered("analysis", 13, "How it is analysed", _analysis(plan))
    yield numbered("watch", 14, "Watching over it, and harm", _watch(plan))
    yield numbered("consent", 15, "Agreement, privacy, ethics", _consent())
    yield numbered("after", 16, "Afterwards", _after())


def _aim(plan: Plan) -> str:
    label, product = as_word(plan.label), clean(plan.product_name)
    if plan.kind == "wait":
        return (
            f"Does {product} change {label}? After {2 * plan.pairs} wishes you take your usual "
            "amount at once or 2 hours later."
        )
    if plan.kind == "versus":
        return (
            f"How does {label} differ between {product} as usual and {clean(plan.other)}? "
            f"{2 * plan.pairs} blocks of {count_words(plan.block_d, 'day')} take turns."
        )
    return (
        f"Does {product} change {label}? {2 * plan.pairs} blocks of "
        f"{count_words(plan.block_d, 'day')} with your usual amount or {_share(plan.lower)} take "
        "turns inside a planned reduction."
    )


def _share(share: float) -> str:
    if share == 0.0:
        return "none"
    return f"{typed_words(100.0 * share)} % of it"


def _identity(protocol: Protocol) -> Iterator[Block]:
    plan, made = protocol.plan, protocol.made
    yield Pairs(
        (
            Pair("Number", protocol.commitment.sha256[:12]),
            Pair("Made with", f"speciosa {clean(made.version)}, seed {made.seed}"),
            Pair("First day", date_words(plan.start, year=True)),
            Pair("Expected last day", date_words(plan.end, year=True)),
            Pair("Paid by", "nobody; there is no sponsor"),
        ),
        "list",
    )
    yield paragraph(
        "Written with SPENT 2019 in mind, the guidance for protocols of tests in one person (doi "
        "10.1136/bmj.m122). Nobody has checked that every item of it is met.",
        "note",
    )


def _why() -> Iterator[Block]:
    yield paragraph(
        "In daily life doses follow how you feel: they are taken when it hurts. Then a useful "
        "product looks harmful and a useless one may look useful. A coin cuts this tie."
    )
    yield paragraph(
        "What is known about people in general does not say what holds for you. Your own diary "
        "with a coin does, for you only."
    )


def _question(plan: Plan) -> Iterator[Block]:
    label = as_word(plan.label)
    if plan.kind == "versus":
        text = f"By how many points does {label} differ between the two arms, as allotted?"
    else:
        text = (
            f"By how many points does {label} differ between your higher and your lower levels, "
            "told by the coins alone? Whether you would be better without any use is not asked."
        )
    yield paragraph(text)
    worse = "higher or lower"
    yield paragraph(f"Both answers count: {label} may turn out {worse}, or no different.")


def _design(plan: Plan) -> Iterator[Block]:
    pairs = count_words(plan.pairs, "pair")
    if plan.kind == "wait":
        yield paragraph(
            f"{pairs} of two waits each. In every pair one wait is 0 min and one is 2 h; one coin "
            "decides which comes first. Every wish for a dose is the next wait, at least 2.5 h "
            "after the one before; a wish that comes sooner is not part of the test."
        )
    else:
        yield paragraph(
            f"{pairs} of two blocks each, every block {count_words(plan.block_d, 'day')} long; one "
            "coin decides which of the two comes first."
        )
        yield paragraph(
            "The length comes from how fast the level follows the doses: the shortest block over "
            "which at least three quarters of the change have happened on average."
        )
    yield paragraph(
        "There is no run-in and no time free of it between the arms: what is left over from the "
        "arm before is part of the analysis."
    )
    if plan.pairs < RECOMMENDED_PAIRS:
        yield paragraph(f"Recommended are {RECOMMENDED_PAIRS} pairs; fewer tell less.", "note")


def _person(protocol: Protocol) -> Iterator[Block]:
    subject, plan = protocol.subject, protocol.plan
    year = "not known" if subject.birth_year is None else str(subject.birth_year)
    yield Pairs(
        (
            Pair("Person", clean(subject.id)),
            Pair("Born", year),
            Pair("Conditions", listing(map(clean, subject.conditions), most=9) or "none named"),
            Pair("Medicines", listing(map(clean, subject.medicines), most=9) or "none named"),
            Pair("Use so far", f"{_usual(plan)}; {'daily' if plan.daily else 'not daily'}"),
        ),
        "list",
    )
    yield paragraph(
        "Not offered under 18, in pregnancy or while breastfeeding, after a liver injury, or while "
        "an urgent finding is open. If one of these begins, the test ends."
    )


def _usual(plan: Plan) -> str:
    amount = amount_words(plan.usual_amount, plan.usual_unit)
    per_day = number_words(plan.doses_per_day)
    return f"{amount} a dose as recorded, {per_day} doses on a day with any"


def _arms(plan: Plan) -> Iterator[Block]:
    yield Bullets(tuple(_arm_items(plan)))
    yield paragraph("Stop the test and speak to the professional the same day when")
    yield Bullets(
        (
            "a red flag below appears: then call first",
            "withdrawal, pain or mood gets clearly worse than before the test",
            "a new medicine, illness or pregnancy comes up",
            "you want to stop, for any reason or none",
        )
    )
    yield paragraph(
        "Stopping the test means going back to what was agreed before it, never a sudden stop of "
        "daily use. Medicines go on unchanged and are recorded as always."
    )


def _arm_items(plan: Plan) -> Iterator[str]:
    if plan.kind == "wait":
        yield "Short wait: the usual amount right after the wish."
        yield "Long wait: the usual amount 2 h after the wish. You may take it sooner: record it."
        yield "Never an additional dose because of the test; no wish, no dose."
        return
    yield "Usual block: the usual amount at the usual times, not more."
    if plan.kind == "versus":
        beside = "beside the usual use" if plan.lower == 1.0 else f"with {_share(plan.lower)}"
        yield f"Other block: {clean(plan.other)}, {beside}. Record it each day you do it."
        yield "Only something that you use already or that the professional has agreed to."
        return
    yield f"Lower block: {_share(plan.lower)} at the same times, as agreed for the reduction."
    if plan.daily:
        yield "Steps of a reduction in daily use are set by the professional, not by this page."


def _outcome(protocol: Protocol) -> Iterator[Block]:
    plan = protocol.plan
    low, high = typed_words(plan.low_pts), typed_words(plan.high_pts)
    matters = fixed(plan.smallest_important_change, 1)
    yield paragraph(
        f"{clean(plan.label)}, {low} to {high}, {plan.better} is better. A difference of {matters} "
        "points or more matters."
    )
    if plan.kind == "wait":
        yield paragraph(
            "Rated at the wish, before any dose, and 1.5 h after the wish, whether or not the dose "
            "has been taken by then."
        )
    else:
        yield paragraph(
            "Rated as before, about "
            f"{number_words(protocol.usual_ratings_per_day)} times a day, at the same times in "
            "both arms. Ratings at a wish or right before a dose are not used here: whether they "
            "exist depends on the arm."
        )
    noise = protocol.noise
    yield paragraph(
        f"In your diary it varies by {fixed(noise.sd_pts, 1)} points (standard deviation) by "
        f"itself, with a half-life of about {number_words(noise.half_life_h)} h; "
        f"{percent_words(noise.rating_share)} of the variance belongs to the single rating.",
        "note",
    )


def _schedule(plan: Plan) -> Iterator[Block]:
    if plan.kind == "wait":
        per_day = number_words(plan.doses_per_day)
        yield paragraph(
            f"{2 * plan.pairs} wishes, about {per_day} a day: {count_words(plan.days, 'day')}. "
            "For each wish:"
        )
        yield Bullets(
            (
                "record the wish and rate",
                "reveal the next wait and record it; then wait that long",
                "rate 1.5 h after the wish",
                "take the usual amount when the wait is over and record it",
            )
        )
        return
    yield paragraph(
        f"{count_words(plan.days, 'day')}. Which arm comes first in a pair stays closed until it "
        "begins."
    )
    shown = range(min(plan.pairs, _SHOWN_PAIRS))
    yield Table(
        "Pairs and their days", ("Pair", "First block from", "Second block from", "Until"),
        tuple(_pair_row(plan, i) for i in shown),
    )  # fmt: skip


def _pair_row(plan: Plan, pair: int) -> tuple[str, ...]:
    first = plan.start + timedelta(days=2 * pair * plan.block_d)
    second = first + timedelta(days=plan.block_d)
    last = second + timedelta(days=plan.block_d - 1)
    return str(pair + 1), date_words(first), date_words(second), date_words(last)


def _size(protocol: Protocol) -> Iterator[Block]:
    rows = tuple(
        (
            f"{fixed(abs(e.effect_pts), 1)} points",
            percent_words(e.power_prob),
            f"{fixed(e.width_pts, 1)} points",
        )
        for e in protocol.expected
    )
    head = ("True difference, for the better", "Chance to show it", "Width of the interval")
    yield Table("Expected, from simulation", head, rows)
    count = protocol.expected[0].simulated if protocol.expected else 0
    yield paragraph(
        f"{count} simulated tests with your own times of wishes, doses and ratings and your own "
        "ups and downs, every one analysed as the real one will be. The first line is the smallest "
        "difference that matters, the second twice that. Everybody who records less learns less."
    )


def _chance(protocol: Protocol) -> Iterator[Block]:
    yield paragraph(
        "One fair coin a pair, tossed by a computer from the fingerprint of the diary and the seed "
        f"{protocol.made.seed}. All coins were tossed before this page was written."
    )
    yield paragraph(
        "The whole order is kept in allocation.csv. Best a helper keeps it; otherwise do not open "
        "it and reveal one step at a time with: speciosa design DIARY --next. What is revealed "
        "goes into the diary as an allocation entry."
    )
    yield Pairs(
        (
            Pair("Fingerprint", protocol.commitment.sha256),
            Pair("Salt", protocol.commitment.salt),
        ),
        "list",
    )
    yield paragraph(
        "The fingerprint is the SHA-256 of the order and the salt. It shows afterwards that "
        "nobody changed the order.",
        "note",
    )


def _blinding() -> Iterator[Block]:
    yield paragraph(
        "You know what you take, so expectation cannot be told from the product. Capsules filled "
        "by somebody else would help where they are possible. The analysis is done by a program "
        "that was fixed before."
    )


def _data() -> Iterator[Block]:
    yield paragraph(
        "Everything stands in the diary: wishes, allotted arms, doses with their true time and "
        "amount, ratings. A missed step is recorded as it happened; nothing is corrected later. "
        "The diary stays with the person."
    )


def _analysis(plan: Plan) -> Iterator[Block]:
    yield paragraph(
        "By assignment: every arm counts as it was allotted, followed or not. How far it was "
        "followed is reported beside the result."
    )
    if plan.kind == "versus":
        yield paragraph(
            "Compared are all ratings of the two arms, with level, slow drift and daily rhythm "
            "taken out and ratings close in time counted as alike."
        )
    else:
        yield paragraph(
            "The level that the allotted plan would give stands in for the level as it was; this "
            "includes what is left over from earlier arms. Level, slow drift and daily rhythm are "
            "taken out, and ratings close in time count as alike (weights fixed in advance)."
        )
    yield paragraph(
        "The 95 % interval holds every difference that the coins do not contradict: the same "
        "ratings are looked at under other ways the coins could have fallen. It is right for few "
        "pairs too. Nothing is left out, except pairs without a rating in both arms from the mean "
        "of pairs."
    )


def _watch(plan: Plan) -> Iterator[Block]:
    yield paragraph(
        "Looking earlier is allowed with the e-process only: it keeps the chance of a false alarm "
        f"at 5 % however often you look. Its scale is fixed now: {fixed(plan.scale_pts, 1)} points."
    )
    yield paragraph(
        "Unwanted events are recorded with a grade and told to the professional; the safety "
        "findings of the report stay in force during the test. Harm is reported as fully as "
        "benefit."
    )


def _consent() -> Iterator[Block]:
    yield paragraph(
        "This is care for one person, not research on people; where it is to be published, ask an "
        "ethics committee first. Taking part is free and may end at any time. Data leave the "
        "person's own device only by the person's own hand."
    )
    yield Pairs(
        (
            Pair("Person", "name, date: ______________________________"),
            Pair("Professional", "name, date: ______________________________"),
        ),
        "list",
    )


def _after() -> Iterator[Block]:
    yield paragraph(
        "The result page is read together with the professional. Whatever it shows, a change of "
        "daily use is planned with them. A test that ends early is analysed and reported too."
    )
