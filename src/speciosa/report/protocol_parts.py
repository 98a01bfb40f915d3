"""What the protocol of a personal randomised test says."""

from collections.abc import Iterable, Iterator
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
from speciosa.texts import say

_SHOWN_PAIRS: Final = 60


def protocol_lead(protocol: Protocol) -> Iterator[Block]:
    """What it is about, in one paragraph, and who decides."""
    yield paragraph(say("protocol.lead.chance_decides", aim=_aim(protocol.plan)), "lead")
    yield paragraph(say("protocol.lead.no_advice"), "second")


def protocol_sections(protocol: Protocol) -> Iterator[Section]:
    """All parts in order."""
    plan = protocol.plan
    yield numbered("identity", 1, say("protocol.title.identity"), _identity(protocol))
    yield numbered("why", 2, say("protocol.title.why"), _why())
    yield numbered("question", 3, say("protocol.title.question"), _question(plan))
    yield numbered("plan", 4, say("protocol.title.plan"), _design(plan))
    yield numbered("person", 5, say("protocol.title.person"), _person(protocol))
    yield numbered("arms", 6, say("protocol.title.arms"), _arms(plan))
    yield numbered("outcome", 7, say("protocol.title.outcome"), _outcome(protocol))
    yield numbered("schedule", 8, say("protocol.title.schedule"), _schedule(plan))
    yield numbered("size", 9, say("protocol.title.size"), _size(protocol))
    yield numbered("chance", 10, say("protocol.title.chance"), _chance(protocol))
    yield numbered("blinding", 11, say("protocol.title.blinding"), _blinding())
    yield numbered("data", 12, say("protocol.title.data"), _data())
    yield numbered("analysis", 13, say("protocol.title.analysis"), _analysis(plan))
    yield numbered("watch", 14, say("protocol.title.watch"), _watch(plan))
    yield numbered("consent", 15, say("protocol.title.consent"), _consent())
    yield numbered("after", 16, say("protocol.title.after"), _after())


def _aim(plan: Plan) -> str:
    label, product = as_word(plan.label), clean(plan.product_name)
    arms, days = 2 * plan.pairs, count_words(plan.block_d, "day")
    if plan.kind == "wait":
        return say("protocol.lead.wait", product=product, label=label, wishes=arms)
    if plan.kind == "versus":
        return say(
            "protocol.lead.versus",
            label=label,
            product=product,
            other=clean(plan.other),
            blocks=arms,
            days=days,
        )
    return say(
        "protocol.lead.less",
        product=product,
        label=label,
        blocks=arms,
        days=days,
        share=_share(plan.lower),
    )


def _share(share: float) -> str:
    if share == 0.0:
        return say("protocol.share.none")
    return say("protocol.share.part", percent=typed_words(100.0 * share))


def _identity(protocol: Protocol) -> Iterator[Block]:
    plan, made = protocol.plan, protocol.made
    version = clean(made.version)
    made_with = say("protocol.identity.version_and_seed", version=version, seed=made.seed)
    yield Pairs(
        (
            Pair(say("protocol.identity.number"), protocol.commitment.sha256[:12]),
            Pair(say("protocol.identity.made_with"), made_with),
            Pair(say("protocol.identity.first_day"), date_words(plan.start, year=True)),
            Pair(say("protocol.identity.last_day"), date_words(plan.end, year=True)),
            Pair(say("protocol.identity.paid_by"), say("protocol.identity.nobody")),
        ),
        "list",
    )
    yield paragraph(say("protocol.identity.guidance"), "note")


def _why() -> Iterator[Block]:
    yield paragraph(say("protocol.why.coin"))
    yield paragraph(say("protocol.why.for_you_only"))


def _question(plan: Plan) -> Iterator[Block]:
    label = as_word(plan.label)
    if plan.kind == "versus":
        yield paragraph(say("protocol.question.versus", label=label))
    else:
        yield paragraph(say("protocol.question.levels", label=label))
    yield paragraph(say("protocol.question.both_count", label=label))


def _design(plan: Plan) -> Iterator[Block]:
    pairs = count_words(plan.pairs, "pair")
    if plan.kind == "wait":
        yield paragraph(say("protocol.design.waits", pairs=pairs))
    else:
        days = count_words(plan.block_d, "day")
        yield paragraph(say("protocol.design.blocks", pairs=pairs, days=days))
        yield paragraph(say("protocol.design.length"))
    yield paragraph(say("protocol.design.no_time_between"))
    if plan.pairs < RECOMMENDED_PAIRS:
        yield paragraph(say("protocol.design.few_pairs", recommended=RECOMMENDED_PAIRS), "note")


def _person(protocol: Protocol) -> Iterator[Block]:
    subject = protocol.subject
    year = subject.birth_year
    yield Pairs(
        (
            Pair(say("protocol.person.person"), clean(subject.id)),
            Pair(say("protocol.person.born"), str(year or say("protocol.person.not_known"))),
            Pair(say("protocol.person.conditions"), _named(subject.conditions)),
            Pair(say("protocol.person.medicines"), _named(subject.medicines)),
            Pair(say("protocol.person.use"), _use_so_far(protocol.plan)),
        ),
        "list",
    )
    yield paragraph(say("protocol.person.not_offered"))


def _named(names: Iterable[str]) -> str:
    return listing(map(clean, names), most=9) or say("protocol.person.none_named")


def _use_so_far(plan: Plan) -> str:
    amount = amount_words(plan.usual_amount, plan.usual_unit)
    doses = number_words(plan.doses_per_day)
    if plan.daily:
        return say("protocol.person.use_daily", amount=amount, doses=doses)
    return say("protocol.person.use_not_daily", amount=amount, doses=doses)


