#!/usr/bin/env bash
# Puts on http-tunnel what it must survive, and checks that those who behave are served all the while.
#
#   bench/overload.sh [slowloris] [emfile] [spike] [storm] [neighbour] [flood] [churn] [drain]
#
# Without a name: all of them, about twenty minutes. Before it: ./mvnw -q -Pdist -pl bench -am package. A JSON line for
# each measurement on stdout; at the end, on stderr, a table of what was found beside what is asked, and exit code 1 if
# anything was not met. HAProxy, Squid and slowhttptest (Debian's packages) are left out if they are not installed.
# Environment it reads:
#
#   ONLY        phases of slowloris or kinds of churn, instead of all
#   NUMBER      how many misbehave: 2000 at once (slowloris, flood), 10000 one after the other (churn)
#   ROUNDS      how often neighbour is measured, in turn; default 3
#   DURATION    seconds for each measurement; default 10
#   JAVA_HOME   a JDK 25
#
# Linux only. The machine should have nothing else to do: load, origin and proxy share its processors.

set -euo pipefail

script=${BASH_SOURCE[0]}
# shellcheck source=bench/subjects.sh
. "$(dirname -- "$script")/subjects.sh"
# shellcheck source=bench/asked.sh
. "$(dirname -- "$script")/asked.sh"
export PATH="$PATH:/usr/sbin:/sbin"
# Compiled quickly and once: a load that is still being compiled is late, and takes the processors from what it measures.
# Beside HAProxy at 2000 connections a second it found a 99th percentile of 823 ms in its first seconds, and of 8 ms like
# this. Not for bulk inside TLS, which is slow without the better compiler.
load=(env "HTTP_TUNNEL_JAVA_OPTS=-Xmx128m -XX:TieredStopAtLevel=1" "$program" bench)
rounds=${ROUNDS:-3}

# The one who behaves, with so many tunnels a second, and the one who does not.
readonly GOOD=127.0.0.3 GOOD_RATE=20
readonly BAD=127.0.0.2

elsewhere=
(($(nproc) == 1)) || elsewhere=1-$(($(nproc) - 1))

# value KEY JSON: a number of a result; 0 if it is not there.
value() {
  local found
  found=$(grep -o "[{,]\"$1\":[0-9.-]*" <<<"$2" | head -n 1 | cut -d : -f 2) || true
  printf '%s' "${found:-0}"
}

# unmeasured NAME
unmeasured() {
  failed "$1: $(tail -n 1 -- "$work/$1.err")"
  result='{}'
}

# --- Load --------------------------------------------------------------------------------------

# put NAME EXPERIMENT OPTION...: load on what is called $subject; the result is printed, and left in $result.
put() {
  # shellcheck disable=SC2154,SC2086
  result=$("${load[@]}" "$2" --json --label "$experiment-$1" --origin "$origin" ${options[$subject]} "${@:3}" \
    </dev/null 2>"$work/$1.err") || unmeasured "$1"
  printf '%s\n' "$result"
}

# begin NAME EXPERIMENT OPTION...: the same in the background, until it is finished.
begin() {
  # shellcheck disable=SC2086
  "${load[@]}" "$2" --json --label "$experiment-$1" --origin "$origin" ${options[$subject]} "${@:3}" \
    </dev/null >"$work/$1.json" 2>"$work/$1.err" &
  pids[$1]=$!
}

# finish NAME
finish() {
  local status=0
  wait "${pids[$1]}" || status=$?
  unset "pids[$1]"
  result=$(cat -- "$work/$1.json")
  ((status == 0)) || unmeasured "$1"
  printf '%s\n' "$result"
}

# good_begins SECONDS [WARMUP]: somebody behaves in the background, until good_served. What the load itself takes to begin
# is no part of it.
good_begins() {
  good_seconds=$1
  subject=$main begin good offer --rate "$GOOD_RATE" --client "$GOOD" --warmup "${2:-1}" --seconds "$1"
}

# good_served MILLISECONDS: all that the good client asked for, in time.
good_served() {
  finish good
  expect 'good client: not served' "$(calc "$GOOD_RATE * $good_seconds - $(value served "$result")")" '<=' 0
  expect 'good client: 99th percentile, ms' "$(calc "$(value p99_us "$result") / 1000")" '<=' "$1"
}

