#!/usr/bin/env bash
# janitor.sh ID SCRATCH MODE COMMAND...
# Runs COMMAND in namespaces of its own and ends with its exit code. File descriptor 3 is a pipe from whoever wants the
# command: a line on it is a signal to pass on, its end means that the owner is gone. However this ends, nothing stays:
# no process, mount, cgroup or scratch folder. If the janitor itself is killed, the kernel kills the rest (pdeathsig).

main() {
  local id=$1 mode=$3 here code
  scratch=$2
  shift 3
  here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

  set -m # else bash would start background processes with SIGINT ignored and without standard input
  if [ "$mode" = root ]; then
    setpriv --pdeathsig KILL \
      unshare --mount --net --pid --fork --kill-child bash "$here/init.sh" "$scratch" "$mode" "$@" 3<&- &
  else # a new user namespace clears the death signal, so it is asked for within
    unshare --user --map-current-user --keep-caps setpriv --pdeathsig KILL \
      unshare --mount --net --pid --fork --kill-child bash "$here/init.sh" "$scratch" "$mode" "$@" 3<&- &
  fi
  unshare=$!
  pid_file=$scratch/init.pid
  exec < /dev/null > /dev/null 2>&1

  trap end_all TERM HUP INT
  watch_owner &
  local watcher=$!
  while :; do
    wait "$unshare"
    code=$?
    kill -0 "$unshare" || break
  done
  kill -KILL "$watcher"
  [ ! -e "$scratch/killed" ] || code=137 # unshare itself would say 1
  await_end "$(init_pid)"
  bash "$here/clean.sh" "$id" "$scratch"
  exit "$code"
}

init_pid() {
  cat "$pid_file" || echo "$unshare"
}

watch_owner() {
  trap - TERM HUP INT
  local signal
  while read -r -u 3 signal; do
    kill -s "$signal" "$(init_pid)"
  done
  end_all
}

end_all() {
  touch "$scratch/killed"
  kill -KILL "$(init_pid)" || kill -KILL "$unshare"
}

await_end() {
  for _ in {1..200}; do
    kill -0 "$1" || return
    sleep 0.05
  done
}

main "$@"
