"""The calls that a script of the runtime's own leads: scenarios of `live/`, and who calls."""

import json
from pathlib import Path

from play import kept, played, temporary

LIVE = Path(__file__).parent / "live"


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


def make(calls, describe, wanted):
    """Plays every call, or those wanted, into the folder `calls`."""
    for call in listed():
        slug = call["slug"]
        if wanted and not any(slug.startswith(w) for w in wanted):
            continue
        with temporary() as folder:
            told, _ = played(LIVE / f"{slug}.toml", folder, "--caller", call["voice"])
            kept(told, folder, calls, slug, "opus")
        for key in ("external_id", "language", "caller", "tags"):
            told[key] = call[key]
        told["agent"] = {"name": call["agent"]}
        told["direction"] = direction(slug)
        (calls / f"{slug}.parley.json").write_text(describe(told), encoding="utf-8")
        print(f"{slug}: {told['stated_duration_ms'] / 1000:.1f} s, {len(told['turns'])} turns")
