"""The PC is slow."""

from __future__ import annotations

from actions.shop.troubleshooting.symptom import Asked, Cause, Choice, Step, Symptom

SLOW = Symptom(
    complaint="says that the PC is slow",
    causes=(
        Cause(name="startup_load", prior=3, said="too many programs start and run along"),
        Cause(name="full_drive", prior=2, said="the drive with Windows is nearly full"),
        Cause(name="dying_drive", prior=1.2, said="the drive with Windows is failing", part="ssd"),
        Cause(name="dust", prior=1.5, said="it gets too hot and slows itself down"),
        Cause(name="little_memory", prior=1.2, said="it runs out of memory"),
        Cause(name="memory_profile", prior=1, said="the memory runs below its speed"),
        Cause(
            name="board_port",
            prior=1,
            said="the monitor hangs on the mainboard, so the graphics card has nothing to do",
        ),
        Cause(name="driver", prior=1, said="the graphics driver is old or at odds"),
    ),
    questions=(
        Asked(
            name="when",
            text="When is it slow?",
            again="Is it slow at everything, only in games, only after a while, or when it starts?",
            answers=(
                Choice(
                    name="games",
                    title="In games",
                    words=r"\bgam(e|es|ing)\b|\bfps\b|frame ?rate|frames|stutter",
                    because="it is games that are slow",
                    usual=0.3,
                    given={"board_port": 12, "driver": 10, "dust": 3, "memory_profile": 4},
                ),
                Choice(
                    name="start",
                    title="When it starts",
                    words=r"(to|takes (\w+ )?to|when|while|on|at|during) (boot|start|log)\w*|"
                    r"boot(s|ing)? (\w+ )?(slow|long|time|minutes)|start(ing)? ?up|startup",
                    because="it is the start that takes long",
                    usual=0.4,
                    given={"startup_load": 6, "dying_drive": 4, "full_drive": 2},
                ),
                Choice(
                    name="later",
                    title="After a while",
                    words=r"after (a|some|an|half|ten|\d+)\b|longer it runs|many (tabs|programs)|"
                    r"(lots|a lot) of (tabs|programs)|gets slower (and|when)",
                    because="it gets slow only after a while",
                    usual=0.3,
                    given={"dust": 6, "little_memory": 6},
                ),
                Choice(
                    name="always",
                    title="Always, at everything",
                    words=r"always|everything|all the time|whatever I do|constantly|any program|"
                    r"even (opening|typing|the (desktop|browser))",
                    because="it is slow at everything",
                    usual=1,
                    given={"full_drive": 3, "dying_drive": 4, "startup_load": 3, "board_port": 0.1},
                ),
            ),
        ),
        Asked(
            name="since",
            text="Did it come slowly over time, all at once, or was it like that from the first "
            "day?",
            again="Was it ever fast, and if so, when did that end?",
            answers=(
                Choice(
                    name="first",
                    title="From the first day",
                    words=r"first day|from the (start|beginning)|never (been )?fast|always (has|"
                    r"been|was)|new (pc|build|computer)|just (built|bought)|brand[- ]new",
                    because="it was like that from the first day",
                    usual=0.4,
                    given={"board_port": 6, "memory_profile": 6},
                ),
                Choice(
                    name="sudden",
                    title="All at once",
                    words=r"one day|sudden|all at once|since (yesterday|today|last|monday|tuesday|"
                    r"the update|an update)|after (the|an|a|windows) (\w+ )?update|out of nowhere",
                    because="it came all at once",
                    usual=0.6,
                    given={"dying_drive": 5, "driver": 5},
                ),
                Choice(
                    name="slowly",
                    title="Slowly, over time",
                    words=r"slower and slower|more and more|gradual|over (time|the )|(getting|gets|"
                    r"got) (worse|slower)|months|years|lately",
                    because="it came slowly, over time",
                    usual=0.5,
                    given={"startup_load": 4, "full_drive": 4, "dust": 4},
                ),
            ),
        ),
        Asked(
            name="space",
            text="How full is drive C: in the Explorer? Red means nearly full.",
            again="In the Explorer under “This PC”: is the bar of drive C: red or blue?",
            answers=(
                Choice(
                    name="full",
                    title="Red, nearly full",
                    words=r"\bred\b|(nearly|almost|completely|is|drive|disk|ssd) full|no space|"
                    r"(few|\d) ?(gb|mb) (left|free)|9\d ?%",
                    because="drive C: is nearly full",
                    usual=0.15,
                    given={"full_drive": 12},
                ),
                Choice(
                    name="free",
                    title="Blue, enough room",
                    words=r"\bblue\b|(half|not) (empty|full)|(enough|plenty|lots of|much) (space|"
                    r"room)",
                    because="drive C: has room left",
                    usual=3,
                    given={"full_drive": 0.1},
                ),
            ),
        ),
        Asked(
            name="disk_sounds",
            text="Do files open with errors or only after long waits, or did Windows warn about a "
            "disk?",
            again="Have you seen messages about the disk, or files that can't be read?",
            answers=(
                Choice(
                    name="yes",
                    title="Yes",
                    words=r"(disk|drive|smart) (error|warning|fail)|can'?t (be )?(read|open)|"
                    r"(warn(s|ed|ing)?|complain(s|ed)?|message) (\w+ ){0,2}(disk|drive)|corrupt|"
                    r"with errors|100 ?% (disk|drive)|(disk|drive) (at|usage) 100",
                    because="the disk itself reports trouble",
                    bare="affirm",
                    usual=0.2,
                    given={"dying_drive": 6},
                ),
                Choice(
                    name="no",
                    title="No",
                    words=r"no (errors?|warnings?|messages?)",
                    bare="deny",
                    usual=2,
                    given={"dying_drive": 0.6},
                ),
            ),
        ),
    ),
    steps=(
        Step(
            name="tidy_startup",
            title="Programs at startup switched off",
            text="press Ctrl+Shift+Esc, open “Startup apps”, and disable everything that you don't "
            "need at once. Then restart and see how it feels.",
            fixes={"startup_load": 0.8, "little_memory": 0.3},
        ),
        Step(
            name="free_space",
            title="Room made on the drive",
            text="open Settings, System, Storage, and let “Cleanup recommendations” remove "
            "temporary files and the recycle bin, until a fifth of drive C: is free. Then restart.",
            fixes={"full_drive": 0.85},
        ),
        Step(
            name="check_drive",
            title="Drive checked by Windows",
            text="save your important files elsewhere first. Then type cmd into the Start menu, "
            "choose “Run as administrator”, enter chkdsk C: /f, answer with Y, and restart.",
            fixes={"dying_drive": 0.3},
        ),
        Step(
            name="clean_dust",
            title="Dust removed",
            text="switch off and pull the power cable. Brush or blow the dust out of filters, fans "
            "and coolers, give the case room for air, and try again what was slow.",
            fixes={"dust": 0.8},
        ),
        Step(
            name="move_cable",
            title="Monitor cable at the graphics card",
            text="look at the back of the PC: the monitor cable belongs further down, into the "
            "graphics card, not beside the USB ports. Move it there and restart.",
            fixes={"board_port": 0.95},
        ),
        Step(
            name="profile_on",
            title="Memory profile switched on",
            text="restart and press Del or F2 for the BIOS. Set XMP (or EXPO, or DOCP) to “Profile "
            "1”, and save with F10.",
            fixes={"memory_profile": 0.9},
        ),
        Step(
            name="clean_driver",
            title="Graphics driver installed afresh",
            text="download the newest driver from the maker of your graphics chip, start its "
            "installer, choose “Custom”, then “Clean installation”, and restart.",
            fixes={"driver": 0.8},
        ),
    ),
)
