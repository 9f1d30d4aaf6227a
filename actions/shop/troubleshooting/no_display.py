"""The PC runs, but there is no picture."""

from __future__ import annotations

from actions.shop.troubleshooting.symptom import Asked, Cause, Choice, Step, Symptom

NO_DISPLAY = Symptom(
    complaint="says that there is no picture",
    causes=(
        Cause(
            name="board_port",
            prior=2,
            said="the monitor cable is plugged into the mainboard instead of the graphics card",
        ),
        Cause(
            name="monitor_cable",
            prior=2,
            said="the monitor listens on another input, or its cable has no proper contact",
        ),
        Cause(name="memory_seat", prior=2.5, said="the memory isn't all the way in its slots"),
        Cause(
            name="card_seat",
            prior=1.5,
            said="the graphics card isn't all the way in its slot or lacks its power cable",
        ),
        Cause(
            name="bios",
            prior=1,
            said="the mainboard's BIOS is too old for the processor or is set wrongly",
        ),
        Cause(
            name="dead_card",
            prior=1.5,
            said="the graphics card has failed",
            part="graphics card",
        ),
        Cause(
            name="weak_supply",
            prior=0.5,
            said="the power supply doesn't deliver enough",
            part="power supply",
        ),
        Cause(name="dead_monitor", prior=0.8, said="the monitor has failed", part="monitor"),
    ),
    questions=(
        Asked(
            name="monitor",
            text="What does the monitor itself show?",
            again="If you switch the monitor off and on: does it write “No signal”, or does not "
            "even its light come on?",
            answers=(
                Choice(
                    name="dark",
                    title="Not even its light is on",
                    words=r"(monitor|screen|display) (\w+ )?(has no power|won'?t turn on|is dead|"
                    r"doesn'?t turn on)|no (light|led) on the (monitor|screen)",
                    because="not even the monitor's own light comes on",
                    usual=0.3,
                    given={"dead_monitor": 12},
                ),
                Choice(
                    name="signal",
                    title="“No signal”",
                    words=r"no (signal|input)|(signal|input) (lost|not found)|check (the )?(signal|"
                    r"cable)|(standby|power saving)",
                    because="the monitor works, it just gets no signal",
                    usual=4,
                    given={"dead_monitor": 0.4},
                ),
                Choice(
                    name="black",
                    title="Lit, but black",
                    words=r"backlight|(glow|lit)\w* (but )?black",
                    usual=1,
                    given={"monitor_cable": 1.5, "dead_monitor": 3},
                ),
            ),
        ),
        Asked(
            name="fans",
            text="When you switch the PC on, do its fans spin?",
            again="Do you hear or see the PC running, fans or lights?",
            answers=(
                Choice(
                    name="yes",
                    title="Yes",
                    words=r"fans? ((?!not\b|never\b)\w+ ){0,2}(spin|run|turn|go)|(pc|computer|"
                    r"tower|everything|it|lights?|rgb) ((?!not\b|never\b)\w+ ){0,2}(runs?|running|"
                    r"starts|boots|on|spins?|spinning|lights? up|powers? (on|up)|turns? on|"
                    r"comes? on)\b",
                    because="the fans spin, so power is there",
                    bare="affirm",
                    usual=20,
                    given={"weak_supply": 1},
                ),
                Choice(
                    name="no",
                    title="No",
                    words=r"(fans?|it) (do|does) ?n[o']?t (spin|run|start)",
                    bare="deny",
                    usual=1,
                ),
            ),
        ),
        Asked(
            name="port",
            text="Where is the monitor cable plugged in at the PC: low at the graphics card, or "
            "higher up beside the USB ports?",
            again="At the back of the PC, is the monitor plugged in next to the USB and network "
            "sockets, or further down in a slot of its own?",
            answers=(
                Choice(
                    name="board",
                    title="Up beside the USB ports",
                    words=r"(in(to)?|to|on|at|from) (the |my )?(mainboard|motherboard|mobo)|"
                    r"(beside|next to|by|near) (the |all the )?usb|\b(higher|top|upper|up)\b",
                    because="the cable sits beside the USB ports, where a PC with a graphics card "
                    "gives no picture",
                    usual=0.3,
                    given={"board_port": 30},
                ),
                Choice(
                    name="card",
                    title="Low at the graphics card",
                    words=r"(in(to)?|to|on|at|from) (the |my )?(graphics ?card|gpu|video card|"
                    r"card)|\b(lower|low|below|bottom|further down)\b",
                    because="the cable is at the graphics card, where it belongs",
                    usual=3,
                    given={"board_port": 0.05},
                ),
            ),
        ),
        Asked(
            name="history",
            text="Did you have a picture on this PC before, or was it just built or changed?",
            again="Has this PC ever shown a picture with these parts in it?",
            answers=(
                Choice(
                    name="built",
                    title="Just built or changed",
                    words=r"(just|newly|freshly|recently|only) (\w+ )?(built|put|assembled|"
                    r"installed|swapped|changed|upgraded)|new (build|pc|computer|rig|cpu|processor|"
                    r"card|gpu|graphics card|ram|memory)|first (start|time|boot)|"
                    r"never (\w+ )?(worked|picture)|after (I )?(install|chang|swap|build|upgrad|"
                    r"put)\w*|(built|assembled) (it|my|a|the)\b",
                    because="it was only just put together or changed",
                    usual=1,
                    given={"board_port": 3, "memory_seat": 4, "card_seat": 4, "bios": 5},
                ),
                Choice(
                    name="ran",
                    title="It worked before",
                    words=r"(worked|ran|was (fine|working|running)|used to work) ?(\w+ )?(before|"
                    r"fine|yesterday|until|last|for|$)|until (yesterday|today|now|last)|suddenly|"
                    r"mid game|while (gaming|playing)",
                    because="it had a picture before, and nothing was changed",
                    usual=1,
                    given={"dead_card": 4, "monitor_cable": 3, "dead_monitor": 3},
                ),
            ),
        ),
        Asked(
            name="beeps",
            text="Does a small light on the mainboard marked DRAM, VGA, CPU or BOOT stay on, or do "
            "you hear beeps?",
            again="Look at the mainboard's edge after switching on: which of its small lights "
            "stays on?",
            answers=(
                Choice(
                    name="dram",
                    title="DRAM",
                    words=r"\bdram\b|(memory|ram) (light|led)|long beeps",
                    because="the mainboard itself reports the memory",
                    usual=0.3,
                    given={"memory_seat": 6, "bios": 1.2},
                ),
                Choice(
                    name="vga",
                    title="VGA",
                    words=r"\bvga (light|led)|\bvga\b.*\b(light|led|on)\b|(gpu|graphics) (light|"
                    r"led)",
                    because="the mainboard itself reports the graphics card",
                    usual=0.3,
                    given={"card_seat": 5, "dead_card": 4},
                ),
                Choice(
                    name="cpu",
                    title="CPU or BOOT",
                    words=r"\b(cpu|boot)\b.*\b(light|led|on)\b",
                    because="the mainboard stops at the processor",
                    usual=0.3,
                    given={"bios": 4},
                ),
                Choice(
                    name="none",
                    title="None of these",
                    words=r"no (beeps?|light|led)|none",
                    bare="deny",
                    usual=2,
                    given={
                        "memory_seat": 1.2,
                        "monitor_cable": 4,
                        "dead_monitor": 4,
                        "board_port": 4,
                    },
                ),
            ),
        ),
    ),
    steps=(
        Step(
            name="move_cable",
            title="Monitor cable at the graphics card",
            text="pull the monitor cable out at the PC and plug it in further down, into one of "
            "the sockets of the graphics card. Then restart the PC.",
            fixes={"board_port": 0.95},
        ),
        Step(
            name="check_input",
            title="Monitor's input and cable",
            text="push the cable firmly in at both ends, then press the monitor's input button "
            "until it names the socket that you use (HDMI or DP). If you have a second cable, try "
            "that.",
            fixes={"monitor_cable": 0.8, "board_port": 0.05},
        ),
        Step(
            name="reseat_memory",
            title="Memory taken out and put back, one module only",
            text="switch off and pull the power cable. Take all memory modules out, and push just "
            "one into the second slot from the processor until both ends click. Then start it; the "
            "first start may take a few minutes.",
            fixes={"memory_seat": 0.8},
        ),
        Step(
            name="reseat_card",
            title="Graphics card taken out and put back, power cable checked",
            text="switch off and pull the power cable. Take the graphics card out, push it back "
            "until the slot clicks, and plug its own power cables firmly in. Then start it.",
            fixes={"card_seat": 0.85, "dead_card": 0.03},
        ),
        Step(
            name="reset_bios",
            title="BIOS reset",
            text="switch off, pull the power cable, and take the round battery out of the "
            "mainboard for five minutes. Put it back and start; give it a few minutes.",
            fixes={"bios": 0.4, "memory_seat": 0.05},
        ),
    ),
)
