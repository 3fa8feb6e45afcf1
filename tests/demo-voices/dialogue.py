"""Places the spoken turns of a script on the two channels of a recording.

Knows turn-taking (gaps, interruptions, backchannels, effects) and levels. Takes
any `speak` with the shape of `Espeak.speak`, so it needs no sound library.
"""

import array
import math
import operator
import random
import re
from dataclasses import dataclass

from espeak import RATE

SPEECH_DBFS = -20.0
NOISE_DBFS = -64.0
FRAME = RATE // 100
LIMIT = 29000
DEVANAGARI = re.compile("[\u0900-\u097f]")


@dataclass
class Placed:
    line: object
    role: object
    start: int
    samples: object
    words: list  # (start, end) in samples from the beginning of the call


def rms(samples):
    return math.sqrt(sum(map(operator.mul, samples, samples)) / max(1, len(samples)))


def scaled(samples, factor):
    """Multiplied, with peaks bent below full scale instead of clipped."""
    out = array.array("h", bytes(2 * len(samples)))
    for i, sample in enumerate(samples):
        value = sample * factor
        if value > 20000 or value < -20000:
            over = abs(value) - 20000
            value = math.copysign(20000 + (LIMIT - 20000) * math.tanh(over / (LIMIT - 20000)), value)
        out[i] = int(value)
    return out


def frame_levels(samples):
    return [rms(samples[i:i + FRAME]) for i in range(0, len(samples), FRAME)]


def tighten(spans, levels):
    """Shrinks each word to its audible part: the pause after a word is nobody's."""
    quiet = max(levels, default=0.0) * 0.02
    out = []
    for start, end in spans:
        first, last = start // FRAME, min(max(start // FRAME + 1, -(-end // FRAME)), len(levels))
        loud = [i for i in range(first, last) if levels[i] > quiet]
        if loud:
            end = min(end, (loud[-1] + 1) * FRAME)
            start = max(start, min(loud[0] * FRAME, end - FRAME))
        out.append((start, max(end, start + FRAME)))
    return out


