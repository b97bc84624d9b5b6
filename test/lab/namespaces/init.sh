#!/usr/bin/env bash
# init.sh SCRATCH MODE COMMAND...
# The first process of the namespaces: makes them fit for a cluster, runs COMMAND and reaps what loses its parent.
# When it ends, the kernel ends everything else in here.
set -euo pipefail

main() {
  scratch=$1 mode=$2
  shift 2
  read -r pid _ < /proc/self/stat # /proc still shows the outer namespace
  echo "$pid" > "$scratch/init.pid"

  trap 'echo "The namespaces of the lab could not be set up: \"$BASH_COMMAND\" failed." >&2; exit 125' ERR
  mount --make-rprivate /
  mount -t proc proc /proc
  if [ "$mode" = root ]; then
    private_folders
    pretended_sysctls
  fi
  network
  trap - ERR
  run "$@"
}

# What containerd, CNI plugins and kubelets share with the rest of a machine.
private_folders() {
  mount -t tmpfs -o mode=755 tmpfs /run
  mkdir -p /run/netns /run/lock "$scratch/kubelet" "$scratch/pod-log" /var/lib/kubelet
  mount --bind "$scratch/kubelet" /var/lib/kubelet
  mount --bind "$scratch/pod-log" /var/log
}

# A kubelet sets these for the whole machine when it starts. Files in their place keep the machine as it is.
pretended_sysctls() {
  mkdir -p "$scratch/sysctl"
  local setting name file
  for setting in vm/overcommit_memory=1 vm/panic_on_oom=0 kernel/panic=10 kernel/panic_on_oops=1 \
    kernel/keys/root_maxkeys=1000000 kernel/keys/root_maxbytes=25000000; do
    name=${setting%=*}
    file=$scratch/sysctl/${name//\//.}
    echo "${setting#*=}" > "$file"
    mount --bind "$file" "/proc/sys/$name"
  done
}

# 10.99.0.1 is the machine of the control plane, 10.96.0.1 the Service "kubernetes", which pods reach without kube-proxy.
# All of 10.99.0.0/16 answers here, so nodes need no address of their own on an interface, except real ones.
network() {
  ip link set lo up
  ip addr add 10.99.0.1/32 dev lo
  ip addr add 10.96.0.1/32 dev lo
  ip route add local 10.99.0.0/16 dev lo
  echo 1 > /proc/sys/net/ipv4/ip_forward
}

run() {
  set +e -m # with job control the command keeps standard input, and SIGINT works
  "$@" &
  local child=$! code
  exec < /dev/null > /dev/null 2>&1
  for signal in INT TERM HUP; do
    trap "interrupted=yes; kill -s $signal -- -$child" "$signal"
  done
  while :; do
    interrupted=
    wait "$child"
    code=$?
    [ -n "$interrupted" ] || exit "$code"
  done
}

main "$@"
