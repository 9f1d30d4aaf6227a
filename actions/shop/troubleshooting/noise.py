"""The PC is too loud, or sounds wrong."""

from __future__ import annotations

from actions.shop.troubleshooting.symptom import Asked, Cause, Choice, Step, Symptom

NOISE = Symptom(
    complaint="says that the PC makes a noise",
    causes=(
        Cause(name="loose_cable", prior=2, said="a loose cable touches a fan"),
        Cause(name="worn_fan", prior=1.5, said="the bearing of a fan is worn out", part="fan"),
        Cause(name="dust", prior=2, said="the fans have to work too hard because of dust"),
        Cause(name="fan_curve", prior=1.5, said="the fans are set to turn faster than they need"),
        Cause(
            name="coil_whine",
            prior=1.5,
            said="you hear the coils of the graphics card or power supply, which is annoying but "
            "does no harm",
        ),
        Cause(name="pump_air", prior=0.8, said="there is air in the pump of the liquid cooler"),
        Cause(
            name="dying_drive",
            prior=0.8,
            said="the hard drive is failing",
            part="hard drive",
        ),
    ),
    questions=(
        Asked(
            name="sound",
            text="What does it sound like?",
            again="Is it more of a rattle, a clicking, a high whine, a gurgle, or just loud air?",
            answers=(
                Choice(
                    name="rattle",
                    title="Rattling or grinding",
                    words=r"rattl|grind|scrap|buzz|vibrat|tick(s|ing)? (against|on)|hitting|brr|"
                    r"knatter",
                    because="a rattle comes from something that turns",
                    usual=0.1,
                    given={"loose_cable": 8, "worn_fan": 8},
                ),
                Choice(
                    name="whine",
                    title="A high whine",
                    words=r"whin(e|es|ing)|squeal|high[- ]pitch|chirp|squeak|electric|\bcoil",
                    because="a high whine is electric rather than mechanical",
                    usual=0.15,
                    given={"coil_whine": 10, "worn_fan": 1},
                ),
                Choice(
                    name="loud",
                    title="Loud air",
                    words=r"loud (air|fans?)|roar|jet|vacuum|hair ?dryer|airplane|aeroplane|whoosh|"
                    r"fans? (\w+ ){0,3}(full|max|loud|crazy|fast)",
                    because="what you hear is air, so the fans turn fast",
                    usual=0.3,
                    given={"dust": 10, "fan_curve": 10},
                ),
                Choice(
                    name="click",
                    title="Clicking",
                    words=r"click|clack|knock",
                    because="clicking is how a hard drive calls for help",
                    usual=0.1,
                    given={"dying_drive": 10, "loose_cable": 1.5},
                ),
                Choice(
                    name="gurgle",
                    title="Gurgling",
                    words=r"gurgl|bubbl|water|dripp|slosh|trickl",
                    because="gurgling is air in a liquid",
                    usual=0.05,
                    given={"pump_air": 10},
                ),
            ),
        ),
        Asked(
            name="when",
            text="When do you hear it: all the time, only in games or heavy work, or mostly right "
            "after switching on?",
            again="Does it change with what the PC has to do?",
            answers=(
                Choice(
                    name="load",
                    title="In games or heavy work",
                    words=r"gam(e|es|ing)\b|render|under load|heavy|stress|benchmark|playing",
                    because="it comes with load",
                    bare="affirm",
                    usual=0.6,
                    given={"coil_whine": 5, "dust": 4, "fan_curve": 1.5},
                ),
                Choice(
                    name="always",
                    title="All the time",
                    words=r"all the time|always|constant|non ?stop|even (when )?idle|idle|"
                    r"permanent|never stops",
                    because="it is there all the time, with or without load",
                    bare="deny",
                    usual=1,
                    given={"loose_cable": 3, "worn_fan": 3, "fan_curve": 3, "coil_whine": 0.4},
                ),
                Choice(
                    name="start",
                    title="Right after switching on",
                    words=r"(after|when|at|on) (\w+ )?(switching|turning|start|boot|power)\w*|cold|"
                    r"first (few )?minutes",
                    because="it comes while things are still cold",
                    usual=0.4,
                    given={"worn_fan": 2.5, "pump_air": 2.5},
                ),
            ),
        ),
        Asked(
            name="touch",
            text="With the PC open: does the noise stop when you hold a fan's hub still for a "
            "moment, with a finger in its middle?",
            again="If you stop the fans one after the other at their hub, does one of them end the "
            "noise?",
            answers=(
                Choice(
                    name="yes",
                    title="Yes, with one fan",
                    words=r"(stops|gone|goes away|quiet) (when|if)|one (of the )?fans?",
                    because="the noise stops with one fan",
                    bare="affirm",
                    usual=0.4,
                    given={"worn_fan": 6, "loose_cable": 5},
                ),
                Choice(
                    name="no",
                    title="No, it stays",
                    words=r"(stays|remains|still there)|not the fans?|isn'?t (the |a )?fan",
                    because="it isn't one of the fans",
                    bare="deny",
                    usual=1.5,
                    given={"worn_fan": 0.3, "loose_cable": 0.5, "coil_whine": 4, "dying_drive": 4},
                ),
            ),
        ),
    ),
    steps=(
        Step(
            name="tie_cables",
            title="Cables tied away from the fans",
            text="switch off and pull the power cable. Turn each fan by hand, pull away any cable "
            "that comes near the blades, and tie it back. Tighten the fans' screws too.",
            fixes={"loose_cable": 0.9, "worn_fan": 0.1},
        ),
        Step(
            name="clean_dust",
            title="Dust removed",
            text="switch off and pull the power cable. Hold each fan still with a finger, and "
            "brush or blow the dust out of the filters, the fans and the coolers.",
            fixes={"dust": 0.85, "worn_fan": 0.1},
        ),
        Step(
            name="slow_fans",
            title="Fan profile set to silent",
            text="restart and press Del or F2 for the BIOS. Under Fan Control (or Q-Fan, Smart "
            "Fan) choose “Silent” for all fans, and save with F10.",
            fixes={"fan_curve": 0.9, "dust": 0.2},
        ),
        Step(
            name="cap_frames",
            title="Frame rate limited",
            text="limit the frame rate to what your monitor shows, for example 60 or 144, in the "
            "graphics driver's settings or in the game (V-Sync). The coils get much quieter with "
            "it.",
            fixes={"coil_whine": 0.7},
        ),
        Step(
            name="tilt_case",
            title="Case tilted to move the air",
            text="while the PC runs, tilt the case slowly to each side for a few seconds, so that "
            "the air in the cooler rises from the pump to the radiator.",
            fixes={"pump_air": 0.8},
        ),
    ),
)
