"""Builds the demo tenant's data: `python3 make.py OUTDIR [slug...]`.

Parley's runtime plays every call script and scenario; the text-only history is composed;
the manifest places all of it on the calendar. Same scripts, same files. Slugs limit the
run to those recordings. `PARLEY_SCENARIOS=DIR` leaves the scenarios of the scripts there.
"""

import datetime
import json
import os
import sys
from pathlib import Path

from history import history
import live
from play import Unplayable, kept, played, temporary
from script import Voice, parse_script
from told import scenario

HERE = Path(__file__).parent

# A business keeps its voice, whichever of its agents speaks.
SUNRISE = Voice("en+anika", rate=170, pitch=52, gain=-5)
BUCKEYE = Voice("en-us+f2", rate=172, pitch=42, gain=-1)
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
# A Friday: day 0 of the scripts.
ANCHOR = datetime.date(2026, 11, 20)


def made_on(header):
    return str(ANCHOR - datetime.timedelta(days=int(header["days_ago"])))


def call_json(call):
    """Indented, but a turn to a line: short enough to read and to compare."""
    turns = call["turns"]
    head = json.dumps({**call, "turns": []}, ensure_ascii=False, indent=1)
    rows = []
    for turn in turns:
        bare = json.dumps({**turn, "words": []}, ensure_ascii=False)
        words = json.dumps(turn["words"], separators=(",", ":"))
        rows.append("  " + bare.replace('"words": []', f'"words": {words}'))
    return head.replace('"turns": []', '"turns": [\n' + ",\n".join(rows) + "\n ]") + "\n"


def speaker(turn, script):
    """The name of who speaks: the runtime knows voices by their numbers."""
    if turn["side"] in script.roles:
        return script.roles[turn["side"]].speaker
    others = [role for role in script.roles.values() if role.side == "other"]
    return others[int(turn["speaker"]) - 1].speaker


def made(script, calls):
    """Plays a script's call, and writes it with the names of its people."""
    slug, header = script.slug, script.header
    with temporary() as folder:
        at = Path(os.environ.get("PARLEY_SCENARIOS", folder)) / f"{slug}.toml"
        at.write_text(scenario(script), encoding="utf-8")
        call, _ = played(at, folder)
        kept(call, folder, calls, slug, header["audio"])
    if call["outcome"] != header["outcome"]:
        raise Unplayable(f"outcome {call['outcome']}, and not {header['outcome']}")
    for key in ("external_id", "channel", "direction", "language", "caller"):
        call[key] = header[key]
    call["agent"] = {"name": header["agent"]}
    call["tags"] = [tag.strip() for tag in header["tags"].split(",")]
    call.setdefault("turns", [])
    for turn in call["turns"]:
        turn["speaker"] = speaker(turn, script)
    (calls / f"{slug}.parley.json").write_text(call_json(call), encoding="utf-8")
    return call


def main():
    out, wanted = Path(sys.argv[1]), sys.argv[2:]
    (out / "calls").mkdir(parents=True, exist_ok=True)
    entries, recorded, failed = [], [], []
    for path in sorted((HERE / "scripts").glob("*.txt")):
        slug = path.stem
        script = parse_script(slug, path.read_text(encoding="utf-8"), AGENTS)
        header = script.header
        entries.append({
            "file": f"calls/{slug}.parley.json",
            "days_ago": int(header["days_ago"]),
            "local_time": header["local_time"],
            "zone": ZONES[header["business"]],
            "made_on": made_on(header),
        })
        recorded.append((header["business"], int(header["days_ago"])))
        if wanted and not any(slug.startswith(w) for w in wanted):
            continue
        try:
            call = made(script, out / "calls")
            print(f"{slug}: {call['stated_duration_ms'] / 1000:.1f} s, {len(call['turns'])} turns")
        except Unplayable as why:
            failed.append(slug)
            print(f"{slug}: {why}", file=sys.stderr)
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
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
