"""The calls that Parley's own runtime had: played by it, not composed.

`parleyctl simulate --audio --keep` plays a scenario of `live/` with both voices and writes
the call as it would be in the list: recording, words, tools, how quickly it answered. Here
the people get their names, and the recording its file.
"""

import json
import os
import subprocess
import tempfile
from pathlib import Path

LIVE = Path(__file__).parent / "live"
PARLEYCTL = os.environ.get("PARLEYCTL", "target/debug/parleyctl")


def listed():
    return json.loads((LIVE / "calls.json").read_text(encoding="utf-8"))


def made_on(slug):
    """The local date the scenario takes place on; the loader moves it to the call's own."""
    for line in (LIVE / f"{slug}.toml").read_text(encoding="utf-8").splitlines():
        if line.startswith("now = "):
            return line.split('"')[1][:10]
    raise RuntimeError(f"{slug}: no `now`")


def direction(slug):
    text = (LIVE / f"{slug}.toml").read_text(encoding="utf-8")
    return "outbound" if "\noutbound = " in text else "inbound"


def entries(zones):
    return [
        {
            "file": f"calls/{call['slug']}.parley.json",
            "days_ago": call["days_ago"],
            "local_time": call["local_time"],
            "zone": zones[call["business"]],
            "made_on": made_on(call["slug"]),
        }
        for call in listed()
    ]


def played(call, folder):
    scenario = LIVE / f"{call['slug']}.toml"
    command = [PARLEYCTL, "simulate", "--audio", "--caller", call["voice"], "--keep", folder, scenario]
    done = subprocess.run(command, capture_output=True, text=True)
    report = json.loads(done.stdout)
    [one] = report["scenarios"]
    if not one["passed"]:
        raise RuntimeError(f"{call['slug']}: {one}")
    [kept] = Path(folder).glob("*.parley.json")
    return json.loads(kept.read_text(encoding="utf-8"))


def encoded(wav, serial, target):
    wave = subprocess.run(["sox", "-R", "-D", wav, "-t", "wav", "-b", "16", "-", "rate", "-h", "16000"],
                          capture_output=True, check=True).stdout
    subprocess.run(["opusenc", "--quiet", "--speech", "--bitrate", "32", "--serial", str(serial),
                    "-", str(target)], input=wave, check=True)


def make(calls, describe, wanted):
    """Plays every call, or those wanted, into the folder `calls`."""
    for call in listed():
        slug = call["slug"]
        if wanted and not any(slug.startswith(w) for w in wanted):
            continue
        with tempfile.TemporaryDirectory() as folder:
            told = played(call, folder)
            told["external_id"] = call["external_id"]
            told["language"] = call["language"]
            told["caller"] = call["caller"]
            told["agent"] = {"name": call["agent"]}
            told["tags"] = call["tags"]
            told["direction"] = direction(slug)
            del told["simulated"]
            if "recording" in told:
                recording = f"{slug}.opus"
                encoded(Path(folder) / told["recording"]["file"], int(slug[:3]), calls / recording)
                told["recording"]["file"] = recording
            (calls / f"{slug}.parley.json").write_text(describe(told), encoding="utf-8")
            print(f"{slug}: {told['stated_duration_ms'] / 1000:.1f} s, {len(told['turns'])} turns")
