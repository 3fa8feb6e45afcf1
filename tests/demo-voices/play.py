"""The recorded calls, played by Parley's own runtime: both voices, and all between them.

`parleyctl simulate --audio --keep` plays a scenario and writes the call as it would be in
the list: recording, words, tools, how quickly it answered. Here the people get their names,
and the recording its file.
"""

import json
import os
import subprocess
import tempfile
from pathlib import Path

PARLEYCTL = os.environ.get("PARLEYCTL", "target/debug/parleyctl")


class Unplayable(Exception):
    """A call did not go as its scenario expects; says how."""


def played(scenario, folder, *more):
    """(the call, what was heard, line by line)."""
    command = [PARLEYCTL, "simulate", "--audio", *more, "--keep", folder, scenario]
    done = subprocess.run(command, capture_output=True, text=True)
    [one] = json.loads(done.stdout)["scenarios"]
    if not one["passed"]:
        wrong = [fault for fault in one.get("asserts", []) if not fault["holds"]]
        raise Unplayable(json.dumps(wrong or one, ensure_ascii=False, indent=1) + "\n"
                         + "\n".join(one.get("transcript", [])))
    [kept] = Path(folder).glob("*.parley.json")
    return json.loads(kept.read_text(encoding="utf-8")), one["transcript"]


def run(command, data):
    done = subprocess.run(command, input=data, capture_output=True)
    if done.returncode != 0:
        raise RuntimeError(f"{command[0]}: {done.stderr.decode(errors='replace')}")
    return done.stdout


def encoded(wav, container, serial, target):
    """Writes the recording; each container the way a carrier or recorder would."""
    rate = {"opus": 16000, "flac": 8000, "wav": 8000, "mp3": 16000}[container]
    sox = ["sox", "-R", "-D", wav, "-t", "wav", "-b", "16", "-", "rate", "-h", str(rate)]
    wave = run(sox, None)
    exact = ["-map_metadata", "-1", "-fflags", "+bitexact", "-flags:a", "+bitexact"]
    ffmpeg = ["ffmpeg", "-v", "error", "-y", "-i", "-"]
    if container == "opus":
        run(["opusenc", "--quiet", "--speech", "--bitrate", "32", "--serial", str(serial),
             "-", str(target)], wave)
    elif container == "flac":
        run([*ffmpeg, *exact, "-compression_level", "12", str(target)], wave)
    elif container == "wav":
        run([*ffmpeg, *exact, "-c:a", "pcm_mulaw", str(target)], wave)
    else:
        run([*ffmpeg, *exact, "-c:a", "libmp3lame", "-b:a", "48k", "-joint_stereo", "0",
             str(target)], wave)


def kept(call, folder, calls, slug, container):
    """The call without what is only true of a trial, its recording in `calls`."""
    del call["simulated"]
    if "recording" in call:
        recording = f"{slug}.{container}"
        encoded(Path(folder) / call["recording"]["file"], container, int(slug[:3]), calls / recording)
        call["recording"]["file"] = recording
    return call


def temporary():
    return tempfile.TemporaryDirectory()
