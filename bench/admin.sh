#!/usr/bin/env bash
# Measures what it costs to look at http-tunnel, and how fast many tunnels are listed and ended.
#
#   bench/admin.sh [cost] [list] [throughput] [end]
#
# Without a name: all of them, about fifteen minutes. Before it: ./mvnw -q -Pdist -pl bench -am package. At the end, on
# stderr, a table of what was found beside what is asked, and exit code 1 if anything was not met. Environment it reads:
#
#   TUNNELS     how many are open (cost, list, end); default 9800, as each takes two of 20000 descriptors
#   ROUNDS      how often each is measured, in turn; default 5
#   DURATION    seconds for each measurement; default 30 (cost), 10 (throughput)
#   BYTES       what is moved each time (throughput); default 4 GB
#   UNOBSERVED  another build's bin/http-tunnel to compare with (throughput), one without metrics, say; default: this one
#   JAVA_HOME   a JDK 25
#
# Linux only; needs curl. The machine should have nothing else to do: load, origin and proxy share its processors.

set -euo pipefail

script=${BASH_SOURCE[0]}
# shellcheck source=bench/subjects.sh
. "$(dirname -- "$script")/subjects.sh"
# shellcheck source=bench/asked.sh
. "$(dirname -- "$script")/asked.sh"
tunnels=${TUNNELS:-9800}
rounds=${ROUNDS:-5}
command -v curl >/dev/null || die 'curl is needed'

# middle NAME, most NAME: of the values that were kept under this name.
middle() {
  sort -n -- "$work/$1" |
    awk '{ v[NR] = $1 } END { printf "%.4g", NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'
}

most() {
  sort -n -- "$work/$1" | tail -n 1
}

# --- Subjects and those who look at them ---------------------------------------------------------

# Tunnels in which nothing moves stay.
patient='client_connection: { relay_policy: &patient { idle_timeout: off } }
target_connection: { relay_policy: *patient }'

# start_with_admin NAME [CONFIGURATION]: http-tunnel with an admin listener; where it is, is left in $admin.
start_with_admin() {
  choose_port
  admin=127.0.0.1:$port
  start_tunnel "$1" "admin: { bind: \"$admin\" }
$patient
${2:-}"
  until answers "${admin#*:}"; do sleep 0.1; done
}

# ask PATH OPTION...: seconds until the whole answer was there, and the answer in a file.
ask() {
  curl -sS --fail-with-body -o "$work/answer" -w '%{time_total}\n' "${@:2}" "http://$admin$1" ||
    die "$1: $(tail -c 300 -- "$work/answer")"
}

# every SECONDS PATH: asks again and again.
every() {
  while :; do
    curl -sS -o /dev/null "http://$admin$2"
    sleep "$1"
  done
}

# look SECONDS: a dashboard with its table on the screen, and somebody who scrapes that often.
look() {
  curl -sS -N -o /dev/null "http://$admin/api/v1/events" &
  pids[events]=$!
  every 2 '/api/v1/tunnels?sort=rate&limit=50' &
  pids[table]=$!
  every "$1" /metrics &
  pids[scrape]=$!
}

look_away() {
  end events
  end table
  end scrape
}

# warm_up: code that is being compiled is no part of what is asked here.
warm_up() {
  local path i
  for path in /metrics /api/v1/status '/api/v1/tunnels?sort=rate&limit=50'; do
    for ((i = 0; i < 400; i++)); do
      printf 'url = "http://%s%s"\noutput = /dev/null\n' "$admin" "$path"
    done | curl -sS -K -
  done
  # Ends nothing, and looks at every tunnel each time.
  for ((i = 0; i < 200; i++)); do
    printf 'url = "http://%s/api/v1/tunnels?min_bytes_per_second=1000000000000"\noutput = /dev/null\n' "$admin"
  done | curl -sS -X DELETE -H 'X-Http-Tunnel-Admin: 1' -K -
}

# open NAME: idle tunnels through it, until they are all there.
open() {
  # shellcheck disable=SC2086
  "${load[@]}" idle --json --origin "$origin" ${options[$1]} --tunnels "$tunnels" --seconds 7200 \
    </dev/null >"$work/idle.log" 2>&1 &
  pids[idle]=$!
  until (($(live) >= tunnels)); do
    kill -0 "${pids[idle]}" 2>/dev/null || die "idle: $(tail -n 5 -- "$work/idle.log")"
    sleep 0.5
  done
}

live() {
  ask /api/v1/status >/dev/null
  grep -o '"active":[0-9]*' "$work/answer" | cut -d : -f 2
}

ticks() {
  sed 's/.*) //' "/proc/${pids[$1]}/stat" | awk '{ print $12 + $13 }'
}

# cpu_percent NAME SECONDS: what it uses of one processor from now on.
cpu_percent() {
  local before
  before=$(ticks "$1")
  sleep "$2"
  calc "($(ticks "$1") - $before) * 100 / $(getconf CLK_TCK) / $2"
}

# --- Experiments -------------------------------------------------------------------------------

