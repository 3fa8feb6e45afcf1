#!/usr/bin/env bash
# A sound card that is not there: a private PulseAudio with one null sink, and ALSA
# routed to it, so that a test can play into it and record what came out.
#
#   eval "$(tests/sound/null-sink.sh start DIR)"   start; exports the variables below
#   parec --device="$PARLEY_SINK_MONITOR" --format=float32le --rate=48000 --channels=2 >heard.f32
#   tests/sound/null-sink.sh stop DIR              stop (asks the server of DIR alone)
#   tests/sound/null-sink.sh check                 exit 0 if everything needed is installed
#
# Exported: PULSE_SERVER, PULSE_RUNTIME_PATH, PULSE_STATE_PATH, ALSA_CONFIG_PATH,
# PARLEY_SINK_MONITOR. A program started with them hears and plays nothing else, and
# no sound server of the desktop is touched. DIR must be short: a socket path has at
# most 107 bytes. Needs the packages pulseaudio, pulseaudio-utils, libasound2-plugins.
set -eu

usage() {
    sed -n '2,15s/^# \{0,1\}//p' "$0" >&2
    exit 2
}

check() {
    local tool missing=0
    for tool in pulseaudio pactl parec; do
        if ! command -v "$tool" >/dev/null; then
            echo "null-sink: $tool is not installed" >&2
            missing=1
        fi
    done
    if ! find /usr/lib /usr/lib64 -name libasound_module_pcm_pulse.so 2>/dev/null | grep -q .; then
        echo "null-sink: the ALSA plugin for PulseAudio is not installed" >&2
        missing=1
    fi
    return "$missing"
}

variables() {
    export PULSE_SERVER="unix:$1/native"
    export PULSE_RUNTIME_PATH="$1/run"
    export PULSE_STATE_PATH="$1/state"
    export ALSA_CONFIG_PATH="$1/asound.conf"
    export PARLEY_SINK_MONITOR="parley.monitor"
}

start() {
    check || exit 3
    local dir
    mkdir -p "$1"
    dir=$(cd "$1" && pwd)
    mkdir -p -m 700 "$dir/run" "$dir/state"
    cat >"$dir/asound.conf" <<CONF
</usr/share/alsa/alsa.conf>
pcm.!default { type pulse }
ctl.!default { type pulse }
CONF
    # Without `norewinds` the sink takes two seconds of silence in advance and whatever
    # is played comes out that much later.
    cat >"$dir/server.pa" <<CONF
load-module module-native-protocol-unix socket=$dir/native auth-anonymous=1
load-module module-null-sink sink_name=parley rate=48000 channels=2 norewinds=1
set-default-sink parley
CONF
    variables "$dir"
    # The server must not look for itself under the address its clients get.
    env -u PULSE_SERVER pulseaudio -n -F "$dir/server.pa" --daemonize=no --exit-idle-time=-1 \
        --use-pid-file=no --disallow-exit=no --log-target="file:$dir/log" \
        </dev/null >/dev/null 2>&1 &
    echo $! >"$dir/pid"
    local tries=0
    until pactl info >/dev/null 2>&1; do
        tries=$((tries + 1))
        if [ "$tries" -gt 100 ] || ! kill -0 "$(cat "$dir/pid")" 2>/dev/null; then
            echo "null-sink: the server did not come up" >&2
            cat "$dir/log" >&2 || true
            exit 4
        fi
        sleep 0.1
    done
    local name
    for name in PULSE_SERVER PULSE_RUNTIME_PATH PULSE_STATE_PATH ALSA_CONFIG_PATH PARLEY_SINK_MONITOR; do
        printf "export %s='%s'\n" "$name" "${!name}"
    done
}

stop() {
    [ -f "$1/pid" ] || exit 0
    kill "$(cat "$1/pid")" 2>/dev/null || true
    rm -f "$1/pid"
}

case "${1-}" in
    start) [ $# -eq 2 ] || usage; start "$2" ;;
    stop) [ $# -eq 2 ] || usage; stop "$2" ;;
    check) check ;;
    *) usage ;;
esac