def _arms(plan: Plan) -> Iterator[Block]:
    yield Bullets(tuple(_arm_items(plan)))
    yield paragraph(say("protocol.stop.when"))
    yield Bullets(
        (
            say("protocol.stop.red_flag"),
            say("protocol.stop.worse"),
            say("protocol.stop.new"),
            say("protocol.stop.wish"),
        )
    )
    yield paragraph(say("protocol.stop.meaning"))


def _arm_items(plan: Plan) -> Iterator[str]:
    if plan.kind == "wait":
        yield say("protocol.arms.short_wait")
        yield say("protocol.arms.long_wait")
        yield say("protocol.arms.no_additional_dose")
        return
    yield say("protocol.arms.usual_block")
    if plan.kind == "versus":
        yield _other_arm(plan)
        yield say("protocol.arms.only_agreed")
        return
    yield say("protocol.arms.lower_block", share=_share(plan.lower))
    if plan.daily:
        yield say("protocol.arms.steps_by_professional")


def _other_arm(plan: Plan) -> str:
    other = clean(plan.other)
    if plan.lower == 1.0:
        return say("protocol.arms.other_beside_usual", other=other)
    return say("protocol.arms.other_with_share", other=other, share=_share(plan.lower))


def _outcome(protocol: Protocol) -> Iterator[Block]:
    yield paragraph(_scale(protocol.plan))
    if protocol.plan.kind == "wait":
        yield paragraph(say("protocol.outcome.rated_at_wish"))
    else:
        times = number_words(protocol.usual_ratings_per_day)
        yield paragraph(say("protocol.outcome.rated_as_before", times=times))
    noise = protocol.noise
    text = say(
        "protocol.outcome.noise",
        points=fixed(noise.sd_pts, 1),
        hours=number_words(noise.half_life_h),
        share=percent_words(noise.rating_share),
    )
    yield paragraph(text, "note")


def _scale(plan: Plan) -> str:
    return say(
        f"protocol.outcome.better.{plan.better}",
        label=clean(plan.label),
        low=typed_words(plan.low_pts),
        high=typed_words(plan.high_pts),
        points=fixed(plan.smallest_important_change, 1),
    )


def _schedule(plan: Plan) -> Iterator[Block]:
    days = count_words(plan.days, "day")
    if plan.kind == "wait":
        wishes, per_day = 2 * plan.pairs, number_words(plan.doses_per_day)
        yield paragraph(say("protocol.schedule.waits", wishes=wishes, per_day=per_day, days=days))
        yield Bullets(
            (
                say("protocol.schedule.wish"),
                say("protocol.schedule.wait"),
                say("protocol.schedule.rate"),
                say("protocol.schedule.take"),
            )
        )
        return
    yield paragraph(say("protocol.schedule.blocks", days=days))
    yield _days_table(plan)


def _days_table(plan: Plan) -> Table:
    head = (
        say("protocol.schedule.pair"),
        say("protocol.schedule.first_block"),
        say("protocol.schedule.second_block"),
        say("protocol.schedule.until"),
    )
    rows = tuple(_pair_row(plan, i) for i in range(min(plan.pairs, _SHOWN_PAIRS)))
    return Table(say("protocol.schedule.pairs"), head, rows)


def _pair_row(plan: Plan, pair: int) -> tuple[str, ...]:
    first = plan.start + timedelta(days=2 * pair * plan.block_d)
    second = first + timedelta(days=plan.block_d)
    last = second + timedelta(days=plan.block_d - 1)
    return str(pair + 1), date_words(first), date_words(second), date_words(last)


def _size(protocol: Protocol) -> Iterator[Block]:
    rows = tuple(
        (
            say("protocol.size.points", points=fixed(abs(e.effect_pts), 1)),
            percent_words(e.power_prob),
            say("protocol.size.points", points=fixed(e.width_pts, 1)),
        )
        for e in protocol.expected
    )
    head = (
        say("protocol.size.difference"),
        say("protocol.size.power"),
        say("protocol.size.width"),
    )
    yield Table(say("protocol.size.expected"), head, rows)
    count = protocol.expected[0].simulated if protocol.expected else 0
    yield paragraph(say("protocol.size.simulated", count=count))


def _chance(protocol: Protocol) -> Iterator[Block]:
    yield paragraph(say("protocol.chance.coins", seed=protocol.made.seed))
    yield paragraph(say("protocol.chance.kept"))
    yield Pairs(
        (
            Pair(say("protocol.chance.fingerprint"), protocol.commitment.sha256),
            Pair(say("protocol.chance.salt"), protocol.commitment.salt),
        ),
        "list",
    )
    yield paragraph(say("protocol.chance.meaning"), "note")


def _blinding() -> Iterator[Block]:
    yield paragraph(say("protocol.blinding.open"))


def _data() -> Iterator[Block]:
    yield paragraph(say("protocol.data.in_diary"))


def _analysis(plan: Plan) -> Iterator[Block]:
    yield paragraph(say("protocol.analysis.by_assignment"))
    if plan.kind == "versus":
        yield paragraph(say("protocol.analysis.versus"))
    else:
        yield paragraph(say("protocol.analysis.levels"))
    yield paragraph(say("protocol.analysis.interval"))


def _watch(plan: Plan) -> Iterator[Block]:
    yield paragraph(say("protocol.watch.looking_earlier", points=fixed(plan.scale_pts, 1)))
    yield paragraph(say("protocol.watch.harm"))


def _consent() -> Iterator[Block]:
    yield paragraph(say("protocol.consent.care"))
    signed = say("protocol.consent.signed")
    yield Pairs(
        (
            Pair(say("protocol.consent.person"), signed),
            Pair(say("protocol.consent.professional"), signed),
        ),
        "list",
    )


def _after() -> Iterator[Block]:
    yield paragraph(say("protocol.after.together"))
