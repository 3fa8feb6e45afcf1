"""Sixty days of calls and messages without recordings, from the files in threads/.

Every thread is written by hand; a row `with:` makes one call of it, with its own
person, slot and the wording that goes with that row. This module fills in the
blanks and puts the calls on the calendar; it knows nothing of sound.
"""

import random
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from people import Person, decks, slots
from script import ScriptError, parse_line

AGENT_NAMES = {
    ("sunrise", "Booking desk"): "Sunrise · Booking desk",
    ("sunrise", "Reminders"): "Sunrise · Reminders",
    ("buckeye", "Dispatch"): "Buckeye · Dispatch",
    ("buckeye", "Follow-up"): "Buckeye · Follow-up",
}
SNAP = (14, 15, 16, 17, 18, 19)
# days_ago 0 is a Friday here (0 is Monday): see the manifest's anchor_weekday.
ANCHOR = 4
MONDAY, SATURDAY, SUNDAY = 0, 5, 6
TEXT = {"sms", "whatsapp", "chat", "email"}
SHORT = {"phone": "call", "web": "web", "sms": "sms", "whatsapp": "wa", "chat": "chat", "email": "mail"}


@dataclass
class Thread:
    name: str
    business: str
    channel: str
    direction: str
    language: str
    outcome: str
    header: dict
    rows: list
    lines: list


@dataclass
class Dated:
    call: dict
    thread: str
    business: str
    days_ago: int
    minute: int  # of the local day
    second: int


def read_threads(folder):
    threads = []
    for path in sorted(Path(folder).glob("*.txt")):
        for block in re.split(r"^== ", path.read_text(encoding="utf-8"), flags=re.M)[1:]:
            head, _, body = block.partition("\n---\n")
            first, *rest = head.splitlines()
            name, business, channel, direction, language, outcome = (x.strip() for x in first.split("|"))
            header, rows = {}, []
            for row in rest:
                key, colon, value = row.partition(":")
                if not colon:
                    raise ScriptError(f"{name}: {row!r}")
                if key == "with":
                    rows.append({k: v for k, _, v in (part.strip().partition("=") for part in value.split("; "))})
                else:
                    header[key] = value.strip()
            lines = [line for line in body.splitlines() if line.strip()]
            threads.append(Thread(name, business, channel, direction, language, outcome, header, rows, lines))
    return threads


def filled(text, values, index):
    """Blanks filled, then of every [a|b|c] the wording of this row."""
    text = re.sub(r"\{(\w+)\}", lambda m: values[m[1]], text)
    return re.sub(
        r"\[([^\[\]]*\|[^\[\]]*)\]",
        lambda m: (options := m[1].split("|"))[index % len(options)],
        text,
    )


_LINE = re.compile(r"(caller|agent|other)(?: \+(\d+)(s|m|h))?: (.+)")


def wait(side, channel, given, rng):
    """Milliseconds between one message and the next."""
    if given:
        count, unit = given
        base = int(count) * {"s": 1000, "m": 60_000, "h": 3_600_000}[unit]
        return int(base * rng.uniform(0.85, 1.2))
    if side == "agent":
        return rng.randint(30_000, 90_000) if channel == "email" else rng.randint(1_800, 5_200)
    return {"chat": rng.randint(9_000, 48_000), "email": rng.randint(600_000, 4_000_000)}.get(
        channel, rng.randint(25_000, 140_000))