def word_spans(line, spoken_at, events, total):
    """The span of every written word, from the events of the spoken pieces."""
    starts = []
    for (first, last) in spoken_at:
        inside = [sample for position, _, sample in events if first <= position < last]
        starts.append(min(inside) if inside else None)
    starts[0] = starts[0] or 0
    edges = starts + [total]
    # A word the engine runs together with its neighbour has no event of its
    # own: it gets its share of the time by the length of its text.
    i = 0
    while i < len(edges):
        if edges[i] is None:
            j = i
            while edges[j] is None:
                j += 1
            lengths = [b - a for a, b in spoken_at[i - 1:j]]
            reach, passed = edges[j] - edges[i - 1], 0
            for k in range(i, j):
                passed += lengths[k - i]
                edges[k] = edges[i - 1] + reach * passed // sum(lengths)
            i = j
        i += 1
    for i in range(1, len(edges)):
        edges[i] = max(edges[i], edges[i - 1])
    spans = []
    for index, piece in enumerate(line.pieces):
        start, end = edges[index], edges[index + 1]
        count = piece.last - piece.first
        for k in range(count):
            spans.append((start + (end - start) * k // count, start + (end - start) * (k + 1) // count))
    return spans


def utter(line, role, speak, rng):
    """Speaks one line: (samples at the wanted level, word spans from its own start)."""
    voice, wish = role.voice, line.directions
    name = voice.name
    language = line.spoken_language or ("hi" if DEVANAGARI.search(line.text) else None)
    if language:
        name = f"{language}+{name.partition('+')[2]}".rstrip("+")
    rate = voice.rate * (0.84 if "slow" in wish else 1.16 if "fast" in wish else 1.0)
    pitch = voice.pitch + (8 if "loud" in wish else 0) + rng.randint(-2, 2)
    text, spoken_at = "", []
    for piece in line.pieces:
        text += " " if text else ""
        spoken_at.append((len(text), len(text) + len(piece.spoken)))
        text += piece.spoken
    samples, events = speak(text, name, int(rate), pitch, voice.spread)
    spans = word_spans(line, spoken_at, events, len(samples))
    if line.cut_word is not None:
        spans = spans[:line.cut_word]
        stop = spans[-1][1]
        samples = samples[:stop]
        fade = min(RATE // 25, stop)
        for i in range(fade):
            samples[stop - 1 - i] = samples[stop - 1 - i] * i // fade
    levels = frame_levels(samples)
    spans = tighten(spans, levels)
    head, tail = spans[0][0], min(len(samples), spans[-1][1] + 2 * FRAME)
    head = max(0, head - FRAME)
    samples = samples[head:tail]
    spans = [(a - head, min(b, tail) - head) for a, b in spans]
    levels = frame_levels(samples)
    gate = max(levels) * 0.05
    active = [level for level in levels if level > gate]
    level = math.sqrt(sum(x * x for x in active) / len(active))
    wanted = SPEECH_DBFS + voice.gain + rng.uniform(-0.7, 0.7)
    wanted += 2.5 if "loud" in wish else -4.0 if "quiet" in wish else 0.0
    return scaled(samples, 32768 * 10 ** (wanted / 20) / level), spans


def tone(frequencies, seconds, dbfs):
    amplitude = 32768 * 10 ** (dbfs / 20) * math.sqrt(2) / len(frequencies)
    count, edge = int(seconds * RATE), RATE // 100
    steps = [2 * math.pi * f / RATE for f in frequencies]
    return array.array("h", (
        int(amplitude * min(1, i / edge, (count - i) / edge) * sum(math.sin(s * i) for s in steps))
        for i in range(count)
    ))


def effect_sound(name, seconds, rng):
    """(channel, samples) of an effect that is heard; None for plain silence."""
    if name == "silence":
        return None
    if name == "ring-us":
        pattern, tones = ((2.0, True), (4.0, False)), (440, 480)
    elif name == "ring-in":
        pattern, tones = ((0.4, True), (0.2, False), (0.4, True), (2.0, False)), (400, 425)
    elif name == "beep":
        return 0, tone((1000,), seconds, -22)
    elif name == "hold":
        out = array.array("h")
        notes = (392, 494, 587, 494, 440, 523, 659, 523)
        index = 0
        while len(out) < seconds * RATE:
            out += tone((notes[index % 8], notes[index % 8] / 2), 0.42, -27)
            index += 1
        return 1, out[:int(seconds * RATE)]
    else:
        raise ValueError(f"no such effect {name!r}")
    out = array.array("h")
    while len(out) < seconds * RATE:
        for length, on in pattern:
            out += tone(tones, length, -24) if on else array.array("h", bytes(2 * int(length * RATE)))
    return 0, out[:int(seconds * RATE)]


def noise(count, rng):
    """Line noise: one second of dull hiss, repeated from changing offsets."""
    peak = 32768 * 10 ** (NOISE_DBFS / 20) * 1.7
    base, last = [], 0.0
    for _ in range(RATE * 2):
        last = 0.4 * last + rng.uniform(-peak, peak)
        base.append(int(last))
    base, out = array.array("h", base), array.array("h")
    while len(out) < count:
        start = rng.randrange(RATE)
        out += base[start:start + RATE]
    return out[:count]


def seconds(value):
    return int(value * RATE)


def perform(script, speak):
    """Returns (left, right, [Placed]) for the whole call."""
    rng = random.Random(script.slug)
    placed, sounds = [], []
    now, last_role = seconds(rng.uniform(0.7, 1.1)), None
    marked = []  # sample positions waiting for a backchannel
    for line in script.lines:
        if line.kind == "effect":
            found = effect_sound(line.name, line.seconds, rng)
            length = seconds(line.seconds)
            if found:
                sounds.append((found[0], now + seconds(0.3), found[1]))
                length += seconds(0.3)
            now, last_role = now + length, None
            continue
        role, wish = script.roles[line.role], line.directions
        samples, spans = utter(line, role, speak, rng)
        if role.side == "agent":
            gap = rng.uniform(0.45, 0.9)
        else:
            gap = rng.uniform(0.3, 0.75)
        if last_role is None:
            gap = 0.25
        elif last_role is role:
            gap = rng.uniform(0.5, 0.9)
        if "gap" in wish:
            gap = wish["gap"] / 1000
        if "over" in wish:
            gap = -wish["over"] / 1000
        start = now + seconds(gap)
        if "during" in wish:
            if not marked:
                raise ValueError(f"{script.slug}: a backchannel without a ^ before it: {line.text}")
            start = marked.pop(0)
        spans = [(a + start, b + start) for a, b in spans]
        placed.append(Placed(line, role, start, samples, spans))
        sounds.append((role.channel, start, samples))
        if "during" not in wish:
            marked = [spans[index][0] for index in line.marks]
            now, last_role = max(now, start + len(samples)), role
    total = max([now] + [start + len(s) for _, start, s in sounds]) + seconds(rng.uniform(0.6, 1.0))
    channels = [array.array("h", bytes(2 * total)), array.array("h", bytes(2 * total))]
    channels[0] = noise(total, rng)
    for channel, start, samples in sounds:
        target, end = channels[channel], start + len(samples)
        target[start:end] = array.array("h", map(operator.add, target[start:end], samples))
    placed.sort(key=lambda turn: turn.start)
    return channels[0], channels[1], placed
