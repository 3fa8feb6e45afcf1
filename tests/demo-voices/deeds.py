"""What the agent did in a call besides speaking, placed between its turns.

`deeds/SLUG.json` lists it: `after` is how many turns come before, the rest is an event
of Parley's call format. Events between the same turns follow one another.
"""

import json
from pathlib import Path

HERE = Path(__file__).parent
# From the end of the turn before to the first event after it.
PAUSE_MS = 120


def deeds(slug, turns):
    """The member `events` of a call, with their times; none where nothing is written."""
    path = HERE / "deeds" / f"{slug}.json"
    if not path.exists():
        return {}
    events, free = [], 0
    for deed in json.loads(path.read_text(encoding="utf-8")):
        after = deed.pop("after")
        at = max(free, turns[after - 1]["end_ms"] + PAUSE_MS)
        for key in ("arguments", "result"):
            if key in deed:
                deed[key] = json.dumps(deed[key], ensure_ascii=False)
        events.append({"at_ms": at, "after_turns": after, **deed})
        free = at + deed.get("took_ms", 0)
    return {"events": events}
