"""What the protocol of a personal randomised test says, item by item."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from speciosa.assessment.protocol import RECOMMENDED_PAIRS, Plan, Protocol
from speciosa.report.blocks import Block, Bullets, Pair, Pairs, Paragraph, Section, Table
from speciosa.report.words import (
    Span,
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

STANDARD: Final = "SPENT 2019"
_SHOWN_PAIRS: Final = 60


def protocol_lead(protocol: Protocol) -> Iterator[Block]:
    """What it is about, in one paragraph, and who decides."""
    plan = protocol.plan
    yield _said(f"{_aim(plan)} Chance decides the order, so that what you feel cannot.", "lead")
    yield _said(
        "It is for somebody who uses the product already, and it is done together with a "
        "professional. It is not advice to use, and no amount in it is above your own usual one.",
        "second",
    )


def protocol_sections(protocol: Protocol) -> Iterator[Section]:
    """All items in the order of the checklist."""
    plan = protocol.plan
    yield _section("identity", 1, "What this is", "1 to 3", _identity(protocol))
    yield _section("why", 2, "Why a test, and why in one person", "6a", _why())
    yield _section("question", 3, "The question", "7", _question(plan))
    yield _section("plan", 4, "The plan: pairs and their length", "8", _design(plan))
    yield _section("person", 5, "Who takes part", "9, 10", _person(protocol))
    yield _section("arms", 6, "What is done, and when it stops", "11", _arms(plan))
    yield _section("outcome", 7, "What is rated", "12", _outcome(protocol))
    yield _section("schedule", 8, "Schedule", "13", _schedule(plan))
    yield _section("size", 9, "What to expect of it", "14", _size(protocol))
    yield _section("chance", 10, "How chance decides", "16", _chance(protocol))
    yield _section("blinding", 11, "Who knows what", "17", _blinding())
    yield _section("data", 12, "Records", "18, 19", _data())
    yield _section("analysis", 13, "How it is analysed", "20", _analysis(plan))
    yield _section("watch", 14, "Watching over it, and harm", "21, 22", _watch(plan))
    yield _section("consent", 15, "Agreement, privacy, ethics", "24 to 27", _consent())
    yield _section("after", 16, "Afterwards", "30, 31", _after())


def _section(key: str, number: int, title: str, item: str, blocks: Iterator[Block]) -> Section:
    note = (Span(f"{STANDARD}, item{'s' if len(item) > 2 else ''} {item}"),)  # noqa: PLR2004
    return Section(key, f"{number} {title}", tuple(blocks), note=note, new_page=False)


def _said(text: str, role: str = "body") -> Paragraph:
    return Paragraph((Span(text),), role)  # type: ignore[arg-type]  # one of the roles


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


def _why() -> Iterator[Block]:
    yield _said(
        "In daily life doses follow how you feel: they are taken when it hurts. Then a useful "
        "product looks harmful and a useless one may look useful. A coin cuts this tie."
    )
    yield _said(
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
    yield _said(text)
    worse = "higher or lower"
    yield _said(f"Both answers count: {label} may turn out {worse}, or no different.")


def _design(plan: Plan) -> Iterator[Block]:
    pairs = count_words(plan.pairs, "pair")
    if plan.kind == "wait":
        yield _said(
            f"{pairs} of two waits each. In every pair one wait is 0 min and one is 2 h; one coin "
            "decides which comes first. Every wish for a dose is the next wait, at least 2.5 h "
            "after the one before; a wish that comes sooner is not part of the test."
        )
    else:
        yield _said(
            f"{pairs} of two blocks each, every block {count_words(plan.block_d, 'day')} long; one "
            "coin decides which of the two comes first."
        )
        yield _said(
            "The length comes from how fast the level follows the doses: the shortest block over "
            "which at least three quarters of the change have happened on average."
        )
    yield _said(
        "There is no run-in and no time free of it between the arms: what is left over from the "
        "arm before is part of the analysis."
    )
    if plan.pairs < RECOMMENDED_PAIRS:
        yield _said(f"Recommended are {RECOMMENDED_PAIRS} pairs; fewer tell less.", "note")


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
    yield _said(
        "Not offered under 18, in pregnancy or while breastfeeding, after a liver injury, or while "
        "an urgent finding is open. If one of these begins, the test ends."
    )


def _usual(plan: Plan) -> str:
    amount = amount_words(plan.usual_amount, plan.usual_unit)
    per_day = number_words(plan.doses_per_day)
    return f"{amount} a dose as recorded, {per_day} doses on a day with any"


def _arms(plan: Plan) -> Iterator[Block]:
    yield Bullets(tuple(_arm_items(plan)))
    yield _said("Stop the test and speak to the professional the same day when")
    yield Bullets(
        (
            "a red flag below appears: then call first",
            "withdrawal, pain or mood gets clearly worse than before the test",
            "a new medicine, illness or pregnancy comes up",
            "you want to stop, for any reason or none",
        )
    )
    yield _said(
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
    yield _said(
        f"{clean(plan.label)}, {low} to {high}, {plan.better} is better. A difference of {matters} "
        "points or more matters."
    )
    if plan.kind == "wait":
        yield _said(
            "Rated at the wish, before any dose, and 1.5 h after the wish, whether or not the dose "
            "has been taken by then."
        )
    else:
        yield _said(
            "Rated as before, about "
            f"{number_words(protocol.usual_ratings_per_day)} times a day, at the same times in "
            "both arms. Ratings at a wish or right before a dose are not used here: whether they "
            "exist depends on the arm."
        )
    noise = protocol.noise
    yield _said(
        f"In your diary it varies by {fixed(noise.sd_pts, 1)} points (standard deviation) by "
        f"itself, with a half-life of about {number_words(noise.half_life_h)} h; "
        f"{percent_words(noise.rating_share)} of the variance belongs to the single rating.",
        "note",
    )


def _schedule(plan: Plan) -> Iterator[Block]:
    if plan.kind == "wait":
        per_day = number_words(plan.doses_per_day)
        yield _said(
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
    yield _said(
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
    yield _said(
        f"{count} simulated tests with your own times of wishes, doses and ratings and your own "
        "ups and downs, every one analysed as the real one will be. The first line is the smallest "
        "difference that matters, the second twice that. Everybody who records less learns less."
    )


def _chance(protocol: Protocol) -> Iterator[Block]:
    yield _said(
        "One fair coin a pair, tossed by a computer from the fingerprint of the diary and the seed "
        f"{protocol.made.seed}. All coins were tossed before this page was written."
    )
    yield _said(
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
    yield _said(
        "The fingerprint is the SHA-256 of the order and the salt. It shows afterwards that "
        "nobody changed the order.",
        "note",
    )


def _blinding() -> Iterator[Block]:
    yield _said(
        "You know what you take, so expectation cannot be told from the product. Capsules filled "
        "by somebody else would help where they are possible. The analysis is done by a program "
        "that was fixed before."
    )


def _data() -> Iterator[Block]:
    yield _said(
        "Everything stands in the diary: wishes, allotted arms, doses with their true time and "
        "amount, ratings. A missed step is recorded as it happened; nothing is corrected later. "
        "The diary stays with the person."
    )


def _analysis(plan: Plan) -> Iterator[Block]:
    yield _said(
        "By assignment: every arm counts as it was allotted, followed or not. How far it was "
        "followed is reported beside the result."
    )
    if plan.kind == "versus":
        yield _said(
            "Compared are all ratings of the two arms, with level, slow drift and daily rhythm "
            "taken out and ratings close in time counted as alike."
        )
    else:
        yield _said(
            "The level that the allotted plan would give stands in for the level as it was; this "
            "includes what is left over from earlier arms. Level, slow drift and daily rhythm are "
            "taken out, and ratings close in time count as alike (weights fixed in advance)."
        )
    yield _said(
        "The 95 % interval holds every difference that the coins do not contradict: the same "
        "ratings are looked at under other ways the coins could have fallen. It is right for few "
        "pairs too. Nothing is left out, except pairs without a rating in both arms from the mean "
        "of pairs."
    )


def _watch(plan: Plan) -> Iterator[Block]:
    yield _said(
        "Looking earlier is allowed with the e-process only: it keeps the chance of a false alarm "
        f"at 5 % however often you look. Its scale is fixed now: {fixed(plan.scale_pts, 1)} points."
    )
    yield _said(
        "Unwanted events are recorded with a grade and told to the professional; the safety "
        "findings of the report stay in force during the test. Harm is reported as fully as "
        "benefit."
    )


def _consent() -> Iterator[Block]:
    yield _said(
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
    yield _said(
        "The result page is read together with the professional. Whatever it shows, a change of "
        "daily use is planned with them. A test that ends early is analysed and reported too."
    )
