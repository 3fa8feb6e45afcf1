"""Speech from libespeak-ng, with the sample position of every spoken word.

Knows the C library and nothing of calls, businesses or files: text in, 16-bit
mono samples and word events out.
"""

import array
import ctypes

RATE = 22050

_SYNCHRONOUS = 2
_DONT_EXIT = 0x8000
_CHARS_UTF8 = 1
_POS_CHARACTER = 1
_EVENT_END = 0
_EVENT_WORD = 1
_PARAM_RATE, _PARAM_VOLUME, _PARAM_PITCH, _PARAM_RANGE = 1, 2, 3, 4
_PARAM_WORDGAP = 7


class _EventId(ctypes.Union):
    _fields_ = [("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8)]


class _Event(ctypes.Structure):
    _fields_ = [
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _EventId),
    ]


_CALLBACK = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event)
)


class Espeak:
    """One loaded library; `speak` may be called any number of times."""

    def __init__(self):
        self._lib = ctypes.CDLL("libespeak-ng.so.1")
        self._libc = ctypes.CDLL(None)
        self._samples = array.array("h")
        self._words = []
        self._callback = _CALLBACK(self._receive)
        rate = self._lib.espeak_Initialize(_SYNCHRONOUS, 0, None, _DONT_EXIT)
        if rate != RATE:
            raise RuntimeError(f"espeak-ng runs at {rate} Hz, expected {RATE}")
        self._lib.espeak_SetSynthCallback(self._callback)

    def _receive(self, wav, count, events):
        if wav and count > 0:
            self._samples.frombytes(ctypes.string_at(wav, count * 2))
        i = 0
        while events[i].type != _EVENT_END:
            if events[i].type == _EVENT_WORD:
                self._words.append((events[i].text_position - 1, events[i].length, events[i].sample))
            i += 1
        return 0

    def speak(self, text, voice, rate=170, pitch=50, spread=50, gap=0):
        """Returns (samples, [(first character, length, sample position)])."""
        if self._lib.espeak_SetVoiceByName(voice.encode()) != 0:
            raise ValueError(f"espeak-ng has no voice {voice!r}")
        for parameter, value in (
            (_PARAM_RATE, rate),
            (_PARAM_VOLUME, 100),
            (_PARAM_PITCH, pitch),
            (_PARAM_RANGE, spread),
            (_PARAM_WORDGAP, gap),
        ):
            self._lib.espeak_SetParameter(parameter, value, 0)
        # Breathy voices draw on the C library's generator: the same words must
        # come out the same however many turns were spoken before.
        self._libc.srand(1)
        self._samples = array.array("h")
        self._words = []
        data = text.encode() + b"\0"
        code = self._lib.espeak_Synth(
            data, ctypes.c_size_t(len(data)), 0, _POS_CHARACTER, 0, _CHARS_UTF8, None, None
        )
        if code != 0:
            raise RuntimeError(f"espeak-ng failed ({code}) on {text!r}")
        self._lib.espeak_Synchronize()
        return self._samples, self._words
