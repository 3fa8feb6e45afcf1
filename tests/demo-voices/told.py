"""From a call script to a scenario that Parley's runtime plays: the caller's words as
steps, the agent's as replies that were written before. What the runtime says and does by
itself (the disclosure, refusals, silence, a hand-over) is in no script.
"""

import json
import random
import re

from script import bare

DEVANAGARI = re.compile("[\u0900-\u097f]")
# Until a caller begins after the agent, ms; after somebody else on their side.
ANSWERS, GOES_ON = (430, 820), (350, 700)
SPEED = {"slow": 0.84, "fast": 1.16}
GAIN = {"loud": 2.5, "quiet": -4.0}
PITCH = {"loud": 8}
PLACES = {"sunrise": "IN", "buckeye": "US-OH"}
CLINICS = {
    ("sunrise", "en"): "Sunrise Clinic",
    ("sunrise", "hi"): "सनराइज़ क्लिनिक",
    ("buckeye", "en"): "Buckeye Heating",
}
# Abbreviations that are spelled.
SPELLED = {"upi": "U P I"}


def text(value):
    """A TOML string."""
    return json.dumps(value, ensure_ascii=False)


def table(values):
    return "{ " + ", ".join(f"{text(key)} = {text(value)}" for key, value in values.items()) + " }"


def tongue(header):
    return header["language"].partition("-")[0]


def manner(line):
    """The directions that make another voice of a speaker's."""
    return [key for key in ("slow", "fast", "loud", "quiet") if key in line.directions]


def voice_name(line):
    return "-".join([line.role, *manner(line)])


def voice_row(script, line, numbers):
    """A speaker, as they speak in this line."""
    voice, how = script.roles[line.role].voice, manner(line)
    name = voice.name
    spoken = line.written()
    if line.lexicon or DEVANAGARI.search(spoken):
        name = "hi" + (f"+{name.partition('+')[2]}" if "+" in name else "")
    rate, pitch, gain = voice.rate, voice.pitch, voice.gain
    for key in how:
        rate = int(rate * SPEED.get(key, 1))
        pitch += PITCH.get(key, 0)
        gain += GAIN.get(key, 0)
    return (f"speaks = {text(name)}\nrate = {rate}\npitch = {pitch}\n"
            f"gain_db = {gain}\nspeaker = {numbers[line.role]}\n")


def notation(line):
    """The line up to where it is cut, as a scenario has it: `{heard|said}`, `~unsure`."""
    return " ".join(written if written == said else f"{{{written}|{said}}}" for written, said in line.tokens[:line.cut])


def phrase(line, last, count=3):
    """The words before a token, to be waited for."""
    words = [written.replace("~", "") for written, _ in line.tokens[:last]]
    words = [word for word in " ".join(words).split() if re.search(r"\w", word)]
    return " ".join(words[-count:])


