"""What is seen between levels is never said, drawn or tabled as use against no use."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speciosa.assessment.schema import Estimate, Indication, NotAnswered
from speciosa.report.html import render_html
from speciosa.report.terminal import render_terminal
from speciosa.report.words import (
    CANNOT_TELL,
    chance_sentence,
    dose_sentence,
    family_words,
    fit_words,
    indication_words,
    learned_words,
    net_sentence,
    net_verdict,
    plain_text,
    plain_words,
    seen_sentence,
    sentence_text,
    tipping_sentence,
    variant_words,
    verdict_of,
    withdrawal_sentence,
)
from speciosa.texts import say
from tests.report import builder
from tests.report.test_words import NO_WORD_FOR_IT, NOT_A_SENTENCE, estimate, responses, varied

BETWEEN_LEVELS = re.compile(
    r"at your higher (?:than at your lower )?levels|between your (?:higher and your lower )?levels|"
    r"at your higher against your lower levels|your higher with your lower levels"
)
A_DIFFERENCE = re.compile(
    r"\d (?:points )?(?:lower|higher)|no clear difference|also (?:better|worse)|which is (?:better|"
    r"worse)|for the better"
)
ANOTHER_QUESTION = (say("net.at_all"), "against leaving out only that dose")
PAIN, FOCUS, SLEEP = (builder.response(builder.OUTCOMES[i]) for i in (0, 1, 5))
CLEAR = estimate(-0.7, -1.2, -0.3)


def sentences(text):
    return re.split(r"(?<=\.) ", " ".join(text.split()))


def unclear_ones(text):
    """Sentences with a difference that do not say between what."""
    return [
        sentence
        for sentence in sentences(text)
        if A_DIFFERENCE.search(sentence)
        and not BETWEEN_LEVELS.search(sentence)
        and not any(other in sentence for other in ANOTHER_QUESTION)
    ]


@st.composite
def answers(draw):
    """A response with or without an answer to use against no use."""
    base = draw(responses())
    size = base.scale.high - base.scale.low
    ends = sorted(draw(st.lists(st.floats(-size, size), min_size=3, max_size=3)))
    learned = draw(st.one_of(st.none(), st.floats(0, 1)))
    net = Estimate(mean=ends[1], sd=1.0, low=ends[0], high=ends[2], learned=learned)
    reason = NotAnswered(why="all ratings come from a time of use", needed="ratings before it")
    given_net = draw(st.booleans()) and base.grade != "D"
    share = Estimate(mean=0.4, sd=0.1, low=0.1, high=0.8, learned=None)
    return varied(
        base,
        net_effect=net if given_net else None,
        net_not_answered=None if given_net else draw(st.sampled_from([None, reason])),
        withdrawal_share=share if given_net else None,
        withdrawal_not_answered=None if given_net else reason,
        family=draw(st.sampled_from([None, "plain", "joint"])),
    )


def test_the_check_itself_finds_a_sentence_that_does_not_say_between_what():
    assert unclear_ones("In the range you use, pain is 1.1 points lower (0.4 to 1.8).")
    assert unclear_ones("Mood: no clear difference.")
    assert not unclear_ones("Pain is 1.1 points lower at your higher levels. Sleep: cannot tell.")


@settings(max_examples=150)
@given(st.lists(answers(), max_size=9))
def test_every_sentence_of_the_first_page_says_between_what(many):
    named = tuple(varied(one, label=f"{one.label} {i}") for i, one in enumerate(many))
    plain = plain_words(builder.person(responses=named))
    assert unclear_ones(plain.text) == []
    told = any(verdict_of(one) != CANNOT_TELL for one in named)
    assert (say("plain.not_without") in plain.text) == told
    clear = any(net_verdict(one) in {"better", "worse"} for one in named)
    assert (say("net.at_all") in plain.text) == clear == bool(plain.net)
    assert not NOT_A_SENTENCE.search(plain.text), plain.text
    assert not NO_WORD_FOR_IT.search(plain.text)


@given(answers())
def test_every_sentence_of_an_outcome_says_between_what(response):
    for sentence in (
        sentence_text(seen_sentence(response)),
        dose_sentence(response),
        chance_sentence(response),
        learned_words(response),
        net_sentence(response),
        withdrawal_sentence(response),
    ):
        assert unclear_ones(sentence) == [], sentence
        assert not NOT_A_SENTENCE.search(sentence), sentence
        assert not NO_WORD_FOR_IT.search(sentence), sentence
    if response.net_effect is None:
        assert "is not answerable from this diary" in net_sentence(response)
        assert say("net.at_all") not in net_sentence(response)


def text_of(html):
    body = re.sub(r"<(style|details|svg|small).*?</\1>", " ", html, flags=re.DOTALL)
    body = re.sub(r"</(?:p|dd|dt|h\d|li|section|figcaption)>", ". ", body)
    return re.sub(r"\.(?: ?\.)+", ".", re.sub(r"<[^>]+>", "", body))


@settings(max_examples=15, deadline=None)
@given(st.lists(answers(), min_size=1, max_size=4))
def test_the_rendered_outcomes_say_between_what(many):
    html = render_html(builder.person(responses=tuple(many)))
    parts = re.findall(r'<section class="(?:plain|outcome) .*?</section>', html, re.DOTALL)
    assert len(parts) == 1 + len(many)
    for part in parts:
        assert unclear_ones(text_of(part)) == []


@pytest.mark.parametrize("name", ["person", "joint", "twelve_outcomes"])
def test_pictures_and_tables_say_between_what(name):
    html = render_html(builder.VARIANTS[name]())
    benefit = re.search(r'<section class="benefit.*?</section>', html, re.DOTALL)[0]
    drawings = re.findall(r"<svg.*?</svg>", benefit, re.DOTALL)
    assert len(drawings) >= 2
    assert all(say("effects.levels") in drawing for drawing in drawings)
    assert f"Difference, {say('effects.levels')}" in benefit
    caption = re.search(r"<figcaption>(.*?)</figcaption>", benefit, re.DOTALL)[1]
    assert "Higher against lower levels, not use against no use." in caption


@pytest.mark.parametrize("name", ["person", "joint", "twelve_outcomes"])
def test_the_terminal_says_between_what(name):
    assessment = builder.VARIANTS[name]()
    text = render_terminal(assessment, 100, colour=False)
    assert re.search(rf"^BENEFIT AND HARM +.*{say('effects.levels')}", text, re.MULTILINE)
    narrow = render_terminal(assessment, 60, colour=False)
    effects = narrow.split("BENEFIT AND HARM")[1].split("\n\n")[0]
    assert say("effects.levels") in " ".join(effects.split())
    rows = re.split(r"; [A-D] (?:not )?\w+", " ".join(effects.split()))
    told = [row for row in rows if re.search(r"\d (?:points )?(?:lower|higher)", row)]
    assert len(told) == sum(verdict_of(r) != CANNOT_TELL for r in assessment.responses)
    assert all("at your higher levels:" in row for row in told)


# --- use against no use --------------------------------------------------------------------


def test_use_against_no_use_reads_as_designed():
    plain = plain_words(builder.joint())
    assert plain_text(plain.net) == (
        "Using it at all, against being free of it until the body has settled: "
        "restlessness is 0.8 points higher (0.3 to 1.3, grade B), which is worse; pain is 0.7 "
        "points lower (0.3 to 1.2, grade B)."
    )
    assert "Relief may be" not in plain.second
    assert net_sentence(varied(net_effect=CLEAR)) == (
        "Using it at all, against being free of it until the body has settled: pain is 0.7 "
        "points lower (0.3 to 1.2), which is better. This is the mean over the days of this diary."
    )


def test_a_relief_by_levels_that_is_a_worsening_against_no_use_is_said():
    worse = varied(net_effect=estimate(0.9, 0.3, 1.5))
    assert net_verdict(worse) == "worse"
    text = plain_words(builder.person(responses=(worse,))).text
    assert "pain is 1.1 points lower" in text
    assert "pain is 0.9 points higher (0.3 to 1.5, grade C), which is worse." in text


@pytest.mark.parametrize(
    ("net", "said"),
    [
        (estimate(0.1, -0.5, 0.7), "no clear difference in pain (0.5 points lower to 0.7 higher)"),
        (estimate(-0.7, -1.2, -0.3, learned=0.1), "this diary cannot tell about pain"),
    ],
)
def test_what_is_not_clear_against_no_use_stays_off_the_first_page(net, said):
    response = varied(net_effect=net)
    assert said in net_sentence(response)
    assert plain_words(builder.person(responses=(response,))).net == ()


def test_what_would_answer_it_is_said():
    response = varied(net_not_answered=builder.NO_FREE_TIME)
    assert net_sentence(response) == (
        "Whether pain would differ without any use is not answerable from this diary. All ratings "
        "come from a time of use. Needed: ratings from before the first use, or late in a stretch "
        "without it."
    )
    same = varied(response, withdrawal_not_answered=builder.NO_FREE_TIME)
    assert withdrawal_sentence(same) == "Not answerable from this diary, for the same reason."
    other = NotAnswered(why="one dose may not relieve", needed="")
    assert withdrawal_sentence(varied(response, withdrawal_not_answered=other)) == (
        "Not answerable from this diary. One dose may not relieve."
    )
    assert withdrawal_sentence(PAIN) == ""
    nothing = NotAnswered(why="Nothing can be told.", needed="11 of 15 ratings")
    few = varied(SLEEP, net_not_answered=nothing, withdrawal_not_answered=nothing)
    assert net_sentence(few) == (
        "Whether sleep would differ without any use is not answerable from this diary."
    )
    assert withdrawal_sentence(few) == ""


def test_relief_may_be_relief_of_withdrawal_unless_time_without_it_says_otherwise():
    may = "Relief may be relief of withdrawal, in part or altogether."
    assert may in plain_words(builder.person(responses=(PAIN,))).second
    assert may not in plain_words(builder.person(responses=(FOCUS,))).second
    known = varied(net_effect=CLEAR)
    assert may not in plain_words(builder.person(responses=(known,))).second


def test_the_share_of_withdrawal_has_its_interval():
    assert withdrawal_sentence(builder.answered(builder.OUTCOMES[0])) == (
        "Of what one dose changes, about 40 % (10 % to 80 %) is relief of withdrawal."
    )


# --- how the joint model is told -----------------------------------------------------------


def test_families_variants_and_a_grid_without_tail_shape_have_words():
    joint = builder.answered(builder.OUTCOMES[0])
    assert family_words(joint) == "Ratings and dose times modelled together."
    assert family_words(varied(family="plain")).startswith("Dose times taken as given")
    assert family_words(SLEEP) == ""
    assert variant_words("effect + turn-over + withdrawal") == (
        "level + turning at high levels + withdrawal"
    )
    assert fit_words(joint.fit) == "32 draws, 1 round, effective size 5820"
    assert tipping_sentence(joint).startswith("12 questions about this were not answered.")
    assert tipping_sentence(joint).endswith("89 of 100 intervals held the truth instead of 95.")
    assert tipping_sentence(PAIN) == ""


@pytest.mark.parametrize(
    ("base", "log_bayes", "said"),
    [
        (PAIN, 4.2, " A point more pain multiplies the odds of a dose by about 2.1."),
        (FOCUS, 4.2, " A point less focus multiplies the odds of a dose by about 2.1."),
        (PAIN, -3.0, ""),
    ],
)
def test_how_strongly_doses_follow_is_said_only_where_they_do(base, log_bayes, said):
    indication = Indication(log_bayes_factor=log_bayes, odds_per_point=2.13, note="")
    text = indication_words(varied(base, indication=indication))
    assert text.endswith(f").{said}")


def test_the_page_shows_all_of_it():
    html = render_html(builder.joint())
    text = " ".join(text_of(html).split())
    for words in (
        "Against no use at all",
        "Of what one dose changes, about 40 %",
        "Ratings and dose times modelled together.",
        "Level only 40 %, level + withdrawal 35 %",
        "12 questions about this were not answered.",
        "multiplies the odds of a dose by about 2.1",
        "not advice on an amount",
    ):
        assert words in text, words
