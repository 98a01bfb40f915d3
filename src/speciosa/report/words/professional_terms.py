"""What the words of a report for a professional mean."""

from typing import Final

from speciosa.report.words.professional import Line

TERMS: Final[tuple[Line, ...]] = (
    (
        "Seen effect",
        (
            "The outcome at the 90th minus at the 10th percentile of this person's own predicted "
            "exposure. It is not use vs no use."
        ),
    ),
    (
        "Intervals",
        (
            "95 % CrI: credible, given model and priors. 95 % CI: by inversion of the "
            "randomisation test. Behind a concentration or content: 5th to 95th percentile."
        ),
    ),
    ("Learned", "1 − posterior SD / prior SD. Below 0.3 no estimate is reported."),
    ("Declared", "The 95 % CrI excludes 0, grade A to C, learned at least 0.3."),
    ("Grades", "A randomised, B adjusted for indication, C observed only, D not estimable."),
    (
        "P(better), P(worse)",
        "Posterior probability of a difference of at least the smallest important change.",
    ),
    ("log BF", "Natural logarithm of the Bayes factor for doses that follow the symptom."),
    (
        "Exposure",
        (
            "Percentiles over simulated people: a population prediction, not a measurement. Cmax, "
            "Cmin and Cavg are the highest, lowest and mean concentration of a day."
        ),
    ),
    (
        "Middle day",
        (
            "Of use: the recorded day with the middle amount of all days with a dose. Its content "
            "is uncertain by what the product may hold."
        ),
    ),
    (
        "Findings",
        (
            "Severity S1 to S4, 4 the highest; P protects or treats. Evidence L1 controlled study, "
            "L2 observed in people, L3 case reports, L4 laboratory, L5 class data. A low level "
            "never lowers a severity."
        ),
    ),
    ("Review", "Published: as in the source. Expert proposal: needs sign-off. Unverified."),
)
