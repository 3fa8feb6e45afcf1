"""Finds how long after the words that they wait for callers cut in, or say that they
listen, so that of the agent's turn just as much is proven to be heard as the script has:
`python3 tune.py SLUG…` writes it into the scripts.

What plays between the carrier's last mark and the moment the agent falls silent counts as
not heard, so an "mm hm" at the end of a word would take that word out of the transcript.
"""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from check import spoken_words
from make import AGENTS, HERE
from play import PARLEYCTL
from script import parse_script
from told import scenario

DELAYS = range(0, 900, 60)


def heard(script):
    """What the caller heard of the agent, turn by turn, where it is known of each word when."""
    with tempfile.TemporaryDirectory() as folder:
        at = Path(folder) / "one.toml"
        at.write_text(scenario(script), encoding="utf-8")
        subprocess.run([PARLEYCTL, "simulate", "--audio", "--keep", folder, at], capture_output=True)
        [kept] = Path(folder).glob("*.parley.json")
        call = json.loads(kept.read_text(encoding="utf-8"))
    said = [turn for turn in call["turns"] if turn["side"] == "agent"]
    return [turn["text"] for turn in said if len(turn["words"]) == len(spoken_words(turn["text"]))]


def wanted(script):
    """(row of the step to move, what is to be heard of the agent's line that it falls in)."""
    agent = None
    for line in script.lines:
        if line.kind == "turn" and line.role == "agent":
            agent = line
        elif line.kind == "turn" and agent and ("over" in line.directions or "during" in line.directions):
            cut = agent.cut if "over" in line.directions else None
            yield line, agent.written(0, cut)


def tuned(path):
    source = path.read_text(encoding="utf-8")
    read = lambda: parse_script(path.stem, source, AGENTS)
    for number in range(len(list(wanted(read())))):
        for delay in DELAYS:
            script = read()
            line, text = list(wanted(script))[number]
            key = "over" if "over" in line.directions else "during"
            if delay:
                line.directions[key] = float(delay)
            else:
                delay = int(line.directions[key])
            if text in heard(script):
                break
        else:
            print(f"{path.stem}: no moment for {line.written()!r}, so that {text!r}")
            continue
        places = list(re.finditer(r"^\w+ \((?:[^)]*, )?(over|during) (\d+)", source, re.M))
        place = places[number]
        source = source[:place.start(2)] + str(delay) + source[place.end(2):]
    path.write_text(source, encoding="utf-8")


def main():
    for path in sorted((HERE / "scripts").glob("*.txt")):
        if any(path.stem.startswith(slug) for slug in sys.argv[1:]):
            tuned(path)
            print(path.stem)


if __name__ == "__main__":
    main()
