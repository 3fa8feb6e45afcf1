"""Checks a built demo folder: `python3 check.py DIR [--partial]`.

Reads only what ships (JSON and recordings), so it says whether the data is good
and not whether the generator believes it is. Exit status 1 and one line per
fault; `--partial` skips the demands on the whole set.
"""

import array
import json
import math
import operator
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

RATE = 16000
STEP = RATE // 100
PUNCTUATION = ".,!?…—–-“”\"'‘’()[]:;।"
CHANNELS = {"phone", "web", "sms", "whatsapp", "chat", "email"}
DIRECTIONS = {"inbound", "outbound", "unknown"}
LANGUAGES = {"en-in", "en-us", "hi-in"}
OUTCOMES = {
    "booked", "rescheduled", "cancelled", "answered", "transferred", "voicemail", "opted_out",
    "complained", "asked_to_delete", "no_answer", "failed", "unknown",
}
KEYS = {
    "format", "version", "external_id", "channel", "direction", "language", "outcome",
    "ended_reason", "caller", "agent", "summary", "variables", "tags", "simulated",
    "stated_duration_ms", "turns",
}
FICTIONAL_PHONE = re.compile(r"\+1 614 555 01\d\d|\+91 99999 00\d\d\d")
FICTIONAL_EMAIL = re.compile(r"[\w.+-]+@example\.(com|in)")
# What may be heard on a channel while only the other one speaks.
SILENCE_DBFS = -50.0
MAX_BYTES = 14_000_000


class Faults(list):
    where = ""

    def expect(self, fact, text):
        if not fact:
            self.append(f"{self.where}: {text}")
        return bool(fact)


def decibels(samples):
    if not samples:
        return -120.0
    mean = sum(map(operator.mul, samples, samples)) / len(samples)
    return 10 * math.log10(max(mean, 1e-3) / 32768**2)


def decode(path):
    """(left, right) at 16 kHz."""
    raw = subprocess.run(
        ["ffmpeg", "-v", "error", "-i", str(path), "-f", "s16le", "-ar", str(RATE), "-"],
        capture_output=True, check=True,
    ).stdout
    both = array.array("h", raw)
    return both[0::2], both[1::2]


def stored_channels(path):
    out = subprocess.run(
        ["ffprobe", "-v", "error", "-show_entries", "stream=channels", "-of", "csv=p=0", str(path)],
        capture_output=True, check=True, text=True,
    )
    return int(out.stdout.strip())


def spoken_words(text):
    """(first character, length) of every word of a text, in Unicode scalar values."""
    found = []
    for match in re.finditer(r"\S+", text):
        bare = match[0].strip(PUNCTUATION)
        if bare:
            found.append((match.start() + match[0].index(bare), len(bare)))
    return found


def check_shape(call, faults, made_on=None):
    recorded = "recording" in call
    faults.expect(set(call) - {"recording", "events"} == KEYS, f"keys {sorted(set(call) ^ KEYS)}")
    times = [event["at_ms"] for event in call.get("events", [])]
    faults.expect(times == sorted(times), "events run back")
    faults.expect(call["format"] == "parley-call" and call["version"] == 1, "format or version")
    for key, allowed in (("channel", CHANNELS), ("direction", DIRECTIONS),
                         ("language", LANGUAGES), ("outcome", OUTCOMES)):
        faults.expect(call[key] in allowed, f"{key} {call[key]!r}")
    caller = call["caller"]
    faults.expect(set(caller) == {"name", "phone", "email"}, "caller keys")
    if caller["phone"]:
        faults.expect(FICTIONAL_PHONE.fullmatch(caller["phone"]), f"phone {caller['phone']}")
    if caller["email"]:
        faults.expect(FICTIONAL_EMAIL.fullmatch(caller["email"]), f"email {caller['email']}")
    faults.expect(call["summary"].strip(), "no summary")
    if recorded and not made_on:
        faults.expect(2 <= len(re.findall(r"[.।?!](?=\s|$)", call["summary"])) <= 4, "summary of 2-4 sentences")
    duration, before = call["stated_duration_ms"], 0
    for number, turn in enumerate(call["turns"]):
        name = f"turn {number}"
        faults.expect(turn["side"] in ("caller", "agent", "other"), f"{name}: side")
        faults.expect(turn["text"] == turn["text"].strip() != "", f"{name}: text")
        faults.expect("  " not in turn["text"] and not re.search(r"[{}<>|~^]|//", turn["text"].replace("https://", "")),
                      f"{name}: notation left in {turn['text']!r}")
        faults.expect(before <= turn["start_ms"] <= turn["end_ms"] <= duration, f"{name}: times")
        before = turn["start_ms"]
        if turn["words"]:
            check_words(turn, name, faults)
        else:
            faults.expect(not recorded, f"{name}: no words")
    for variable in call["variables"]:
        at = variable["said_at_ms"]
        inside = any(t["start_ms"] <= at <= t["end_ms"] for t in call["turns"])
        faults.expect(inside, f"variable {variable['name']} at {at} ms, outside every turn")


