#!/usr/bin/env bash
# Measures the start of http-tunnel: from the launcher to the first tunnel, and the memory it has then.
#
#   bench/startup.sh [LAUNCHER...]      without any: http-tunnel of this clone
#
# Each is started ROUNDS times (9), in turn, after once to warm up. A round: start it on a free port,
# wait for the line that names the port, ask for a tunnel on a raw socket, stop the clock at the 200.
# HTTP_TUNNEL_JAVA_OPTS works as always. Needs bash 5 and Linux.
#
# Medians, least and most on stdout: milliseconds, and MiB one second later.

set -euo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
rounds=${ROUNDS:-9}
work=$(mktemp -d "${TMPDIR:-/tmp}/startup.XXXXXX")
pids=()
printf '{}\n' >"$work/none.yaml"

clean_up() {
  trap - EXIT
  ((${#pids[@]} == 0)) || kill -KILL "${pids[@]}" 2>/dev/null || true
  rm -rf -- "$work"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

die() {
  printf 'startup: %s\n' "$*" >&2
  exit 1
}

# start LAUNCHER: until it listens; sets port and pid.
start() {
  local line
  exec {said}< <(exec "$1" --config "$work/none.yaml" --bind 127.0.0.1:0 http 2>&1 >/dev/null)
  pid=$!
  pids=("${pids[@]}" "$pid")
  port=
  while [[ -z $port ]] && read -r line <&"$said"; do
    [[ ! $line =~ ^listening\ on\ 127\.0\.0\.1:([0-9]+): ]] || port=${BASH_REMATCH[1]}
  done
  [[ -n $port ]] || die "$1 does not listen: ${line:-it said nothing}"
}

# tunnel PORT TARGET: asks for a tunnel.
tunnel() {
  local status
  exec {connection}<>"/dev/tcp/127.0.0.1/$1"
  printf 'CONNECT %s HTTP/1.1\r\nHost: %s\r\n\r\n' "$2" "$2" >&"$connection"
  read -r status <&"$connection"
  [[ $status == 'HTTP/1.1 200 '* ]] || die "no tunnel: $status"
}

# measure NAME LAUNCHER TARGET
measure() {
  local begun=$EPOCHREALTIME ended
  start "$2"
  tunnel "$port" "$3"
  ended=$EPOCHREALTIME
  sleep 1
  printf '%s\n' $(((${ended/./} - ${begun/./}) / 1000)) >>"$work/$1.ms"
  awk '/^VmRSS:/ { printf "%.0f\n", $2 / 1024 }' "/proc/$pid/status" >>"$work/$1.mib"
  kill -KILL "$pid"
  exec {connection}>&- {said}<&-
}

summary() {
  sort -n -- "$2" | awk -v name="$1" '
    { value[NR] = $1 }
    END { printf "%-12s median %5d   least %5d   most %5d\n", name, value[int((NR + 1) / 2)], value[1], value[NR] }'
}

launchers=("$@")
((${#launchers[@]} > 0)) || launchers=("$root/http-tunnel")

# What the tunnels lead to: another one.
start "${launchers[0]}"
target=127.0.0.1:$port

for ((round = 0; round <= rounds; round++)); do
  for i in "${!launchers[@]}"; do
    measure "$i" "${launchers[$i]}" "$target"
    ((round > 0)) || rm -- "$work/$i".*
  done
done
for i in "${!launchers[@]}"; do
  printf '%s\n' "${launchers[$i]}"
  summary milliseconds "$work/$i.ms"
  summary MiB "$work/$i.mib"
done