cost() {
  local round often quiet seen
  start_with_admin seen
  open seen
  warm_up
  for ((round = 0; round <= rounds; round++)); do
    quiet=$(cpu_percent seen "${DURATION:-30}")
    for often in 15 1; do
      look "$often"
      seen=$(cpu_percent seen "${DURATION:-30}")
      look_away
      say "cost, round $round of $rounds: $quiet % with nobody, $seen % with a dashboard and a scrape every $often s"
      # The first is there to warm up.
      ((round == 0)) || printf '%s\n' "$(calc "$seen - $quiet")" >>"$work/cost-$often"
    done
  done
  expect "dashboard, scrape each 15 s: per cent of a processor" "$(middle cost-15)" '<=' 2
  expect "dashboard, scrape each second: per cent of a processor" "$(middle cost-1)" '<=' 2
  told 'tunnels' "$tunnels"
  end idle
  end seen
}

list() {
  local round name
  local -A queries=(
    [first]='sort=age' [fastest]='sort=rate&limit=50' [last]="limit=1000&offset=$((tunnels - 1000))"
    [filtered]='listener=main&protocol=http1&kind=tunnel&phase=relay&min_age_seconds=1&sort=bytes&limit=1000'
    [none]='min_bytes_per_second=1000000'
  )
  start_with_admin listed
  open listed
  told "the first of all: seconds" "$(ask '/api/v1/tunnels?sort=rate&limit=50')"
  warm_up
  for ((round = 0; round <= rounds; round++)); do
    for name in "${!queries[@]}"; do
      # Whoever asks within a second of somebody else is told the same.
      sleep 1.1
      ask "/api/v1/tunnels?${queries[$name]}" >>"$work/list-$((round > 0))-$name"
    done
  done
  for name in "${!queries[@]}"; do
    told "$name: seconds, median" "$(middle "list-1-$name")"
    expect "$name: seconds, most" "$(most "list-1-$name")" '<=' 0.2
  done
  told 'tunnels' "$tunnels"
  end idle
  end listed
}

end_all() {
  local round took
  # What the others make of it is the business of other machines.
  local load=(nice -n 10 "${load[@]}")
  renice -n 10 -p "${pids[origin]}" >/dev/null
  start_with_admin ended
  for ((round = 0; round <= rounds; round++)); do
    open ended
    took=$(ask '/api/v1/tunnels?listener=main' -X DELETE -H 'X-Http-Tunnel-Admin: 1')
    say "end, round $round of $rounds: $took s, $(<"$work/answer")"
    # The first is there to warm up.
    if ((round == 0)); then
      told 'the first of all: seconds' "$took"
    else
      expect "round $round: seconds" "$took" '<=' 1
      expect "round $round: tunnels that are left" "$(live)" '<=' 0
    fi
    end idle
  done
  told 'tunnels' "$tunnels"
  end ended
}

# shellcheck disable=SC2030,SC2031
unobserved() {
  local program=${UNOBSERVED:-$program}
  start_tunnel unobserved 'admin: off'
}

throughput() {
  local round name
  start_with_admin observed "log: { directory: $work/logs, targets: on, clients: on }"
  unobserved
  for name in unobserved observed; do
    measure "$name" "$work/warm-up" offer --rate 300 --most 32 --warmup 0 --seconds 6 >/dev/null
  done
  warm_up
  for ((round = 0; round <= rounds; round++)); do
    for name in unobserved observed; do
      [[ $name == unobserved ]] || look 1
      say "throughput, round $round of $rounds: $name; load average $(busy)"
      measure "$name" "$work/bulk-$((round > 0))" bulk --bytes "${BYTES:-4000000000}"
      measure "$name" "$work/setup-$((round > 0))" setup --seconds "${DURATION:-10}"
      [[ $name == unobserved ]] || look_away
    done
  done
  for name in unobserved observed; do
    values bulk-1 "$name" cpu_seconds
    values bulk-1 "$name" seconds
    values bulk-1 "$name" bytes_per_second
    values setup-1 "$name" per_second
    values setup-1 "$name" cpu_us_each
  done
  # Of all that the processors of this machine could do meanwhile.
  expect 'bulk: processor time that it leaves' "$(calc "1 - ($(middle cpu_seconds-observed) / $(middle seconds-observed) \
    - $(middle cpu_seconds-unobserved) / $(middle seconds-unobserved)) / $(nproc)")" '>=' 0.97
  expect 'bulk: throughput, of that unobserved' \
    "$(calc "$(middle bytes_per_second-observed) / $(middle bytes_per_second-unobserved)")" '>=' 0.97
  told 'a tunnel: processor time, of that unobserved' \
    "$(calc "$(middle cpu_us_each-observed) / $(middle cpu_us_each-unobserved)")"
  expect 'tunnels a second, of those unobserved' \
    "$(calc "$(middle per_second-observed) / $(middle per_second-unobserved)")" '>=' 0.97
  end observed
  end unobserved
}

# values RESULTS NAME KEY: of all rounds of one subject, in a file for middle.
values() {
  grep -F "\"label\":\"$2\"" -- "$work/$1" | grep -o "[{,]\"$3\":[0-9.]*" | cut -d : -f 2 >"$work/$3-$2"
}

readonly ALL=(cost list throughput end)

main() {
  choose_experiments "$@"
  start_origin
  for experiment in "${wanted[@]}"; do
    say "$experiment: load average $(busy)"
    case $experiment in
      end) end_all ;;
      *) "$experiment" ;;
    esac
  done
  say_what_was_found
}

main "$@"
