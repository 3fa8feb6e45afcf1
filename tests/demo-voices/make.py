"""Builds the demo tenant's data: `python3 make.py OUTDIR [slug...]`.

Every call script is spoken, mixed, encoded and described; the text-only history
is composed; the manifest places all of it on the calendar. Same scripts, same
files. Slugs limit the run to those recordings.
"""

import json
import random
import struct
import subprocess
import sys
from pathlib import Path

from deeds import deeds
from dialogue import perform
from espeak import RATE, Espeak
from history import history
import live
from script import Voice, parse_script

HERE = Path(__file__).parent

# A business keeps its voice, whichever of its agents speaks.
SUNRISE = Voice("en+anika", rate=170, pitch=52, spread=55)
BUCKEYE = Voice("en-us+f2", rate=172, pitch=42, spread=45)
AGENTS = {
    "Sunrise · Booking desk": SUNRISE,
    "Sunrise · Reminders": SUNRISE,
    "Buckeye · Dispatch": BUCKEYE,
    "Buckeye · Follow-up": BUCKEYE,
}
ZONES = {"sunrise": "Asia/Kolkata", "buckeye": "America/New_York"}
PEOPLE = [
    ("Asha Kulkarni", "owner"),
    ("Ravi Deshpande", "reviewer"),
    ("Meera Joshi", "privacy_officer"),
    ("Sunil Patil", "grievance_officer"),
    ("Dana Whitfield", "qa_lead"),
    ("Tom Becker", "agent_manager"),
    ("Irene Novak", "auditor"),
]


def milliseconds(samples):
    return samples * 1000 // RATE


def wave_bytes(left, right):
    """A stereo 16-bit WAV of the two channels."""
    data = bytearray(4 * len(left))
    view = memoryview(data).cast("h")
    view[0::2], view[1::2] = memoryview(left), memoryview(right)
    head = struct.pack("<4sI4s4sIHHIIHH4sI", b"RIFF", 36 + len(data), b"WAVE", b"fmt ", 16, 1, 2,
                       RATE, RATE * 4, 4, 16, b"data", len(data))
    return head + bytes(data)


def run(command, data):
    done = subprocess.run(command, input=data, capture_output=True)
    if done.returncode != 0:
        raise RuntimeError(f"{command[0]}: {done.stderr.decode(errors='replace')}")
    return done.stdout


def encode(left, right, container, serial, target):
    """Writes the recording; each container the way a carrier or recorder would."""
    rate = {"opus": 16000, "flac": 8000, "wav": 8000, "mp3": 16000}[container]
    sox = ["sox", "-R", "-D", "-t", "wav", "-", "-t", "wav", "-b", "16", "-", "rate", "-h", str(rate)]
    wave = run(sox, wave_bytes(left, right))
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


def confidences(line, rng):
    """Mostly sure; names and mumbled words marked ~ in the script are not."""
    out = []
    for word in line.words:
        if word.unsure:
            out.append(rng.randint(41, 66))
        else:
            out.append(min(99, 99 - int(rng.expovariate(1 / 3.2))) if rng.random() > 0.03 else rng.randint(68, 84))
    return out


def describe(script, placed, duration_ms, recording):
    header, rng = script.header, random.Random(script.slug + " words")
    turns, variables = [], []
    for turn in placed:
        words = [
            [word.at, word.length, milliseconds(a), milliseconds(b), sure]
            for word, (a, b), sure in zip(turn.line.words, turn.words, confidences(turn.line, rng), strict=True)
        ]
        for name, value, index in turn.line.anchors:
            variables.append({"name": name, "value": value, "said_at_ms": words[index][2]})
        turns.append({
            "side": turn.role.side,
            "speaker": turn.role.speaker,
            "text": turn.line.text,
            "start_ms": words[0][2],
            "end_ms": max(word[3] for word in words),
            "words": words,
        })
    call = {
        "format": "parley-call",
        "version": 1,
        "external_id": header["external_id"],
        "channel": header["channel"],
        "direction": header["direction"],
        "language": header["language"],
        "outcome": header["outcome"],
        "ended_reason": header["ended_reason"],
        "caller": header["caller"],
        "agent": {"name": header["agent"]},
        "summary": header["summary"],
        "variables": variables,
        **deeds(script.slug, turns),
        "tags": [tag.strip() for tag in header["tags"].split(",")],
        "simulated": False,
        "recording": {"file": recording, "caller_channel": 0},
        "stated_duration_ms": duration_ms,
        "turns": turns,
    }
    return call


def call_json(call):
    """Indented, but a word to a line: short enough to read and to compare."""
    turns = call["turns"]
    head = json.dumps({**call, "turns": []}, ensure_ascii=False, indent=1)
    rows = []
    for turn in turns:
        bare = json.dumps({**turn, "words": []}, ensure_ascii=False)
        words = json.dumps(turn["words"], separators=(",", ":"))
        rows.append("  " + bare.replace('"words": []', f'"words": {words}'))
    return head.replace('"turns": []', '"turns": [\n' + ",\n".join(rows) + "\n ]") + "\n"


def main():
    out, wanted = Path(sys.argv[1]), sys.argv[2:]
    (out / "calls").mkdir(parents=True, exist_ok=True)
    espeak, entries, recorded = Espeak(), [], []
    for number, path in enumerate(sorted((HERE / "scripts").glob("*.txt")), start=1):
        slug = path.stem
        script = parse_script(slug, path.read_text(encoding="utf-8"), AGENTS)
        entries.append({
            "file": f"calls/{slug}.parley.json",
            "days_ago": int(script.header["days_ago"]),
            "local_time": script.header["local_time"],
            "zone": ZONES[script.header["business"]],
        })
        recorded.append((script.header["business"], int(script.header["days_ago"])))
        if wanted and not any(slug.startswith(w) for w in wanted):
            continue
        left, right, placed = perform(script, espeak.speak)
        container = script.header["audio"]
        encode(left, right, container, number, out / "calls" / f"{slug}.{container}")
        call = describe(script, placed, milliseconds(len(left)), f"{slug}.{container}")
        (out / "calls" / f"{slug}.parley.json").write_text(call_json(call), encoding="utf-8")
        print(f"{slug}: {milliseconds(len(left)) / 1000:.1f} s, {len(placed)} turns")
    live.make(out / "calls", call_json, wanted)
    entries.extend(live.entries(ZONES))
    written = history(HERE / "threads", recorded)
    rows = ",\n".join(json.dumps(item.call, ensure_ascii=False) for item in written)
    (out / "history.json").write_text(f"[\n{rows}\n]\n", encoding="utf-8")
    for index, item in enumerate(written):
        entries.append({
            "file": {"file": "history.json", "index": index},
            "days_ago": item.days_ago,
            "local_time": f"{item.minute // 60:02}:{item.minute % 60:02}:{item.second:02}",
            "zone": ZONES[item.business],
        })
    manifest = {
        "workspace": "Sunrise & Buckeye (demo)",
        "anchor_weekday": "friday",
        "people": [{"name": name, "role": role} for name, role in PEOPLE],
        "calls": entries,
    }
    (out / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
