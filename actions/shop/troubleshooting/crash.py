"""The PC crashes, freezes or restarts by itself."""

from __future__ import annotations

from actions.shop.troubleshooting.symptom import Asked, Cause, Choice, Step, Symptom

CRASH = Symptom(
    complaint="says that the PC crashes",
    causes=(
        Cause(name="driver", prior=3, said="a driver, mostly the graphics card's, is at odds"),
        Cause(
            name="memory_profile",
            prior=2,
            said="the memory runs faster (XMP or EXPO) than it can keep up with",
        ),
        Cause(name="bad_memory", prior=1.2, said="a memory module is faulty", part="memory"),
        Cause(name="dust", prior=1.5, said="it gets too hot and switches itself off"),
        Cause(
            name="weak_supply",
            prior=1.5,
            said="the power supply can't keep up under load",
            part="power supply",
        ),
        Cause(name="dying_drive", prior=1, said="the drive with Windows is failing", part="ssd"),
        Cause(name="bad_card", prior=0.8, said="the graphics card is faulty", part="graphics card"),
    ),
    questions=(
        Asked(
            name="when",
            text="When does it happen?",
            again="Is it mostly in games and heavy work, while Windows starts, or at any odd "
            "moment?",
            answers=(
                Choice(
                    name="load",
                    title="In games or heavy work",
                    words=r"gam(e|es|ing)\b|render|under load|heavy|stress|benchmark|playing|"
                    r"export|3d|blender|video edit",
                    because="it happens under load",
                    usual=1,
                    given={"weak_supply": 10, "dust": 6, "bad_card": 6, "driver": 3},
                ),
                Choice(
                    name="start",
                    title="While Windows starts",
                    words=r"(windows|it) (\w+ )?(start|boot|load)s?\b|(when|while|during|"
                    r"at) (\w+ )?(boot|booting|starting|startup|start-up|log ?in)|boot loop",
                    because="it happens while Windows loads",
                    usual=0.5,
                    given={"dying_drive": 6, "memory_profile": 2, "bad_memory": 2},
                ),
                Choice(
                    name="any",
                    title="At any moment",
                    words=r"random|any ?time|any (odd )?moment|all the time|out of nowhere|idle|"
                    r"(just|while|when) (browsing|surfing|working|watching|doing nothing)|desktop|"
                    r"no pattern|whenever",
                    because="it happens at any moment, even without load",
                    usual=1,
                    given={"bad_memory": 4, "memory_profile": 4, "weak_supply": 0.5, "dust": 0.2},
                ),
            ),
        ),
        Asked(
            name="how",
            text="What does it look like: a blue screen, off as if the plug was pulled, or a "
            "freeze?",
            again="In the moment it happens, do you see an error, does all go dark, or does it "
            "stand still?",
            answers=(
                Choice(
                    name="blue",
                    title="A blue screen",
                    words=r"blue ?screen|bsod|stop code|error (screen|message)|memory_management|"
                    r"irql",
                    because="Windows itself stops with a blue screen",
                    usual=1,
                    given={"driver": 4, "bad_memory": 4, "memory_profile": 4, "weak_supply": 0.1},
                ),
                Choice(
                    name="off",
                    title="Off, or it restarts",
                    words=r"(shuts?|switch(es)?|turns?|powers?|goes|went|just|cuts?|"
                    r"suddenly) (\w+ )?(off|out|down)\b|restart|reboot|power cut|black out|plug",
                    because="it goes off as if the plug was pulled",
                    usual=0.6,
                    given={"weak_supply": 12, "dust": 6},
                ),
                Choice(
                    name="freeze",
                    title="It freezes",
                    words=r"freez|froze|hang(s|ing)?\b|stuck|stands still|lock(s|ed)? up|"
                    r"unresponsive|stutter|mouse (\w+ )?(stops|dead)",
                    because="it stands still rather than switching off",
                    usual=0.8,
                    given={"dying_drive": 5, "driver": 2, "memory_profile": 2, "bad_card": 2},
                ),
                Choice(
                    name="artefacts",
                    title="Odd colours or patterns",
                    words=r"artefact|artifact|(odd|weird|strange) (colou?rs?|lines|pattern)|"
                    r"flicker|stripes|pixel",
                    because="odd patterns on the picture come from the graphics card",
                    usual=0.1,
                    given={"bad_card": 8, "driver": 1.5},
                ),
            ),
        ),
        Asked(
            name="changed",
            text="Did anything change shortly before it began: a driver, an update, or a new part?",
            again="Was there an update or something new in the PC in the days before?",
            answers=(
                Choice(
                    name="software",
                    title="A driver or update",
                    words=r"update|driver|windows 1[01]\b|reinstall",
                    because="it began after an update",
                    usual=0.3,
                    given={"driver": 4},
                ),
                Choice(
                    name="part",
                    title="A new part",
                    words=r"new (\w+ )?(ram|memory|card|gpu|psu|cpu|part|build|pc)|(just|newly|"
                    r"freshly) (built|installed|put)|xmp|expo|overclock|after (install|adding|"
                    r"putting)\w*",
                    because="it began with something new in the PC",
                    usual=0.5,
                    given={"memory_profile": 4, "weak_supply": 2, "driver": 1.5, "bad_memory": 2},
                ),
                Choice(
                    name="nothing",
                    title="Nothing",
                    words=r"nothing (\w+ )?(changed|new)|no (changes?|update)|same as (always|"
                    r"ever)",
                    bare="deny",
                    usual=2,
                    given={"memory_profile": 0.6},
                ),
            ),
        ),
    ),
    steps=(
        Step(
            name="clean_driver",
            title="Graphics driver installed afresh",
            text="download the newest driver from the maker of your graphics chip, start its "
            "installer, choose “Custom”, then “Clean installation”, and restart. Then do what made "
            "it crash.",
            fixes={"driver": 0.75, "bad_card": 0.03},
        ),
        Step(
            name="profile_off",
            title="Memory profile switched off",
            text="restart and press Del or F2 for the BIOS. Set XMP (or EXPO, or DOCP) to “Off”, "
            "save with F10, and use the PC as usual for a while.",
            fixes={"memory_profile": 0.85, "bad_memory": 0.1},
        ),
        Step(
            name="one_module",
            title="One memory module at a time",
            text="switch off and pull the power cable. Leave just one memory module in, start, and "
            "see whether it stays stable; then the same with the other one.",
            fixes={"bad_memory": 0.3, "memory_profile": 0.3},
        ),
        Step(
            name="cool_down",
            title="Dust removed, side panel off",
            text="switch off and pull the power cable. Brush the dust out of filters, fans and "
            "coolers, leave the side panel off, and run what made it crash.",
            fixes={"dust": 0.8},
        ),
        Step(
            name="power_cables",
            title="Power cables of the graphics card",
            text="switch off and pull the power cable. Give each power socket of the graphics card "
            "a cable of its own from the power supply, pushed in until it clicks, with no "
            "extensions between.",
            fixes={"weak_supply": 0.35, "bad_card": 0.1},
        ),
        Step(
            name="check_drive",
            title="Drive checked by Windows",
            text="save your important files elsewhere first. Then type cmd into the Start menu, "
            "choose “Run as administrator”, enter chkdsk C: /f, answer with Y, and restart.",
            fixes={"dying_drive": 0.35},
        ),
    ),
)
