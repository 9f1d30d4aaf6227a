"""Node, as the environment of the tests has it, for what needs JavaScript and no browser."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

NODE = Path(sys.executable).with_name("node")

PARSE = """
import { readFileSync } from "node:fs";
import { SourceTextModule } from "node:vm";
const parses = (code) => { try { return new SourceTextModule(code); } catch { return null; } };
const scripts = Object.entries(JSON.parse(readFileSync(0, "utf8")));
console.log(JSON.stringify(scripts.filter(([, code]) => !parses(code)).map(([name]) => name)));
"""


def unreadable(scripts: dict[str, str]) -> list[str]:
    """The names of the modules that node cannot parse."""
    command = [str(NODE), "--experimental-vm-modules", "--input-type=module", "--eval", PARSE]
    run = subprocess.run(
        command, input=json.dumps(scripts).encode(), capture_output=True, check=True
    )
    return list(json.loads(run.stdout))