class Writer:
    def __init__(self, script):
        self.script, self.rng = script, random.Random(script.slug)
        self.steps, self.replies, self.answers, self.heard, self.done = [], [], [], [], []
        self.voices, self.lexicon = {}, dict(SPELLED)
        others = [key for key, role in script.roles.items() if role.side == "other"]
        self.numbers = {"caller": 0, **{key: place for place, key in enumerate(others, start=1)}}
        self.before, self.pause = None, 0.0  # the last turn, and the silence since
        self.marked = None  # an agent's turn that a backchannel falls in
        self.said = []  # turns on the caller's side since the last reply
        self.fresh, self.upon = {}, "begin"  # what the next reply has beside its words
        self.proposed = None

    def step(self, when, **does):
        rows = [when] + [f"{key} = {value}" for key, value in does.items()]
        self.steps.append("\n".join(["[[step]]", *filter(None, rows)]))

    def says(self, line):
        wish = line.directions
        self.lexicon.update(line.lexicon)
        self.voices[voice_name(line)] = voice_row(self.script, line, self.numbers)
        gap, delay = wish.get("gap"), None
        if "during" in wish or "over" in wish:
            delay = int(wish.get("during") if "during" in wish else wish["over"])
        if "during" in wish:
            when = f"upon = {text(phrase(self.marked, self.marked.marks[0]))}"
        elif "after" in wish:
            when = f"after_ms = {int(wish['after'])}"
        elif "wait" in wish:
            when = f"wait_ms = {int(wish['wait'])}"
        elif self.before is None:
            when = f"wait_ms = {int(gap or 600)}"
        elif self.before.role == "agent" and self.before.cut is not None:
            when = f"upon = {text(phrase(self.before, self.before.cut))}"
        elif self.before.role == "agent":
            when = f"after_ms = {int(gap or self.rng.uniform(*ANSWERS))}"
        else:
            gap = gap if gap is not None else 0 if "over" in wish else self.rng.uniform(*GOES_ON)
            when = f"wait_ms = {int(self.pause * 1000 + gap)}"
        if when.startswith("upon"):
            when += f"\ndelay_ms = {delay}"
        self.step(when, who=text(voice_name(line)), say=text(notation(line)))
        if "during" not in wish:
            self.before, self.pause = line, 0.0
            self.said.append(line)

    def reply(self, line, **more):
        """What the agent says upon what was said before; nothing but an end, without a line."""
        rows, wish = [f'upon = "{self.upon}"'], line.directions if line else {}
        if "silence" in wish:
            rows[0] = 'upon = "silence"'
        elif self.upon == "said":
            last = self.said[-1]
            rows.append(f"answers = {text(phrase(last, last.cut, 2))}")
        captured = []
        if "silence" not in wish:
            for turn in self.said:
                for name, value, place in turn.anchors:
                    at = turn.written(place, place + 2).replace("~", "")
                    captured.append((name, value, at))
            self.said = []
        if line:
            self.lexicon.update(line.lexicon)
            self.lexicon.update((bare(written), said) for written, said in line.tokens if written != said)
            rows.append(f"say = {text(line.written())}")
            spoken = line.written()
            if tongue(self.script.header) == "en" and DEVANAGARI.search(spoken):
                rows.append('tongue = "hi"')
            captured += [(name, value, "") for name, value, _ in line.anchors]
            if line.cut is None:
                self.heard.append(spoken)
        if "expect" in wish:
            rows.append(f"expecting = {text(wish['expect'])}")
        for name, value, at in captured:
            rows.append(f"[[reply.captured]]\nname = {text(name)}\nvalue = {text(value)}\nat = {text(at)}")
        for key, value in {**self.fresh, **more}.items():
            if key == "look":
                rows += [f"[[reply.look]]\ntool = {text(tool)}\nfacts = {table(arguments)}" for tool, arguments in value]
            else:
                place = 1
                rows.insert(place, f"{key} = {value}")
        self.fresh, self.upon = {}, "said"
        if self.proposed:
            self.upon, self.proposed = self.proposed, None
        self.replies.append("\n".join(["[[reply]]", *rows]))
        if line:
            self.before, self.pause = line, 0.0
            self.marked = line

    def deed(self, deed):
        if deed.name == "step":
            self.fresh["step"] = text(deed.what)
            return
        if deed.name in ("look", "do"):
            rows = [f"[[world.answers]]\nname = {text(deed.what)}\nafter_ms = {deed.ms}"]
            rows += ["fails = true"] if deed.fails else []
            rows += [f"facts = {table(deed.result)}"] if deed.result else []
            self.answers.append("\n".join(rows))
        if deed.name == "look":
            self.fresh.setdefault("look", []).append((deed.what, deed.arguments))
        elif deed.name == "do":
            self.fresh["propose"] = text(deed.what)
            self.fresh["facts"] = table(deed.arguments)
            self.proposed = "not_done" if deed.fails else "done"
            if not deed.fails:
                self.done.append(deed.what)

    def end(self, deed):
        """The last reply ends the call; where the caller spoke last it has no words."""
        key = {"end": "hang_up", "transfer": "transfer"}[deed.name]
        if self.before.role != "agent":
            self.reply(None, **{key: text(deed.what)})
        else:
            head, _, rest = self.replies[-1].partition("\n")
            self.replies[-1] = f"{head}\n{key} = {text(deed.what)}\n{rest}"

    def scenario(self):
        ends = []
        for line in self.script.lines:
            if line.kind == "deed" and line.name in ("end", "transfer"):
                self.end(line)
                ends.append(line)
            elif line.kind == "deed" and line.name == "ended":
                ends.append(line)
            elif line.kind == "deed" and line.name == "hang_up":
                self.step("wait_ms = 200", hang_up="true")
            elif line.kind == "deed":
                self.deed(line)
            elif line.kind == "effect" and line.name == "silence":
                self.pause += line.seconds
            elif line.kind == "effect":
                self.step("wait_ms = 900", **{f"{line.name}_ms": int(line.seconds * 1000)})
            elif line.role == "agent":
                self.reply(line)
            else:
                self.says(line)
        return self.document(ends)

    def document(self, ends):
        header = self.script.header
        place, language = PLACES[header["business"]], tongue(header)
        agent = self.script.roles["agent"].voice
        known = {"clinic": CLINICS[header["business"], language]}
        if "message" in header:
            known["message"] = header["message"]
        rows = [
            f"name = {text(self.script.slug)}",
            f"language = {text(language)}",
            f"business = {text(place)}",
            f"callers = [{text(place)}]",
            f"summary = {text(header['summary'])}",
        ] + ([] if self.replies else ["reply = []"])
        if header["direction"] == "outbound":
            message = "true" if "message" in header else "false"
            rows.append(f"outbound = {{ message = {message}, introduction = true }}")
        rows += ["", "[known]", *(f"{key} = {text(value)}" for key, value in known.items())]
        rows += ["", "[pronounce]", *(f"{text(key)} = {text(value)}" for key, value in sorted(self.lexicon.items()))]
        rows += ["", f"[voices.agent]\nspeaks = {text(agent.name)}\nrate = {agent.rate}\npitch = {agent.pitch}\ngain_db = {agent.gain}"]
        rows += [f"\n[voices.{name}]\n{row}" for name, row in sorted(self.voices.items())]
        rows += ["", *("\n\n".join(part) for part in (self.answers, self.replies, self.steps) if part)]
        heard = ",\n  ".join(text(spoken) for spoken in self.heard)
        rows += ["", "[expect]", f"heard = [\n  {heard}\n]", f"done = [{', '.join(map(text, self.done))}]"]
        for deed in ends:
            rows.append(f"{'transferred' if deed.name == 'transfer' else 'outcome'} = {text(deed.what)}")
        return "\n".join(rows) + "\n"


def scenario(script):
    """The scenario of a script, as TOML."""
    return Writer(script).scenario()