# start_with NAME CONFIGURATION [COMMAND...]: http-tunnel, below a command if there is one. It becomes the subject; inside
# TLS it is NAME-tls. Put under load first: code that is being compiled is no part of what is asked here.
start_with() {
  choose_port
  local secure=$port
  while choose_port; [[ $port == "$secure" ]]; do :; done
  cat >"$work/$1.yaml" <<TEXT
$2
listeners:
  - { name: main, bind: "127.0.0.1:$port" }
  - { name: secure, bind: "127.0.0.1:$secure", tls: { certificate: $work/cert.pem, key: $work/key.pem } }
TEXT
  run "$1" "${@:3}" "$program" --config "$work/$1.yaml" serve
  options[$1-tls]="--proxy 127.0.0.1:$secure --pid ${pids[$1]}"
  subject "$1" --proxy
  main=$1
  subject=$1
  put warm-up offer --rate 300 --most 32 --client 127.0.0.4 --warmup 0 --seconds 6 >/dev/null
}

resident() {
  awk '/^VmRSS/ { print $2 * 1024 }' "/proc/${pids[$subject]}/status"
}

# apart COMMAND...: with all load on other processors than the first, which is left to the program that start_apart started:
# what a load costs its own processor must not be missing to the program.
apart() {
  local load=(${elsewhere:+taskset -c "$elsewhere"} "${load[@]}")
  [[ -z $elsewhere ]] || taskset -apc "$elsewhere" "${pids[origin]}" >/dev/null
  "$@"
}

# rudely COMMAND...: with load that does not keep the one who behaves from its processor.
rudely() {
  local load=(nice -n 10 "${load[@]}")
  "$@"
}

# start_apart NAME CONFIGURATION [COMMAND...]
start_apart() {
  start_with "$1" "$2" ${elsewhere:+taskset -c 0} "${@:3}"
}

# --- Experiments -------------------------------------------------------------------------------

# policies INITIATION CONNECT RULES: the same rules both ways.
policies() {
  printf 'client_connection: { initiation_timeout: %s, relay_policy: &policy { %s } }\n' "$1" "$3"
  printf 'target_connection: { connect_timeout: %s, relay_policy: *policy }\n' "$2"
}

# phase NAME DEADLINE OPTION...: many clients that stay in one phase.
phase() {
  local name=$1 deadline=$2
  good_begins "$((deadline + 8))"
  put "$name" misbehave --client "$BAD" --connections "${NUMBER:-2000}" --warmup 1 --seconds "$((deadline + 12))" "${@:3}"
  expect "$name: still there" "$(value still_there "$result")" '<=' 0
  expect "$name: the last was over after, s" "$(value over_most_s "$result")" '<=' "$((deadline + 1))"
  expect "$name: RSS for each, bytes" "$(value rss_each "$result")" '<=' 8192
  expect "$name: descriptors that stayed" \
    "$(($(value descriptors_after "$result") - $(value descriptors_before "$result")))" '<=' 2
  good_served 20
}

slowloris() {
  local name
  # One that got its 504 may ask again; here nobody waits for that.
  start_with slow "$(policies 5s 5s 'idle_timeout: 5s, half_close_timeout: 5s, min_rate_bpm: 1000')
http: { keep_alive_timeout: 500ms }"
  # The memory that many connections take up for the first time stays with the process.
  put fill misbehave --manner head --client "$BAD" --connections "${NUMBER:-2000}" >/dev/null
  subject=slow-tls put fill-tls misbehave --manner silent --client "$BAD" --connections "${NUMBER:-2000}" >/dev/null
  for name in ${ONLY:-silent hello head body response target}; do
    case $name in
      silent | hello) subject=slow-tls phase "$name" 5 --manner "$name" ;;
      head) phase head 5 --manner head ;;
      body) phase body 31 --manner body --target mute ;;
      response) phase response 5 --manner response --target mute ;;
      target) phase target 5 --manner connect --target mute ;;
      *) die "ONLY: unknown phase '$name' (expected: silent, hello, head, body, response or target)" ;;
    esac
  done
  slow_tool
  end slow
}

# The tool that others use.
slow_tool() {
  local verdict address
  read -r _ address _ <<<"${options[slow]}"
  command -v slowhttptest >/dev/null || { told 'no slowhttptest'; return 0; }
  good_begins 15
  slowhttptest -H -t CONNECT -c "${NUMBER:-2000}" -r 1000 -i 1 -l 15 -p 3 -u "http://$address/" \
    >"$work/slowhttptest.log" 2>&1 </dev/null || true
  verdict=$(sed 's/\x1b\[[0-9;]*m//g' "$work/slowhttptest.log" | grep -a 'service available' | tail -n 1 | tr -d ' ')
  expect "slowhttptest: service available (1 is yes)" "$([[ $verdict == *YES* ]] && echo 1 || echo 0)" '>=' 1
  good_served 20
}

