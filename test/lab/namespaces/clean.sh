#!/usr/bin/env bash
# clean.sh ID SCRATCH: removes the cgroups and the scratch folder of namespaces that have ended.

for _ in {1..40}; do
  left=
  for cgroup in /sys/fs/cgroup/hpa-scope-"$1" /sys/fs/cgroup/*/hpa-scope-"$1"; do
    if [ -d "$cgroup" ]; then
      find "$cgroup" -depth -type d -exec rmdir {} \; 2> /dev/null
      [ ! -d "$cgroup" ] || left=yes
    fi
  done
  [ -n "$left" ] || break
  sleep 0.05 # a process that was just killed still counts for a moment
done
rm -rf --one-file-system "$2"
