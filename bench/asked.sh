# shellcheck shell=bash
# What is asked of the program, and what was found: for scripts that measure by experiments and say whether all was met.
# To be sourced behind subjects.sh. The function of an experiment has its name, and calls expect and told.

table=()
failures=0

# row VERDICT WHAT [FOUND [ASKED]]: a line of the table.
row() {
  table+=("$(printf '%-4s  %-10s %-58s %16s  %s' "$1" "$experiment" "$2" "${3:-}" "${4:-}")")
}

# expect WHAT FOUND OPERATOR BOUND
expect() {
  local verdict=pass
  if ! awk -v a="$2" -v b="$4" "BEGIN { exit !(a $3 b) }"; then
    verdict=FAIL
    failures=$((failures + 1))
  fi
  row "$verdict" "$1" "$2" "$3 $4"
}

# told WHAT [FOUND]: something of which nothing is asked.
told() {
  row - "$@"
}

# failed WHAT: something that came to nothing, which is no reason to end the other experiments.
failed() {
  row FAIL "$1"
  failures=$((failures + 1))
}

# calc EXPRESSION
calc() {
  awk "BEGIN { printf \"%.4g\", $1 }"
}

# choose_experiments NAME...: those, else all, in $wanted. All are in $ALL.
choose_experiments() {
  local name
  wanted=("$@")
  (($# > 0)) || wanted=("${ALL[@]}")
  for name in "${wanted[@]}"; do
    [[ " ${ALL[*]} " == *" $name "* ]] || die "unknown experiment '$name' (expected: ${ALL[*]})"
  done
}

# say_what_was_found: ends with exit code 1 if anything was not met.
say_what_was_found() {
  say "$(printf '%-4s  %-10s %-58s %16s  %s' '' experiment what found asked)"
  printf '%s\n' "${table[@]}" >&2
  ((failures == 0)) || die "$failures of what is asked not met"
}