emfile() {
  start_with few 'limits: { per_client: { tunnels: 16 } }' prlimit --nofile=256
  begin established requests --tunnels 10 --client 127.0.0.4 --rate 100 --seconds 12 --warmup 3
  good_begins 10 3
  put idle misbehave --manner silent --client "$BAD" --connections 600 --warmup 3 --seconds 5
  good_served 100
  finish established
  expect 'messages of those established, lost' "$(value unfinished "$result")" '<=' 0
  begin flooding misbehave --manner silent --client "$BAD" --connections 600 --warmup 2 --seconds 10
  sleep 2
  expect 'processor time, per cent' "$(cpu_percent 5)" '<=' 5
  finish flooding
  good_begins 3
  good_served 100
  end few
}

# cpu_percent SECONDS: what the subject uses of one processor from now on.
cpu_percent() {
  local before
  before=$(ticks)
  sleep "$1"
  calc "($(ticks) - $before) / $1"
}

ticks() {
  sed 's/.*) //' "/proc/${pids[$subject]}/stat" | awk '{ print $12 + $13 }'
}

capacity() {
  put capacity setup --concurrent 64 --warmup 3 --seconds "$seconds"
  capacity=$(value per_second "$result")
}

# beside_others COMMAND...: with others at work on the first processor, so that the program has half of it. No load from
# one processor is three times what a program can serve that has all of another.
beside_others() {
  local others
  ${elsewhere:+taskset -c 0} sh -c 'while :; do :; done' &
  others=$!
  "$@"
  kill "$others"
  wait "$others" 2>/dev/null || true
}

spike() {
  local heap
  for heap in 512m 48m; do
    start_apart "heap-$heap" "limits: { $no_limits }" \
      env "HTTP_TUNNEL_JAVA_OPTS=-Xmx$heap"
    # All of its code is compiled by then.
    put warm setup --concurrent 64 --warmup 0 --seconds 40 >/dev/null
    beside_others overwhelm
    sleep 1
    good_begins 5
    good_served 20
    expect 'out of memory' "$(grep -c OutOfMemoryError "$work/heap-$heap.log" || true)" '<=' 0
    expect 'alive' "$(kill -0 "${pids[heap-$heap]}" 2>/dev/null && echo 1 || echo 0)" '>=' 1
    end "heap-$heap"
  done
}

overwhelm() {
  capacity
  put "heap-$heap" offer --rate "$(printf %.0f "$(calc "3 * $capacity")")" --warmup 1 --seconds "$seconds"
  expect 'served in the worst second, of capacity' "$(calc "$(value served_least "$result") / $capacity")" '>=' 0.9
  expect 'refused: 99th percentile, ms' "$(calc "$(value refused_p99_us "$result") / 1000")" '<=' 50
  expect 'neither served nor refused' "$(($(value unanswered "$result") + $(value unasked "$result")))" '<=' 0
  told "$(value served "$result") served, $(value status_503 "$result") told 503, $(value ended "$result") reset"
}

storm() {
  start_apart stormy 'limits: { per_client: { new_per_second: 200 } }'
  good_begins "$seconds" 3
  rudely put storm offer --rate 5000 --client "$BAD" --warmup 3 --seconds "$seconds"
  expect 'refused with 429' "$(value status_429 "$result")" '>' 0
  expect 'served to the one who storms, for each second' "$(value per_second "$result")" '<=' 220
  expect 'refused: 99th percentile, ms' "$(calc "$(value refused_p99_us "$result") / 1000")" '<=' 50
  good_served 20
  end stormy
}

# median EXPERIMENT-LABEL KEY: of the lines that were kept.
median() {
  grep -F "\"label\":\"$1\"" "$work/kept" | grep -o "[{,]\"$2\":[0-9.]*" | cut -d : -f 2 | sort -n |
    awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'
}

neighbour() {
  local round name tunnels others=() few many
  # What the machine itself makes of it: a message waits for a processor, too.
  options["direct"]=
  start_tunnel http-tunnel
  for name in haproxy squid; do
    if command -v "$name" >/dev/null; then
      "start_$name"
      others+=("$name")
    else
      told "no $name"
    fi
  done
  for ((round = 0; round <= rounds; round++)); do
    for tunnels in 100 1000; do
      for subject in direct http-tunnel "${others[@]}"; do
        say "neighbour, round $round of $rounds: $subject, $tunnels tunnels; load average $(busy)"
        put "$subject-$tunnels" isolation --bulk "$BAD=$tunnels" --ping "$GOOD" --every 0.001 --seconds "$seconds"
        # The first is there to warm up.
        ((round == 0)) || printf '%s\n' "$result" >>"$work/kept"
      done
    done
  done
  few=$(median neighbour-http-tunnel-100 p99_us)
  many=$(median neighbour-http-tunnel-1000 p99_us)
  expect 'p99 beside 1000 tunnels, of that beside 100' "$(calc "$many / $few")" '<=' 1.2
  told "without a proxy: $(calc "$(median neighbour-direct-1000 p99_us) / $(median neighbour-direct-100 p99_us)")"
  for name in "${others[@]}"; do
    expect "p99 beside 1000 tunnels, us, below $name's" "$many" '<' "$(median "neighbour-$name-1000" p99_us)"
  done
  for name in http-tunnel "${others[@]}"; do end "$name"; done
}