def converse(thread, lines, speakers, rng):
    """(turns, variables, duration in ms)."""
    turns, variables, now = [], [], 0
    spoken = thread.channel not in TEXT
    for line in lines:
        match = _LINE.fullmatch(line)
        if not match:
            raise ScriptError(f"{thread.name}: {line!r}")
        side, count, unit, body = match.groups()
        parsed = parse_line(side, {}, body, None)
        text = parsed.written()
        if spoken:
            if turns and side != turns[-1]["side"]:
                new_voice = side == "other" and not any(t["side"] == "other" for t in turns)
                now += rng.randint(5_000, 11_000) if new_voice else rng.randint(380, 1_150)
            elif not turns:
                now = rng.randint(900, 2_400)
            length = int(len(text) * rng.uniform(56, 68)) + 250
        else:
            now += wait(side, thread.channel, (count, unit) if count else None, rng) if turns else 0
            length = 0
        for name, value, word in parsed.anchors:
            at = len(parsed.written(0, word)) + 1 if 0 < word < len(parsed.tokens) else 0
            variables.append({"name": name, "value": value,
                              "said_at_ms": now + length * at // max(1, len(text))})
        turns.append({"side": side, "speaker": speakers[side], "text": text,
                      "start_ms": now, "end_ms": now + length, "words": []})
        now += length
    return turns, variables, now + (rng.randint(500, 1_600) if spoken else 0)


def somebody(deck, outcome):
    """Who said stop or asked to be forgotten must not be seen being called again."""
    return deck.withdraw() if outcome in ("opted_out", "asked_to_delete", "failed") else deck.deal()


def compose(thread, index, row, people, weekday, rng):
    header, deva = thread.header, "deva" in thread.header
    language = 0 if thread.language != "hi-in" else 1 if deva else 2
    if "person" in header:
        name, phone, email = (part.strip() or None for part in header["person"].split("|"))
        person = Person(name, name, phone, email)
    else:
        group = header.get("who", "any")
        person = somebody(people[thread.business][group if group in "fm" else rng.choice("fm")], thread.outcome)
    name = person.called(deva)
    offers = slots(thread.business, weekday, language, rng)
    values = {"name": name, "first": name.split()[0],
              "slot_en": offers[0][0],
              "slot": offers[0][1], "slot2": offers[1][1], "slot3": offers[2][1]} | row
    speakers = {
        "caller": "Caller" if "anonymous" in header else name,
        "agent": AGENT_NAMES[thread.business, header.get("agent", "Booking desk" if thread.business == "sunrise" else "Dispatch")],
        "other": header.get("other", "Colleague"),
    }
    values = {key: filled(value, values, index) for key, value in values.items()}
    lines = [filled(line, values, index) for line in thread.lines]
    turns, variables, duration = converse(thread, lines, speakers, rng)
    written = thread.channel in ("chat", "email")
    email = person.email
    if "mail" in header and not email:
        email = re.sub(r"[^a-z ]", "", person.name.lower()).replace(" ", ".") + (
            "@example.in" if thread.business == "sunrise" else "@example.com")
    ended = header.get("ended") or (
        "conversation_closed" if thread.channel in TEXT else rng.choice(["caller_hung_up", "agent_ended"]))
    return {
        "format": "parley-call",
        "version": 1,
        "external_id": "",
        "channel": thread.channel,
        "direction": thread.direction,
        "language": thread.language,
        "outcome": thread.outcome,
        "ended_reason": ended,
        "caller": {
            "name": None if "anonymous" in header else name,
            "phone": None if written else person.phone,
            "email": None if "anonymous" in header else email,
        },
        "agent": {"name": speakers["agent"]},
        "summary": filled(header["summary"], values, index),
        "variables": variables,
        "tags": [filled(tag.strip(), values, index) for tag in header["tags"].split(",")],
        "simulated": False,
        "stated_duration_ms": duration,
        "turns": turns,
    }


MISSED = [
    # business, agent, direction, outcome, ended_reason, summary, tags, seconds of ringing
    ("sunrise", "Reminders", "outbound", "no_answer", "no_answer", "Reminder call to {name} rang out. A message was sent instead.", "reminder", 38),
    ("sunrise", "Reminders", "outbound", "no_answer", "busy", "{name}'s line was busy at the time of the reminder.", "reminder", 7),
    ("sunrise", "Reminders", "outbound", "no_answer", "no_answer", "Second attempt to remind {name}; again nobody picked up. No third call is made.", "reminder", 41),
    ("sunrise", "Reminders", "outbound", "no_answer", "switched_off", "{name}'s phone was switched off when the reminder was due.", "reminder", 6),
    ("sunrise", "Reminders", "outbound", "no_answer", "no_answer", "No answer from {name} about the moved Saturday hours.", "schedule-change", 35),
    ("sunrise", "Booking desk", "inbound", "no_answer", "caller_hung_up", "{name} hung up before the greeting was over.", "missed", 3),
    ("sunrise", "Booking desk", "inbound", "no_answer", "caller_hung_up", "A call from {name} ended after two rings. Called back the same hour.", "missed, follow-up", 5),
    ("sunrise", "Booking desk", "inbound", "unknown", "silent_call", "A call from {name}'s number with traffic noise only; probably dialled from a pocket.", "missed", 19),
    ("sunrise", "Reminders", "outbound", "failed", "number_not_in_service", "The number on {name}'s card is not in service. The desk was asked to correct it at the next visit.", "wrong-number", 4),
    ("buckeye", "Follow-up", "outbound", "no_answer", "no_answer", "Follow-up call to {name} rang out; mailbox full.", "follow-up", 32),
    ("buckeye", "Follow-up", "outbound", "no_answer", "no_answer", "No answer at {name}'s number about the part on order.", "follow-up", 28),
    ("buckeye", "Follow-up", "outbound", "no_answer", "busy", "Busy signal when calling {name} back.", "follow-up", 6),
    ("buckeye", "Dispatch", "inbound", "no_answer", "caller_hung_up", "{name} gave up in the queue during the cold snap after almost two minutes. Texted right away.", "no-heat, missed", 112),
    ("buckeye", "Dispatch", "inbound", "no_answer", "caller_hung_up", "{name} hung up while waiting; the second call a few minutes later went through.", "no-heat, missed", 74),
    ("buckeye", "Dispatch", "inbound", "no_answer", "caller_hung_up", "Call from {name} dropped before the disclosure was finished.", "missed", 4),
    ("buckeye", "Dispatch", "inbound", "failed", "line_dropped", "{name}'s call broke off in the tone; no words were exchanged.", "dropped-call", 2),
    ("buckeye", "Follow-up", "outbound", "no_answer", "no_answer", "Third reminder of an open invoice to {name}; nobody picked up.", "billing", 30),
]


def missed(row, people, rng):
    business, agent, direction, outcome, ended, summary, tags, ringing = row
    person = somebody(people[business][rng.choice("fm")], outcome)
    return {
        "format": "parley-call",
        "version": 1,
        "external_id": "",
        "channel": "phone",
        "direction": direction,
        "language": "en-in" if business == "sunrise" else "en-us",
        "outcome": outcome,
        "ended_reason": ended,
        "caller": {"name": person.name, "phone": person.phone, "email": person.email},
        "agent": {"name": AGENT_NAMES[business, agent]},
        "summary": summary.format(name=person.name),
        "variables": [],
        "tags": [tag.strip() for tag in tags.split(",")],
        "simulated": False,
        "stated_duration_ms": ringing * 1000 + rng.randint(0, 999),
        "turns": [],
    }


def day_weight(business, day):
    weekday = (ANCHOR - day) % 7
    if business == "sunrise":
        return {MONDAY: 1.8, SATURDAY: 0.8, SUNDAY: 0.0}.get(weekday, 1.0)
    weight = {MONDAY: 1.6, SATURDAY: 0.45, SUNDAY: 0.2}.get(weekday, 1.0)
    return weight * (2.6 if day in SNAP else 1.0)


# Calls by hour: a morning and an evening peak with lunch between them.
CLINIC_HOURS = {8: 2, 9: 6, 10: 10, 11: 9, 12: 5, 13: 2, 14: 2, 15: 4, 16: 6, 17: 8, 18: 8, 19: 4, 20: 1}
HEATING_HOURS = {7: 7, 8: 10, 9: 8, 10: 7, 11: 6, 12: 3, 13: 5, 14: 5, 15: 5, 16: 6, 17: 7, 18: 5, 19: 3, 20: 1}
NIGHT_HOURS = {5: 3, 6: 6, 20: 3, 21: 3, 22: 2, 23: 1}


class Calendar:
    """Hands out days so that every day ends up near its share of all calls."""

    def __init__(self, taken, total):
        self._count = {"sunrise": Counter(), "buckeye": Counter()}
        for business, day in taken:
            self._count[business][day] += 1
        self._total = total

    def day(self, business, direction, header, siblings, rng):
        if "days" in header:
            return self._note(business, int(header["days"]))
        days = SNAP if header.get("when") == "snap" else range(1, 60)
        weights = {day: day_weight(business, day) for day in days}
        all_days = sum(day_weight(business, day) for day in range(1, 60))
        left = {}
        for day in days:
            share = weights[day] / all_days * self._total[business]
            if direction == "outbound" and (ANCHOR - day) % 7 == SUNDAY:
                continue
            left[day] = max(share - self._count[business][day], share * 0.04)
            # The same kind of call twice within days would look composed.
            nearest = min((abs(day - other) for other in siblings), default=60)
            left[day] *= 0.02 if nearest == 0 else 0.1 if nearest < 4 and len(days) > 10 else 1
        return self._note(business, rng.choices(list(left), list(left.values()))[0])

    def _note(self, business, day):
        self._count[business][day] += 1
        return day


def minute_of_day(business, call, header, rng):
    """A time that fits the business, the channel and the greeting."""
    if "at" in header:
        hour, minute = header["at"].split(":")
        return int(hour) * 60 + int(minute)
    hours = dict(CLINIC_HOURS if business == "sunrise" else HEATING_HOURS)
    if header.get("when") == "snap" and call["channel"] == "phone":
        hours |= NIGHT_HOURS
    if call["direction"] == "outbound":
        hours = {hour: n for hour, n in hours.items() if 10 <= hour <= 18}
    if call["channel"] == "chat":
        hours |= {20: 6, 21: 5, 22: 3}
    greeting = call["turns"][0]["text"] if call["turns"] else ""
    if "Good morning" in greeting:
        hours = {hour: n for hour, n in hours.items() if hour < 12}
    elif "Good afternoon" in greeting:
        hours = {hour: n for hour, n in hours.items() if 12 <= hour < 17}
    elif "Good evening" in greeting:
        hours = {hour: n for hour, n in hours.items() if hour >= 17}
    return rng.choices(list(hours), list(hours.values()))[0] * 60 + rng.randrange(60)


def fixed_day(job):
    _, _, header, source, index = job
    return "days" in header or isinstance(source, Thread) and "days" in source.rows[index]


def history(folder, recorded):
    """[Dated], oldest first; `recorded` are (business, days_ago) of the calls that have sound."""
    rng = random.Random("sixty days")
    people, dated = decks(rng), []
    jobs = [(t.name, t.business, t.header, t, index) for t in read_threads(folder) for index in range(len(t.rows))]
    for number, row in enumerate(MISSED):
        jobs.append((f"missed-{number}", row[0], {"when": "snap"} if "no-heat" in row[6] else {}, row, 0))
    total = Counter(job[1] for job in jobs) + Counter(business for business, _ in recorded)
    calendar = Calendar(recorded, total)
    # Withdrawn people come off the decks before anyone is dealt.
    # Then those bound to a day or to the cold snap: the others fill up around them.
    jobs.sort(key=lambda job: (
        (job[3].outcome if isinstance(job[3], Thread) else job[3][3]) not in ("opted_out", "asked_to_delete", "failed"),
        not fixed_day(job),
        job[2].get("when") != "snap",
    ))
    for name, business, header, source, index in jobs:
        if isinstance(source, Thread):
            header = header | {key: source.rows[index][key] for key in ("days", "at") if key in source.rows[index]}
        direction = source.direction if isinstance(source, Thread) else source[2]
        day = calendar.day(business, direction, header, [d.days_ago for d in dated if d.thread == name], rng)
        weekday = (ANCHOR - day) % 7
        if isinstance(source, Thread):
            call = compose(source, index, source.rows[index], people, weekday, rng)
        else:
            call = missed(source, people, rng)
        minute = minute_of_day(business, call, header, rng)
        dated.append(Dated(call, name, business, day, minute, rng.randrange(60)))
    dated.sort(key=lambda d: (-d.days_ago, d.minute, d.second))
    counters = {}
    for item in dated:
        kind = ("sun" if item.business == "sunrise" else "bkh", SHORT[item.call["channel"]])
        start = {"sun-call": 4001, "bkh-call": 20701}.get("-".join(kind), 301)
        counters[kind] = counters.get(kind, start - 1) + 1
        item.call["external_id"] = f"{kind[0]}-{kind[1]}-{counters[kind]:04}"
    return dated
