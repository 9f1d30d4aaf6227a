"""The PC does not turn on."""

from __future__ import annotations

from actions.shop.troubleshooting.symptom import Asked, Cause, Choice, Step, Symptom

NO_POWER = Symptom(
    complaint="says that the PC does not turn on",
    causes=(
        Cause(name="no_current", prior=2, said="no current reaches the PC"),
        Cause(
            name="front_panel",
            prior=1.5,
            said="the case's power button isn't connected to the mainboard properly",
        ),
        Cause(
            name="board_power",
            prior=2,
            said="one of the two power plugs on the mainboard isn't all the way in",
        ),
        Cause(name="short", prior=1, said="something causes a short circuit on the mainboard"),
        Cause(
            name="dead_supply",
            prior=3,
            said="the power supply itself has failed",
            part="power supply",
        ),
        Cause(name="dead_board", prior=1, said="the mainboard has failed", part="mainboard"),
    ),
    questions=(
        Asked(
            name="press",
            text="What happens when you press the power button?",
            again="When you press the button, do the fans or any lights react, even for a moment?",
            answers=(
                Choice(
                    name="twitch",
                    title="It twitches, then stops",
                    words=r"twitch|for (a|half a|one) (split )?second|(then|and) (\w+ ){0,3}(off|"
                    r"dies|stops|shuts)|jerk|briefly|on and off|clicks? (and|then)",
                    because="it tries to start and stops at once",
                    usual=1,
                    given={"short": 6, "dead_supply": 3, "board_power": 2}
                    | dict.fromkeys(("no_current", "front_panel"), 0.1),
                ),
                Choice(
                    name="runs",
                    title="Fans run, no start",
                    words=r"fans? ((?!not\b|never\b)\w+ ){0,2}(spin|run|turn|go)|"
                    r"lights? ((?!not\b|never\b)\w+ ){0,2}(come|go|turn)\w* on",
                    because="the fans run, so there is power, only not everywhere",
                    usual=0.6,
                    given={"board_power": 4, "dead_board": 3, "no_current": 0.05},
                ),
                Choice(
                    name="nothing",
                    title="Nothing at all",
                    words=r"nothing|no (reaction|response|sign|light|lights|sound|life)|dead|"
                    r"silent|not? a(ny)? (sound|light)|not? (\w+ )?fans?|"
                    r"((don|doesn|won|isn)'?t|do not|does not) (\w+ )?(spin|react)",
                    because="nothing reacts to the button",
                    usual=1,
                    given={"no_current": 15, "front_panel": 15, "dead_supply": 5},
                ),
            ),
        ),
        Asked(
            name="board_light",
            text="Is any light on the mainboard or at the network socket on while it's plugged in?",
            again="With the PC plugged in but off: does even one small light glow inside or at the "
            "back?",
            answers=(
                Choice(
                    name="no",
                    title="No light",
                    words=r"no (\w+ )?(light|led|glow)|nothing (glows|lights|is lit)|all dark",
                    because="not even a standby light is on",
                    bare="deny",
                    usual=1,
                    given={"no_current": 15, "dead_supply": 6},
                ),
                Choice(
                    name="yes",
                    title="Yes, a light is on",
                    words=r"(light|led) (\w+ ){0,4}(is )?(on|lit|glow|shin|blink)\w*|board is lit",
                    because="the standby light is on, so current gets as far as the mainboard",
                    bare="affirm",
                    usual=1.5,
                    given={"front_panel": 8, "no_current": 0.1, "dead_supply": 0.6},
                ),
            ),
        ),
        Asked(
            name="history",
            text="Did this PC run before, or was it just built or changed inside?",
            again="Has it ever started as it is now, or did you put something in or move it "
            "lately?",
            answers=(
                Choice(
                    name="built",
                    title="Just built or changed",
                    words=r"(just|newly|freshly|recently|only) (\w+ )?(built|put|assembled|"
                    r"installed|swapped|changed|upgraded)|new (build|pc|computer|rig)|first (start|"
                    r"time|boot)|never (worked|ran|started|turned)|after (I )?(install|chang|swap|"
                    r"build|upgrad)\w*",
                    because="it was only just put together",
                    usual=0.7,
                    given={"front_panel": 5, "board_power": 5, "short": 4},
                ),
                Choice(
                    name="ran",
                    title="It ran before",
                    words=r"(ran|worked|was (fine|working|running)|used to work) ?(\w+ )?(before|"
                    r"fine|yesterday|until|last|for (years|months|weeks)|$)|until (yesterday|today|"
                    r"now|last)|from one day|suddenly|yesterday it",
                    because="it ran before, and nothing was changed",
                    usual=1,
                    given={"dead_supply": 3, "no_current": 2, "dead_board": 2},
                ),
            ),
        ),
        Asked(
            name="accident",
            text="Was there a bang, a burnt smell, or a thunderstorm or power cut before it?",
            again="Just before it stopped, did anything pop, smell burnt, or did the power go?",
            answers=(
                Choice(
                    name="yes",
                    title="Yes, something like that",
                    words=r"\bbang\b|\bpop(ped)?\b|burn(t|ed|ing)|smok|smell|storm|lightning|"
                    r"power (cut|outage|surge)|spark",
                    because="what happened just before is hard on a power supply",
                    bare="affirm",
                    usual=0.3,
                    given={"dead_supply": 5, "dead_board": 2, "short": 1},
                ),
                Choice(
                    name="no",
                    title="No, nothing",
                    words=r"no (\w+ )?(bang|smell|storm|smoke)",
                    bare="deny",
                    usual=3,
                ),
            ),
        ),
    ),
    steps=(
        Step(
            name="try_socket",
            title="Other socket and cable, switch at the back",
            text="plug the PC straight into a wall socket that works with a lamp, without a power "
            "strip, push the cable firmly into the PC, and set the small switch at the back to "
            "“I”. Then press the power button.",
            fixes={"no_current": 0.9},
        ),
        Step(
            name="try_button_plug",
            title="Plug of the power button",
            text="pull the power cable out and open the case. The thin plug marked POWER SW "
            "belongs on two pins marked PWR_SW or PWRBTN, mostly at the mainboard's lower right "
            "corner. Push it on firmly, plug in again, and press the button.",
            fixes={"front_panel": 0.85},
        ),
        Step(
            name="try_board_plugs",
            title="Power plugs of the mainboard",
            text="pull the power cable out and open the case. Push in the wide 24-pin plug at the "
            "mainboard's edge and the 8-pin plug beside the processor until each clicks. Then plug "
            "in again and start it.",
            fixes={"board_power": 0.85},
        ),
        Step(
            name="try_bare_minimum",
            title="Start with the bare minimum",
            text="pull the power cable out. Take off all USB devices, drives and the graphics "
            "card, and look for a loose screw on or behind the mainboard. Then start it with the "
            "processor and one memory module only.",
            fixes={"short": 0.6},
        ),
    ),
)
