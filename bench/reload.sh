#!/usr/bin/env bash
# Measures reloads of http-tunnel under open tunnels: how long one takes, and whether any tunnel feels it.
#
#   bench/reload.sh [TUNNELS] [RELOADS]      9000 and 100
#
# Starts the program of this clone, opens TUNNELS idle tunnels through it (each takes two descriptors there), and
# has it reload RELOADS times by SIGHUP, every second file broken. The rules change with each good file, and go on
# allowing every tunnel. One line on stdout: milliseconds per reload (median, most), reloads refused, tunnels lost.
# LAUNCHER names another program than that of this clone. Needs bash 5 and Linux.

set -euo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
tunnels=${1:-9000}
reloads=${2:-100}
launcher=${LAUNCHER:-$root/http-tunnel}
work=$(mktemp -d "${TMPDIR:-/tmp}/reload.XXXXXX")
pids=()

clean_up() {
  trap - EXIT
  ((${#pids[@]} == 0)) || kill -KILL "${pids[@]}" 2>/dev/null || true
  rm -rf -- "$work"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# config N: the Nth configuration, complete before it has its name
config() {
  printf '%s\n' "target_connection: { blocked_targets: '^never-$1\.example:' }" \
    'limits: { drain_timeout: 0s, per_client: { tunnels: off, new_per_second: off, handshakes: off } }' >"$work/next"
  (($2 == 0)) || printf 'oops: 1\n' >>"$work/next"
  mv -- "$work/next" "$work/http-tunnel.yaml"
}

# lines WORDS: how many lines of the program's have them
lines() { grep -c -- "$1" "$work/err" || true; }

config 0 0
"$launcher" --config "$work/http-tunnel.yaml" --bind 127.0.0.1:0 http 2>"$work/err" &
proxy=$!
pids+=("$proxy")
until grep -q '^try it' "$work/err"; do sleep 0.1; done
address=$(sed -n 's/^listening on \([^ ]*\): .*/\1/p' "$work/err" | head -1)

"$launcher" bench idle --proxy "$address" --tunnels "$tunnels" --seconds 600 >"$work/bench" 2>"$work/bench.err" &
bench=$!
pids+=("$bench")
live() { ls "/proc/$proxy/fd" | wc -l; }
until (($(live) >= 2 * tunnels)); do
  kill -0 "$bench" 2>/dev/null || { cat "$work/bench.err" >&2; exit 1; }
  sleep 0.5
done
before=$(live)

for ((i = 1; i <= reloads; i++)); do
  config "$i" $((i % 2 == 0 ? 1 : 0))
  kill -HUP "$proxy"
  until (($(lines '^[^ ]* [A-Z]* *Reloaded\|Not reloaded') >= i)); do sleep 0.02; done
done
lost=$((before - $(live)))
grep -o 'Reloaded .* in [0-9]* ms' "$work/err" | grep -o '[0-9]* ms' | sort -n >"$work/ms"
printf 'tunnels %d, reloads %d, refused %d, median %s, most %s, descriptors given up %d\n' "$tunnels" "$reloads" \
  "$(lines 'Not reloaded')" "$(sed -n "$((($(wc -l <"$work/ms") + 1) / 2))p" "$work/ms")" "$(tail -1 "$work/ms")" "$lost"