def check_words(turn, name, faults):
    places = [(at, length) for at, length, *_ in turn["words"]]
    faults.expect(places == spoken_words(turn["text"]), f"{name}: offsets differ from the words of its text")
    before = turn["start_ms"]
    for at, length, start, end, sure in turn["words"]:
        word = turn["text"][at:at + length]
        faults.expect(before <= start < end <= turn["end_ms"], f"{name}: {word!r} at {start}-{end} ms")
        faults.expect(sure is None or 0 <= sure <= 100, f"{name}: {word!r} confidence {sure}")
        before = start


def overlaps(turn, turns):
    return any(
        other is not turn and other["start_ms"] < turn["end_ms"] + 150 and turn["start_ms"] < other["end_ms"] + 150
        for other in turns
    )


def check_sound(call, folder, faults, figures, made_on=None):
    path = folder / call["recording"]["file"]
    if not faults.expect(path.is_file(), f"missing {path.name}"):
        return
    faults.expect(stored_channels(path) == 2, "not stereo")
    # A call is recorded once it was said that it is.
    steps = [event["at_ms"] for event in call.get("events", []) if event["kind"] == "step"]
    opens = steps[0] if made_on and steps else 0
    channels = decode(path)
    length = len(channels[0]) * 1000 / RATE
    faults.expect(abs(length - call["stated_duration_ms"]) <= 60,
                  f"audio lasts {length:.0f} ms, stated {call['stated_duration_ms']}")
    figures["seconds"] += length / 1000
    for side, samples in zip(("left", "right"), channels, strict=True):
        peak = max(map(abs, samples))
        faults.expect(peak < 32700, f"{side} clips ({peak})")
    caller_channel, late, early, checked, onsets = call["recording"]["caller_channel"], [], [], 0, 0
    levels = [
        [decibels(samples[i:i + STEP]) for i in range(0, len(samples), STEP)] for samples in channels
    ]
    for number, turn in enumerate(call["turns"]):
        own = own_channel(call, turn, levels, caller_channel)
        a, b = turn["start_ms"] * RATE // 1000, turn["end_ms"] * RATE // 1000
        active = [x for x in levels[own][a // STEP:b // STEP] if x > -42]
        if turn["end_ms"] - turn["start_ms"] > 900 and active:
            level = 10 * math.log10(sum(10 ** (x / 10) for x in active) / len(active))
            figures["levels"].append(level)
            faults.expect(-30 < level < -14, f"turn {number}: {level:.1f} dBFS while speaking")
        if not overlaps(turn, call["turns"]):
            other = decibels(channels[1 - own][a:b])
            figures["bleed"].append(other)
            faults.expect(other < SILENCE_DBFS, f"turn {number}: other side at {other:.1f} dBFS")
        ended = -1000 if not overlaps(turn, call["turns"]) else turn["end_ms"]
        for at, size, start, end, _ in turn["words"]:
            # The first sound of a word may be the closure of a stop consonant,
            # which is silent for up to a tenth of a second.
            window = levels[own][start // 10:max(start // 10 + 1, min(start // 10 + 14, end // 10 + 4))]
            if start < opens:
                continue
            checked += 1
            if max(window, default=-120) < -45:
                late.append(f"{turn['text'][at:at + size]}@{start}")
            # After a pause the onset is sharp: quiet just before, speech just after.
            if start - ended >= 200:
                onsets += 1
                if max(levels[own][start // 10 - 10:start // 10 - 3], default=0) > -45:
                    early.append(f"{turn['text'][at:at + size]}@{start}")
            ended = end
    figures["words"] += checked
    faults.expect(len(late) <= checked * 0.01, f"silent at word starts: {late[:5]} of {checked}")
    faults.expect(len(early) <= onsets * 0.05, f"speech before a word that follows a pause: {early[:5]} of {onsets}")


def own_channel(call, turn, levels, caller_channel):
    """A third party may sit on either line: beside the caller, or taking over from the agent."""
    if turn["side"] == "caller":
        return caller_channel
    if turn["side"] == "agent":
        return 1 - caller_channel
    a, b = turn["start_ms"] // 10, turn["end_ms"] // 10
    return max((0, 1), key=lambda c: sum(levels[c][a:b]))


def check_set(manifest, calls, folder, faults):
    faults.where = "set"
    recorded = [call for call in calls if "recording" in call]
    faults.expect(len(recorded) >= 26, f"{len(recorded)} recordings")
    faults.expect(len(calls) - len(recorded) >= 125, f"{len(calls) - len(recorded)} calls of text")
    spoken, everything = Counter(c["outcome"] for c in recorded), Counter(c["outcome"] for c in calls)
    for outcome in OUTCOMES - {"unknown", "failed"}:
        # Who was not reached was not told of a recording: there is none.
        kept = everything if outcome in ("voicemail", "no_answer") else spoken
        faults.expect(kept[outcome] >= 1, f"no recording with outcome {outcome}")
    faults.expect(spoken["complained"] >= 2 and spoken["booked"] >= 4, "too few complaints or bookings")
    erase = {c["language"] for c in recorded if c["outcome"] == "asked_to_delete"}
    faults.expect({"hi-in"} < erase, f"deletion requests in {erase}")
    endings = Counter(Path(c["recording"]["file"]).suffix for c in recorded)
    faults.expect(endings[".flac"] == 2 and endings[".wav"] == 1 and endings[".mp3"] == 1, str(endings))
    size = sum(p.stat().st_size for p in folder.rglob("*") if p.is_file())
    faults.expect(size <= MAX_BYTES, f"{size} bytes")
    ids = Counter(c["external_id"] for c in calls)
    faults.expect(max(ids.values()) == 1, f"ids used twice: {[i for i, n in ids.items() if n > 1]}")
    # Two calls by one person are wanted; two calls that read the same are not.
    texts = Counter("\n".join(t["text"] for t in c["turns"]) for c in calls if len(c["turns"]) > 2)
    faults.expect(max(texts.values(), default=1) == 1, "two calls with the same words")
    ordered = sorted(
        zip(manifest["calls"], calls, strict=True),
        key=lambda pair: (-pair[0]["days_ago"], pair[0]["local_time"]),
    )
    for (_, one), (_, two) in zip(ordered, ordered[1:], strict=False):
        faults.expect(one["summary"] != two["summary"] or not one["turns"],
                      f"neighbours {one['external_id']} and {two['external_id']} read alike")
    referenced = {e["file"] for e in manifest["calls"] if isinstance(e["file"], str)}
    present = {f"calls/{p.name}" for p in (folder / "calls").glob("*.parley.json")}
    faults.expect(referenced == present, f"manifest and folder differ: {referenced ^ present}")
    sounds = {f"{c['recording']['file']}" for c in recorded}
    stray = {p.name for p in (folder / "calls").iterdir() if not p.name.endswith(".json")} - sounds
    faults.expect(not stray, f"recordings nobody refers to: {stray}")
    print("recorded outcomes:", dict(spoken))
    print("all outcomes:", dict(everything))
    print("channels:", dict(Counter(c["channel"] for c in calls)))
    print("languages:", dict(Counter(c["language"] for c in calls)))
    print(f"containers: {dict(endings)}; {size / 1e6:.2f} MB in all")


def main():
    folder, partial = Path(sys.argv[1]), "--partial" in sys.argv
    faults, calls = Faults(), []
    figures = {"seconds": 0.0, "words": 0, "bleed": [], "levels": []}
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    faults.where = "manifest"
    faults.expect(manifest["workspace"] and len(manifest["people"]) == 7, "workspace or people")
    history = folder / "history.json"
    history = json.loads(history.read_text(encoding="utf-8")) if history.exists() else []
    used = [e["file"]["index"] for e in manifest["calls"] if isinstance(e["file"], dict)]
    faults.expect(sorted(used) == list(range(len(history))), "history.json is not used once each")
    for entry in manifest["calls"]:
        faults.where = str(entry["file"])
        faults.expect(1 <= entry["days_ago"] <= 59, f"days_ago {entry['days_ago']}")
        faults.expect(re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d:[0-5]\d", entry["local_time"]), "local_time")
        faults.expect(entry["zone"] in ("Asia/Kolkata", "America/New_York"), "zone")
        if isinstance(entry["file"], dict):
            call = history[entry["file"]["index"]]
            faults.where = call["external_id"]
        else:
            call = json.loads((folder / entry["file"]).read_text(encoding="utf-8"))
        if "made_on" in entry:
            # The runtime writes no member that has no value.
            call = {"simulated": False, "variables": [], **call,
                    "caller": {"phone": None, "email": None, **call["caller"]}}
            for turn in call["turns"]:
                for word in turn["words"]:
                    word[4] = 99 if word[4] is None else word[4]
        calls.append(call)
        check_shape(call, faults, entry.get("made_on"))
        if "recording" in call:
            check_sound(call, folder / "calls", faults, figures, entry.get("made_on"))
    if not partial:
        check_set(manifest, calls, folder, faults)
    for fault in faults:
        print("FAULT", fault)
    if figures["bleed"]:
        print(f"{figures['seconds'] / 60:.1f} minutes, {figures['words']} timed words; "
              f"speech {min(figures['levels']):.1f} to {max(figures['levels']):.1f} dBFS, "
              f"loudest silent side {max(figures['bleed']):.1f} dBFS")
    print(f"{len(calls)} calls, {len(faults)} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
