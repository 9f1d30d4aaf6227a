"""Something in the PC gets too hot."""

from __future__ import annotations

from actions.shop.troubleshooting.symptom import Asked, Cause, Choice, Step, Symptom

OVERHEATING = Symptom(
    complaint="says that the PC gets too hot",
    causes=(
        Cause(name="dust", prior=3, said="dust keeps the air from getting through"),
        Cause(
            name="cooler_seat",
            prior=1.5,
            said="the cooler doesn't sit flat on the processor, or its protective film is still on",
        ),
        Cause(name="dry_paste", prior=1.5, said="the thermal paste has dried out"),
        Cause(name="fan_plug", prior=1, said="the cooler's fan or pump isn't plugged in"),
        Cause(name="worn_fan", prior=1, said="the cooler's fan or pump has failed", part="cooler"),
        Cause(name="airflow", prior=1.5, said="the case gets too little fresh air"),
        Cause(
            name="card_cooling",
            prior=0.6,
            said="the cooling of the graphics card has failed",
            part="graphics card",
        ),
    ),
    questions=(
        Asked(
            name="hot_part",
            text="Which part gets hot, as far as you can tell?",
            again="Is it the processor or the graphics card whose temperature goes up?",
            answers=(
                Choice(
                    name="processor",
                    title="The processor",
                    words=r"\b(cpu|processor)\b",
                    because="it is the processor that gets hot",
                    usual=1,
                    given={
                        "cooler_seat": 12,
                        "dry_paste": 8,
                        "fan_plug": 8,
                        "worn_fan": 8,
                        "card_cooling": 0.02,
                    },
                ),
                Choice(
                    name="card",
                    title="The graphics card",
                    words=r"\b(gpu|graphics? ?card|video card|card)\b",
                    because="it is the graphics card that gets hot",
                    usual=0.4,
                    given={"dust": 1, "airflow": 1.5, "card_cooling": 15},
                ),
                Choice(
                    name="all",
                    title="Everything",
                    words=r"everything|whole (pc|computer|case|thing)|all of it|\bcase\b|\broom\b",
                    because="everything in there gets hot, not one part",
                    usual=0.5,
                    given={"dust": 2, "airflow": 4, "card_cooling": 0.1},
                ),
            ),
        ),
        Asked(
            name="fan",
            text="When it is hot, does the fan on the processor's cooler spin, or do you hear the "
            "pump?",
            again="Look through the side: does the big cooler's fan turn at all?",
            answers=(
                Choice(
                    name="no",
                    title="No, it stands still",
                    words=r"(fan|pump) (\w+ )?(is )?(not|n't|isn'?t|doesn'?t|never|stopped|"
                    r"stands still|dead)|no fan (spin|turn)|not spinning|stands still",
                    because="the cooler's fan stands still",
                    bare="deny",
                    usual=0.2,
                    given={"fan_plug": 10, "worn_fan": 10},
                ),
                Choice(
                    name="yes",
                    title="Yes, it spins",
                    words=r"fans? ((?!not\b|never\b)\w+ ){0,3}(spin|run|turn|go|loud|full|max|roar|"
                    r"scream)|full speed",
                    because="the cooler's fan does spin",
                    bare="affirm",
                    usual=4,
                    given={"fan_plug": 0.2, "worn_fan": 0.4},
                ),
            ),
        ),
        Asked(
            name="since",
            text="Since when: from the first day, more and more over time, or from one day to the "
            "next?",
            again="Did it ever stay cool, and if so, did that change slowly or all at once?",
            answers=(
                Choice(
                    name="first",
                    title="From the first day",
                    words=r"first day|from the (start|beginning)|always (has|been|did)|since (I|"
                    r"we) (built|bought|got)|new (build|pc|cooler|cpu|processor)|just (built|"
                    r"installed|swapped|changed)",
                    because="it was like that from the first day",
                    usual=0.5,
                    given={"cooler_seat": 8, "fan_plug": 6, "airflow": 4},
                ),
                Choice(
                    name="slowly",
                    title="More and more",
                    words=r"more and more|slowly|gradual|over (time|the (last|past) )|(getting|"
                    r"gets|got) worse|(for|since) (\w+ )?(weeks|months)|lately",
                    because="it came slowly, over time",
                    usual=0.5,
                    given={"dust": 6, "dry_paste": 5},
                ),
                Choice(
                    name="sudden",
                    title="From one day to the next",
                    words=r"one day|sudden|all at once|since (yesterday|today|this morning|monday|"
                    r"tuesday|wednesday|thursday|friday|saturday|sunday)|out of nowhere",
                    because="it came from one day to the next",
                    usual=0.5,
                    given={"worn_fan": 6, "card_cooling": 4, "fan_plug": 1},
                ),
            ),
        ),
    ),
    steps=(
        Step(
            name="clean_dust",
            title="Dust removed",
            text="switch off and pull the power cable. Hold each fan still with a finger, and "
            "brush or blow the dust out of the filters, the fans and the cooler's fins. Then run "
            "it for ten minutes.",
            fixes={"dust": 0.85, "airflow": 0.1, "card_cooling": 0.1},
        ),
        Step(
            name="remount_cooler",
            title="Cooler remounted with fresh paste",
            text="switch off and pull the power cable. Take the cooler off, check that no film is "
            "left on it, wipe both sides clean, put a pea of fresh thermal paste in the middle, "
            "and tighten the screws crosswise, a few turns each.",
            fixes={"cooler_seat": 0.85, "dry_paste": 0.9},
        ),
        Step(
            name="plug_fan",
            title="Plug of the cooler's fan",
            text="switch off and pull the power cable. Follow the cable of the cooler's fan or "
            "pump, and push its plug onto the pins marked CPU_FAN. Then start it and see whether "
            "it turns.",
            fixes={"fan_plug": 0.9},
        ),
        Step(
            name="more_air",
            title="Room for air, side panel off",
            text="move the PC so that a hand's width is free behind and in front of it, take the "
            "side panel off for a test, and run it for ten minutes.",
            fixes={"airflow": 0.8, "dust": 0.1},
        ),
    ),
)
