"""Reads one call script: a header, a line of dashes, then the dialogue.

Knows the notation described in README.md and nothing of how a call is played: who says
what and when, what the agent does besides, as plain values.
"""

import re
from dataclasses import dataclass, field

PUNCTUATION = ".,!?…—–-“”\"'‘’()[]:;।"


class ScriptError(ValueError):
    """A line of a script that cannot be understood; says which."""


@dataclass
class Voice:
    """One of espeak-ng's: its name, words a minute, pitch (0 to 99) and gain (dB)."""

    name: str
    rate: int = 168
    pitch: int = 50
    gain: float = 0.0


@dataclass
class Role:
    key: str
    side: str
    speaker: str
    voice: Voice


@dataclass
class Line:
    """One turn as written."""

    role: str
    tokens: list  # (written, said): words, said as they are written unless told otherwise
    anchors: list  # (variable name, value, index of the token it is said at)
    directions: dict
    cut: int | None = None  # the speaker is interrupted before this token
    marks: list = field(default_factory=list)  # tokens before which a backchannel falls
    lexicon: dict = field(default_factory=dict)  # how the voice is to say what it would read wrong
    kind: str = "turn"

    def written(self, first=0, last=None):
        return " ".join(written for written, _ in self.tokens[first:last])


@dataclass
class Effect:
    """Sound or silence of the line, in seconds."""

    name: str
    seconds: float
    kind: str = "effect"


@dataclass
class Deed:
    """What the agent does: `look`, `do`, `step`, `end`, `transfer`; `ended`: by the runtime."""

    name: str
    what: str
    ms: int = 0
    arguments: dict = field(default_factory=dict)
    result: dict = field(default_factory=dict)
    fails: bool = False
    kind: str = "deed"


@dataclass
class Script:
    slug: str
    header: dict
    roles: dict
    lines: list


def parse_voice(text):
    name, *options = text.split()
    voice = Voice(name)
    for option in options:
        key, _, value = option.partition("=")
        if key == "gain":
            voice.gain = float(value)
        elif key in ("rate", "pitch"):
            setattr(voice, key, int(value))
        else:
            raise ScriptError(f"unknown voice option {option!r}")
    return voice


_TOKEN = re.compile(r"\{([^|{}]+)\|([^{}]+)\}(\S*)|<(\w+)=([^<>]+)>|(\S+)")


def bare(word):
    return word.removeprefix("~").strip(PUNCTUATION).lower()


def parse_line(role, directions, body, override):
    """`override` is the same sentence word for word in another script: how it is said."""
    line = Line(role, [], [], directions)
    for heard, said, tail, name, value, token in _TOKEN.findall(body):
        if heard:
            line.tokens.append((heard + tail, said + tail))
        elif name:
            line.anchors.append((name, value, len(line.tokens)))
        elif token == "^":
            line.marks.append(len(line.tokens))
        elif token == "//":
            line.cut = len(line.tokens)
        else:
            line.tokens.append((token, token))
    if override:
        words = [written for written, _ in line.tokens if bare(written)]
        sounds = override.split()
        if len(words) != len(sounds):
            raise ScriptError(f"{len(words)} words written, {len(sounds)} said: {override!r}")
        line.lexicon = {bare(word): sound.strip(PUNCTUATION) for word, sound in zip(words, sounds, strict=True)}
    return line


def parse_directions(text):
    found = {}
    for part in (text or "").split(","):
        if part.strip():
            key, _, value = part.strip().partition(" ")
            found[key] = float(value) if re.fullmatch(r"[\d.]+", value) else value or True
    return found


def facts(text):
    pairs = (part.partition("=") for part in text.split(";") if part.strip())
    return {key.strip(): value.strip() for key, _, value in pairs}


def parse_deed(row):
    """`look NAME MS: a=b -> c=d`, `do NAME MS: a=b`, `… fails`, `step NAME`, `end WHY`, `transfer WHY`."""
    head, _, rest = row.partition(":")
    word, _, what = head[2:].partition(" ")
    if word in ("step", "end", "ended", "transfer", "hang_up"):
        return Deed(word, row[2:].partition(" ")[2])
    name, ms, *fails = what.split()
    if word not in ("look", "do") or fails not in ([], ["fails"]):
        raise ScriptError(row)
    arguments, _, result = rest.partition("->")
    return Deed(word, name, int(ms), facts(arguments), facts(result), bool(fails))


_TURN = re.compile(r"(\w+)(?: \(([^)]*)\))?: (.+)")


def parse_script(slug, source, agents):
    """`agents` maps an agent's name to the voice it always has."""
    head, _, body = source.partition("\n---\n")
    header, casts = {}, []
    for row in head.splitlines():
        if not row.strip() or row.startswith("#"):
            continue
        key, colon, value = row.partition(":")
        if not colon:
            raise ScriptError(f"{slug}: header line {row!r}")
        if key.startswith("cast "):
            casts.append((key[5:].strip(), value))
        else:
            header[key.strip()] = value.strip()
    roles = {}
    name, phone, email = (part.strip() for part in header["caller"].split("|"))
    header["caller"] = {"name": name or None, "phone": phone or None, "email": email or None}
    if "voice" in header:
        roles["caller"] = Role("caller", "caller", name or "Caller", parse_voice(header["voice"]))
    if header["agent"] not in agents:
        raise ScriptError(f"{slug}: no such agent {header['agent']!r}")
    roles["agent"] = Role("agent", "agent", header["agent"], agents[header["agent"]])
    for key, value in casts:
        speaker, voice = (part.strip() for part in value.split("|"))
        roles[key] = Role(key, "other", speaker, parse_voice(voice))

    rows = [row for row in body.splitlines() if row.strip() and not row.startswith("#")]
    lines = []
    for number, row in enumerate(rows):
        if row.startswith((" ", "\t")):
            continue
        try:
            if row.startswith("..."):
                lines.append(Effect("silence", float(row[3:])))
            elif row.startswith("* "):
                effect, _, seconds = row[2:].partition(" ")
                lines.append(Effect(effect, float(seconds or 1)))
            elif row.startswith("= "):
                lines.append(parse_deed(row))
            else:
                match = _TURN.fullmatch(row)
                if not match or match[1] not in roles:
                    raise ScriptError(repr(row))
                override = None
                if number + 1 < len(rows) and rows[number + 1].startswith((" ", "\t")):
                    override = rows[number + 1].strip().partition(": ")[2]
                lines.append(parse_line(match[1], parse_directions(match[2]), match[3], override))
        except ScriptError as problem:
            raise ScriptError(f"{slug}: {problem}") from None
    return Script(slug, header, roles, lines)
