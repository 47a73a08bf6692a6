#!/usr/bin/env bash
# Measures the relay rules of http-tunnel, its fairness and how it isolates clients, beside others.
#
#   bench/relay-rules.sh fairness|isolation|idle|cost
#
# Before it: ./mvnw -q -Pdist -pl server -am package. Environment it reads:
#
#   ROUNDS     how often each is measured, in turn; default 5
#   DURATION   seconds for each time; default 10
#   TUNNELS    how many are greedy (isolation, 100) or idle (idle, 5000)
#   BYTES      what one tunnel moves (cost); default 4 GB
#   BANDWIDTH  what all clients share (fairness); default 50MB, "off" for no limit
#   JAVA_HOME  a JDK 25
#
# One JSON line for each run on stdout; medians with least and most on stderr at the end.

set -euo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
program=$root/server/target/dist/bin/http-tunnel
rounds=${ROUNDS:-5}
seconds=${DURATION:-10}

say() {
  printf '%s\n' "$*" >&2
}

die() {
  say "relay-rules: $*"
  exit 1
}

# --- Starting and ending -----------------------------------------------------------------------

work=$(mktemp -d "${TMPDIR:-/tmp}/relay-rules.XXXXXX")
pids=()

clean_up() {
  trap - EXIT
  for pid in "${pids[@]}"; do
    kill "$pid" 2>/dev/null || true
  done
  for pid in "${pids[@]}"; do
    wait "$pid" 2>/dev/null || true
  done
  rm -rf -- "$work"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

answers() {
  (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

# Below the range from which the system takes the ports of outgoing connections.
free_port() {
  local port
  while port=$((10000 + RANDOM % 20000)); answers "$port"; do :; done
  printf '%s\n' "$port"
}

# await NAME PORT: until the program that was started last listens.
await() {
  local tries
  for ((tries = 0; tries < 300; tries++)); do
    kill -0 "$!" 2>/dev/null || die "$1 did not start: $(tail -n 5 -- "$work/$1.log")"
    ! answers "$2" || return 0
    sleep 0.1
  done
  die "$1 does not listen"
}

# run NAME COMMAND...: in the background, with its output in a file; leaves its id in $!.
run() {
  local name=$1
  shift
  "$@" </dev/null >"$work/$name.log" 2>&1 &
  pids+=("$!")
}

# An array and no function: in the background, a function would get a shell of its own.
load=(env "HTTP_TUNNEL_JAVA_OPTS=-Xmx128m" "$program" bench)

# In a process of its own, so that its descriptors and its processor time are.
start_origin() {
  local port
  port=$(free_port)
  origin=127.0.0.1:$port
  run origin "${load[@]}" origin --bind "$origin"
  await origin "$port"
}

# --- What is measured --------------------------------------------------------------------------

# Each start_... adds to these.
names=()
declare -A options

# subject NAME OPTION...: something to measure, and how the load reaches it.
subject() {
  names+=("$1")
  options[$1]="${*:2}"
}

# start_tunnel NAME [CONFIGURATION]
start_tunnel() {
  local port
  port=$(free_port)
  printf '%s\nlisteners: [{ name: main, bind: "127.0.0.1:%s" }]\n' "${2:-}" "$port" >"$work/$1.yaml"
  run "$1" "$program" --config "$work/$1.yaml" serve
  await "$1" "$port"
  subject "$1" --proxy "127.0.0.1:$port" --pid "$!"
}

start_haproxy() {
  command -v haproxy >/dev/null || { say 'no haproxy: left out'; return 0; }
  local port
  port=$(free_port)
  cat >"$work/haproxy.cfg" <<TEXT
global
  maxconn 9500
defaults
  mode tcp
  timeout connect 10s
  timeout client 1h
  timeout server 1h
listen relay
  bind 127.0.0.1:$port
  server origin $origin
TEXT
  run haproxy haproxy -db -f "$work/haproxy.cfg"
  await haproxy "$port"
  subject haproxy --fixed "127.0.0.1:$port" --pid "$!"
}

start_squid() {
  command -v squid >/dev/null || { say 'no squid: left out'; return 0; }
  local port
  port=$(free_port)
  cat >"$work/squid.conf" <<TEXT
http_port 127.0.0.1:$port
http_access allow all
cache deny all
access_log none
cache_log /dev/null
pid_filename none
coredump_dir /tmp
shutdown_lifetime 0 seconds
TEXT
  # It may change to a user of its own, who must still find the file.
  chmod 755 "$work"
  run squid squid -N -f "$work/squid.conf"
  await squid "$port"
  subject squid --proxy "127.0.0.1:$port" --pid "$!"
}

# measure EXPERIMENT OPTION...: all subjects in turn, once to warm up and then for each round.
measure() {
  local round name
  for ((round = 0; round <= rounds; round++)); do
    for name in "${names[@]}"; do
      say "round $round of $rounds: $name; load average $(cut -d ' ' -f 1 /proc/loadavg)"
      # shellcheck disable=SC2086
      "${load[@]}" "$1" --label "$name" --origin "$origin" ${options[$name]} "${@:2}" \
        >"$work/result" 2>"$work/load.log" || die "$name: $(tail -n 5 -- "$work/load.log")"
      if ((round > 0)); then
        tee -a "$work/results" <"$work/result"
      fi
    done
  done
}

# summary VALUE...: for each value and each subject the median, the least and the most.
summary() {
  local value name
  say "$(printf '%-24s %-14s %14s %14s %14s' value subject median least most)"
  for value in "$@"; do
    for name in "${names[@]}"; do
      { grep -F "\"label\":\"$name\"" -- "$work/results" || true; } |
        { grep -o "[{,]\"$value\":[0-9.]*" || true; } | cut -d : -f 2 | sort -n |
        awk -v value="$value" -v name="$name" '
          { v[NR] = $1 }
          END {
            if (NR == 0) exit
            middle = NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2
            printf "%-24s %-14s %14.10g %14.10g %14.10g\n", value, name, middle, v[1], v[NR]
          }' >&2
    done
  done
}

# --- Experiments -------------------------------------------------------------------------------

fairness() {
  local clients=(--client 127.0.0.2=100 --client 127.0.0.3=1 --client 127.0.0.4=10)
  local limit="limits: { bandwidth: ${BANDWIDTH:-50MB} }"
  [[ ${BANDWIDTH:-} != off ]] || limit=
  start_tunnel http-tunnel "$limit"
  measure fairness "${clients[@]}" --seconds "$seconds"
  summary jain total_bytes_per_second cpu_seconds_per_gb
}

isolation() {
  subject direct
  start_tunnel http-tunnel
  start_haproxy
  start_squid
  measure isolation --bulk "127.0.0.2=${TUNNELS:-100}" --ping 127.0.0.3 --every 0.001 \
    --seconds "$seconds"
  summary p50_us p90_us p99_us p999_us max_us bulk_bytes_per_second cpu_seconds cpu_seconds_per_gb
}

# Each rule is on and none of them ever binds.
all_rules='idle_timeout: 300s, half_close_timeout: 60s, min_rate_bpm: 1, max_rate_bps: 100GB, '
all_rules+='max_lifetime: 24h, max_total_payload: 100TB, on_max_rate: shape'
no_rules='idle_timeout: off, half_close_timeout: off'

idle() {
  # A tunnel in which nothing moves is too slow after 30 s: the measurement ends before.
  ((seconds <= 10)) || die "idle: DURATION=$seconds (expected: at most 10, as min_rate_bpm ends idle tunnels after 30 s)"
  start_tunnel rules-on "$(policies "$all_rules")"
  start_tunnel rules-off "$(policies "$no_rules")"
  start_haproxy
  start_squid
  # Opening the tunnels gives a JVM something to compile, for some seconds.
  measure idle --tunnels "${TUNNELS:-5000}" --warmup 10 --seconds "$seconds"
  summary cpu_percent rss_before rss_per_tunnel
}

# policies RULES: for both directions.
policies() {
  printf 'client_connection: { relay_policy: &policy { %s } }\n' "$1"
  printf 'target_connection: { relay_policy: *policy }\n'
}

cost() {
  start_tunnel rules-on "$(policies "$all_rules")"
  start_tunnel rules-off "$(policies "$no_rules")"
  measure bulk --bytes "${BYTES:-4000000000}"
  summary cpu_seconds_per_gb bytes_per_second
}

case ${1:-} in
  fairness | isolation | idle | cost) ;;
  *) die "which experiment? (expected: fairness, isolation, idle or cost; got: '${1:-}')" ;;
esac
[[ -x $program ]] || die 'nothing is built; first: ./mvnw -q -Pdist -pl server -am package'

start_origin
"$1"
