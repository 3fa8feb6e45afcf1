"""Reads one call script: a header, a line of dashes, then the dialogue.

Knows the notation described in README.md and nothing of sound: what is said,
by whom, and the stage directions, as plain values.
"""

import re
from dataclasses import dataclass, field

PUNCTUATION = ".,!?…—–-“”\"'‘’()[]:;।"


class ScriptError(ValueError):
    """A line of a script that cannot be understood; says which."""


@dataclass
class Voice:
    name: str
    rate: int = 168
    pitch: int = 50
    spread: int = 50
    gain: float = 0.0


@dataclass
class Role:
    key: str
    side: str
    speaker: str
    channel: int
    voice: Voice


@dataclass
class Word:
    at: int
    length: int
    unsure: bool = False


@dataclass
class Piece:
    """A stretch of the turn spoken as one: `spoken` for the words `words[first:last]`."""

    spoken: str
    first: int
    last: int


@dataclass
class Line:
    """One turn as written: its text, its words, and how to say and place it."""

    role: str
    text: str
    words: list
    pieces: list
    anchors: list  # (variable name, value, index of the word it is said at)
    directions: dict
    cut_word: int | None = None  # spoken only up to this word: the speaker is interrupted
    marks: list = field(default_factory=list)  # word indexes where a backchannel falls
    spoken_language: str | None = None
    kind: str = "turn"


@dataclass
class Effect:
    name: str
    seconds: float
    kind: str = "effect"


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
        elif key in ("rate", "pitch", "spread"):
            setattr(voice, key, int(value))
        else:
            raise ScriptError(f"unknown voice option {option!r}")
    return voice


def say_digits(text):
    return " ".join(text)


def say_aloud(tokens, index):
    """How the token at `index` is spoken, and how many tokens that covers."""
    token = tokens[index]
    bare = token.strip(PUNCTUATION)
    tail = token[len(token.rstrip(PUNCTUATION)):]
    if bare in ("Rs", "₹") and index + 1 < len(tokens):
        amount = tokens[index + 1]
        number = amount.strip(PUNCTUATION)
        return f"{number.replace(',', '')} rupees{amount[len(amount.rstrip(PUNCTUATION)):]}", 2
    if bare.startswith("$") and bare[1:2].isdigit():
        return f"{bare[1:].replace(',', '')} dollars{tail}", 1
    if re.fullmatch(r"0\d+|\d{5}|614|555", bare):
        return say_digits(bare) + tail, 1
    if bare == "UPI":
        return "U P I" + tail, 1
    if re.fullmatch(r"\d{1,2}(:\d\d)?(am|pm)", bare):
        return f"{bare[:-2].replace(':', ' ')} {bare[-2:].upper()}{tail}", 1
    if re.fullmatch(r"\d{1,2}:\d\d", bare):
        return bare.replace(":", " ") + tail, 1
    return token, 1


_TOKEN = re.compile(r"\{([^|{}]+)\|([^{}]+)\}(\S*)|<(\w+)=([^<>]+)>|(\S+)")


def parse_line(role, directions, body, override):
    """`override` is the same sentence word for word in another script, to be spoken instead."""
    text, words, pieces, anchors, marks, cut = "", [], [], [], [], None
    plain = []  # (written token, word index) waiting to become pieces

    def write(token):
        nonlocal text
        unsure = token.startswith("~")
        token = token.removeprefix("~")
        if text:
            text += " "
        start = len(text)
        text += token
        bare = token.strip(PUNCTUATION)
        if bare:
            words.append(Word(start + token.index(bare), len(bare), unsure))
        return token, bool(bare)

    def flush():
        i = 0
        tokens = [token for token, _ in plain]
        while i < len(plain):
            spoken, used = say_aloud(tokens, i)
            indexes = [w for _, w in plain[i:i + used] if w is not None]
            if indexes:
                pieces.append(Piece(spoken, indexes[0], indexes[-1] + 1))
            i += used
        plain.clear()

    for alias, spoken, tail, name, value, token in _TOKEN.findall(body):
        if alias:
            flush()
            first = len(words)
            for i, part in enumerate(parts := alias.split()):
                write(part + (tail if i == len(parts) - 1 else ""))
            pieces.append(Piece(spoken + tail, first, len(words)))
        elif name:
            anchors.append((name, value, len(words)))
        elif token == "^":
            marks.append(len(words))
        elif token == "//":
            cut = len(words)
        else:
            shown, counted = write(token)
            plain.append((shown, len(words) - 1 if counted else None))
    flush()
    spoken_language = None
    if override:
        spoken_language, sentence = override
        tokens = sentence.split()
        if len(tokens) != len(words):
            raise ScriptError(f"{len(words)} words written, {len(tokens)} spoken: {sentence!r}")
        pieces = [Piece(token, i, i + 1) for i, token in enumerate(tokens)]
    line = Line(role, text, words, pieces, anchors, directions, cut, marks, spoken_language)
    if cut is not None:
        end = words[cut - 1].at + words[cut - 1].length
        line.text = text[:end] + " —"
        line.words = words[:cut]
    return line


def parse_directions(text):
    found = {}
    for part in (text or "").split(","):
        if part.strip():
            key, _, value = part.strip().partition(" ")
            found[key] = float(value) if value else True
    return found


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
        roles["caller"] = Role("caller", "caller", name or "Caller", 0, parse_voice(header["voice"]))
    if header["agent"] not in agents:
        raise ScriptError(f"{slug}: no such agent {header['agent']!r}")
    roles["agent"] = Role("agent", "agent", header["agent"], 1, agents[header["agent"]])
    for key, value in casts:
        speaker, where, voice = (part.strip() for part in value.split("|"))
        roles[key] = Role(key, "other", speaker, 0 if where == "left" else 1, parse_voice(voice))

    rows = [row for row in body.splitlines() if row.strip() and not row.startswith("#")]
    lines = []
    for number, row in enumerate(rows):
        if row.startswith((" ", "\t")):
            continue
        if row.startswith("..."):
            lines.append(Effect("silence", float(row[3:])))
        elif row.startswith("* "):
            effect, _, seconds = row[2:].partition(" ")
            lines.append(Effect(effect, float(seconds or 1)))
        else:
            match = _TURN.fullmatch(row)
            if not match or match[1] not in roles:
                raise ScriptError(f"{slug}: {row!r}")
            override = None
            if number + 1 < len(rows) and rows[number + 1].startswith((" ", "\t")):
                language, _, sentence = rows[number + 1].strip().partition(": ")
                override = (language, sentence)
            try:
                lines.append(parse_line(match[1], parse_directions(match[2]), match[3], override))
            except ScriptError as problem:
                raise ScriptError(f"{slug}: {problem}") from None
    return Script(slug, header, roles, lines)