flood() {
  local before middle after
  start_with flooded 'limits: { per_client: { tunnels: off, new_per_second: off } }' \
    env 'HTTP_TUNNEL_JAVA_OPTS=-Xmx256m -XX:MaxDirectMemorySize=128m'
  before=$(resident)
  begin unread idle --unread --tunnels "${NUMBER:-2000}" --warmup 5 --seconds "$((seconds + 10))"
  sleep 8
  good_begins "$seconds"
  middle=$(resident)
  good_served 20
  after=$(resident)
  expect 'RSS for each, bytes' "$(calc "($after - $before) / ${NUMBER:-2000}")" '<=' 65536
  expect 'growth while nothing moves, MB' "$(calc "($after - $middle) / 1e6")" '<=' 16
  finish unread
  end flooded
}

# churned NAME OPTION...: thousands that come and go badly.
churned() {
  put "$1" misbehave --client "$BAD" --connections "${NUMBER:-10000}" --at-once 128 --warmup 1 --seconds 300 "${@:2}"
  expect "$1: left" "$(value still_there "$result")" '<=' 0
  expect "$1: without a connection" "$(value unconnected "$result")" '<=' 0
  expect "$1: descriptors that stayed" \
    "$(($(value descriptors_after "$result") - $(value descriptors_before "$result")))" '<=' 2
}

churn() {
  local name users=$work/users
  # Nobody's password: this is no hash of anything.
  printf 'somebody:%s\n' "\$2y\$05\$abcdefghijklmnopqrstuuIMgQeW5zXq4f7zE3FyqqkG0OkVUEnTm" >"$users"
  start_with churning "$(policies 500ms 500ms 'idle_timeout: 5s')
limits: { tunnels: 200, $no_limits }"
  for name in ${ONLY:-refused timed-out silent aborted half-closed reset tls-failed 407}; do
    case $name in
      refused) churned refused --manner connect --target closed ;;
      timed-out) churned timed-out --manner connect --target deaf ;;
      silent) churned silent --manner silent ;;
      aborted) churned aborted --manner abort ;;
      half-closed) churned half-closed --manner finish ;;
      reset) churned reset --manner reset ;;
      tls-failed) subject=churning-tls churned tls-failed --manner garbage ;;
      407) unknown_user "$users" ;;
      *) die "ONLY: unknown kind '$name'" ;;
    esac
  done
  subject=churning
  # Each that had kept its permit would be missing here.
  put permits idle --tunnels 198 --warmup 0 --seconds 1
  expect 'permits that came back, of 200' "$(value tunnels "$result")" '>=' 198
  end churning
}

unknown_user() {
  choose_port
  printf 'limits: { %s }\nlisteners: [{ name: main, bind: "127.0.0.1:%s", auth: { users: %s } }]\n' \
    "$no_limits" "$port" "$1" >"$work/asking.yaml"
  run asking "$program" --config "$work/asking.yaml" serve
  subject asking --proxy
  subject=asking churned 407 --manner connect
  expect '407: answered so' "$(value status_407 "$result")" '>=' "${NUMBER:-10000}"
  end asking
}

drain() {
  start_with drained 'limits: { drain_timeout: 60s, per_client: { tunnels: off, new_per_second: off } }'
  local pid=${pids[drained]}
  begin checked requests --tunnels 500 --rate 2500 --warmup 2 --seconds "$seconds"
  sleep 6
  kill -TERM "$pid"
  # A tunnel that is cut, or a byte that is not what was sent, ends the load.
  finish checked
  expect 'tunnels that lived to the end' "$(value tunnels "$result")" '>=' 500
  expect 'messages lost' "$(value unfinished "$result")" '<=' 0
  sleep 2
  expect 'ended by itself (1 is yes)' "$(kill -0 "$pid" 2>/dev/null && echo 0 || echo 1)" '>=' 1
  end drained
}

readonly ALL=(slowloris emfile spike storm neighbour flood churn drain)

main() {
  choose_experiments "$@"
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost \
    -keyout "$work/key.pem" -out "$work/cert.pem" >/dev/null 2>&1 || die 'openssl could not make a certificate'
  start_origin
  for experiment in "${wanted[@]}"; do
    say "$experiment: load average $(busy)"
    case $experiment in
      storm | spike) apart "$experiment" ;;
      *) "$experiment" ;;
    esac
  done
  say_what_was_found
}

main "$@"
