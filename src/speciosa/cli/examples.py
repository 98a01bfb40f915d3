"""Lines to try, shown below the help of each command; a test runs every one of them."""

from typing import Final

EXAMPLES: Final[dict[str, tuple[str, ...]]] = {
    "demo": (
        "speciosa demo",
        "speciosa demo -o elsewhere",
    ),
    "report": (
        "speciosa report alex",
        "speciosa report alex -o out --format html,pdf,json",
        "speciosa report alex --for professional --at 2026-03-20",
        "speciosa report alex --compare 28d --account person",
    ),
    "show": (
        "speciosa show out/report.json",
        "speciosa show out/report.json --for professional --format pdf -o out",
    ),
    "check": (
        "speciosa check alex",
        "speciosa check alex --format json",
    ),
    "exposure": (
        "speciosa exposure alex",
        "speciosa exposure alex -o out",
        "speciosa exposure --form leaf --amount 3g --times 08:00,14:00,20:00",
    ),
    "compare": (
        "speciosa compare alex pain --products leaf7,leaf8",
        "speciosa compare alex focus --products leaf7,leaf8 --json",
    ),
    "design": (
        "speciosa design alex --outcome pain -o plan",
        "speciosa design alex --next -o plan",
    ),
    "interactions": (
        "speciosa interactions tramadol",
        'speciosa interactions --form leaf --medicine "Elvanse 50"',
        'speciosa interactions sertraline --condition "long qt"',
    ),
    "cases": (
        "speciosa cases alex",
        "speciosa cases alex --csv",
    ),
    "acknowledge": (
        "speciosa acknowledge alex",
        "speciosa acknowledge alex M-gap --account doctor",
        "speciosa acknowledge alex M-gap --account doctor --undo",
    ),
    "instruments": (
        "speciosa instruments",
        "speciosa instruments phq9",
    ),
    "evidence": (
        "speciosa evidence fibromyalgia",
        "speciosa evidence withdrawal --kind study",
    ),
    "appraise": (
        "speciosa appraise article.md",
        "speciosa appraise article.md --json",
    ),
    "new": (
        "speciosa new sam",
        "speciosa new kim --born 1984 --country DE --timezone Europe/Berlin",
        'speciosa new robin --aims "pain, focus"',
    ),
    "convert": (
        "speciosa convert export.csv -o alex --preview",
        "speciosa convert export.csv -o alex",
        'speciosa convert export.csv -o alex --product "Red Bali=leaf8"',
        "speciosa convert alex -o alex.zip",
    ),
    "log": (
        "speciosa log alex leaf8 3g",
        "speciosa log alex wish leaf8 pain 7",
        "speciosa log alex rating pain 6 focus 4 at 14:05",
        "speciosa log alex event nausea 2 yesterday 22:00",
        "speciosa log alex reading bp 128/82 -2h",
        "speciosa log alex medicine sertraline 50mg started",
        'speciosa log alex note "slept badly"',
    ),
    "undo": (
        "speciosa undo alex",
        "speciosa undo alex --id sim-01116",
    ),
    "today": (
        "speciosa today alex",
        "speciosa today alex --at 2026-03-20",
    ),
}


def epilog(command: str) -> str:
    """The examples of one command as its help shows them, each on its own line."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in EXAMPLES[command])
