"""A part is not recognised."""

from __future__ import annotations

from actions.shop.troubleshooting.symptom import NAMED, Asked, Cause, Choice, Step, Symptom

NOT_DETECTED = Symptom(
    complaint="says that a part is not recognised",
    causes=(
        Cause(
            name="loose_cable",
            prior=2.5,
            said="it isn't all the way in its slot, or a cable of it has no contact",
        ),
        Cause(
            name="not_set_up",
            prior=2,
            said="Windows sees the drive but hasn't set it up yet, so it has no letter",
        ),
        Cause(
            name="blocked_port",
            prior=1.5,
            said="the slot or port it sits in is switched off or shared with another one",
        ),
        Cause(name="driver", prior=1.5, said="its driver is missing or at odds"),
        Cause(name="broken", prior=1.2, said="it is broken itself", part=NAMED),
    ),
    questions=(
        Asked(
            name="part",
            text="Which part is it?",
            again="What exactly isn't recognised: a drive, the graphics card, memory, or something "
            "plugged in by USB?",
            answers=(
                Choice(
                    name="ssd",
                    title="SSD",
                    words=r"\b(ssd|nvme|m\.2)\b",
                    usual=1,
                    given={"not_set_up": 6, "driver": 0.1, "blocked_port": 1.5},
                ),
                Choice(
                    name="hard drive",
                    title="Hard drive",
                    words=r"\b(hdd|hard ?(drive|disk|disc)|drive|disk)\b",
                    usual=0.7,
                    given={"not_set_up": 4, "driver": 0.1},
                ),
                Choice(
                    name="graphics card",
                    title="Graphics card",
                    words=r"\b(gpu|graphics? ?card|video card|card)\b",
                    usual=0.7,
                    given={"not_set_up": 0.01, "driver": 3},
                ),
                Choice(
                    name="memory",
                    title="Memory",
                    words=r"\b(ram|memory|dimm)\b",
                    usual=0.7,
                    given={"not_set_up": 0.01, "driver": 0.01, "loose_cable": 1.5},
                ),
                Choice(
                    name="usb",
                    title="Something by USB",
                    words=r"\b(usb|keyboard|mouse|headset|headphones|webcam|controller|printer)\b",
                    usual=0.7,
                    given={"not_set_up": 0.05, "driver": 3},
                ),
            ),
        ),
        Asked(
            name="bios",
            text="Does the BIOS list it? (Restart and press Del or F2; drives and memory are on "
            "the first page.)",
            again="Is it to be seen in the BIOS, before Windows starts?",
            answers=(
                Choice(
                    name="no",
                    title="No, not there either",
                    words=r"(not|n't|nor) (\w+ ){0,4}bios|bios (\w+ ){0,3}(doesn'?t|does not|"
                    r"don'?t|can'?t|not|either|neither|nothing)",
                    because="the BIOS doesn't see it either, so it isn't Windows",
                    bare="deny",
                    usual=1,
                    given={"not_set_up": 0.03, "driver": 0.15},
                ),
                Choice(
                    name="yes",
                    title="Yes, the BIOS lists it",
                    words=r"bios (\w+ ){0,3}(sees|shows|lists|finds|recogni[sz]es|detects)|(shows?|"
                    r"shown|listed|visible|there|see it|appears|seen|"
                    r"detected) (\w+ ){0,3}in (the )?bios",
                    because="the BIOS does see it, so it is plugged in and alive",
                    bare="affirm",
                    usual=0.3,
                    given={"not_set_up": 8, "driver": 5, "broken": 0.15},
                ),
            ),
        ),
        Asked(
            name="elsewhere",
            text="Does it work in another slot, port or PC, or with another cable?",
            again="If you plug it in somewhere else, is it recognised there?",
            answers=(
                Choice(
                    name="works",
                    title="Yes, there it works",
                    words=r"works (\w+ )?(fine )?(on|in|at|with) (\w+ )?(another|other|different|"
                    r"laptop|old)",
                    because="it works elsewhere, so the part itself is fine",
                    bare="affirm",
                    usual=1,
                    given={"broken": 0.02, "blocked_port": 6, "loose_cable": 2},
                ),
                Choice(
                    name="fails",
                    title="No, nowhere",
                    words=r"(nowhere|not (\w+ ){0,3}(another|other|different)|(tried|different|"
                    r"another|every|all) (\w+ )?(other |different )?(port|slot|cable|pc|"
                    r"computer)s?)",
                    because="it isn't recognised anywhere else either",
                    bare="deny",
                    usual=0.4,
                    given={"broken": 8},
                ),
                Choice(
                    name="untried",
                    title="I haven't tried",
                    words=r"(haven'?t|have not|didn'?t|not) (\w+ )?(tried|try|tested)|no other (pc|"
                    r"port|cable)",
                    usual=1,
                ),
            ),
        ),
    ),
    steps=(
        Step(
            name="plug_again",
            title="Taken out and plugged in again",
            text="switch off and pull the power cable. Take the part out, push it in again until "
            "it clicks, and do the same with both ends of its cables. For a USB device, take a "
            "socket at the back of the PC. Then start it.",
            fixes={"loose_cable": 0.85, "broken": 0.02},
        ),
        Step(
            name="set_up_drive",
            title="Drive set up in Windows",
            text="right-click the Start button, choose “Disk Management”, and look for a disk "
            "marked “Not initialised” or “Unallocated”. If it is new: right-click it, initialise "
            "it as GPT, then “New Simple Volume”. This erases it, so stop if it holds files of "
            "yours.",
            fixes={"not_set_up": 0.9},
        ),
        Step(
            name="other_slot",
            title="Another slot or port",
            text="switch off and pull the power cable. Put the part into another slot or port; "
            "with an M.2 drive, pull out drives at SATA sockets 5 and 6 too, as they often share a "
            "line. Then start it.",
            fixes={"blocked_port": 0.8, "loose_cable": 0.3},
        ),
        Step(
            name="driver_again",
            title="Driver installed afresh",
            text="right-click the Start button, choose “Device Manager”, right-click the entry "
            "with the yellow sign, “Uninstall device”, and restart. Windows then looks for the "
            "driver again.",
            fixes={"driver": 0.75},
        ),
    ),
)
