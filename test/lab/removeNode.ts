import { globSync, readFileSync, rmdirSync, rmSync } from 'node:fs';
import { isNotFound, run } from './run.js';
import { messageOf } from './userError.js';
import { waitFor } from './waitFor.js';

/** What a node leaves on the machine when its kubelet and containerd have ended. */
export interface NodeRemains {
  readonly number: number;
  readonly address: string;
  readonly cgroup: string;
  /** The socket of its containerd: its shims name it. */
  readonly socket: string;
}

/** Ends the containers of a node and removes its mounts, bridge, address and cgroups: another lab can follow. */
export async function removeNode({ number, address, cgroup, socket }: NodeRemains): Promise<void> {
  await waitFor('The containers have ended', async () => {
    const left = [...shimsOf(socket), ...processesIn(cgroup)];
    left.forEach(kill);
    return left.length === 0;
  }, 10_000);
  const folders = [`/run/containerd-${number}`, `/run/cni-${number}`, `/var/lib/kubelet/${number}`];
  await unmount(path => folders.some(folder => `${path}/`.startsWith(`${folder}/`)));
  for (const folder of folders) {
    rmSync(folder, { recursive: true, force: true });
  }
  await ignoringAbsence(run('ip', ['link', 'del', bridgeOf(number)]));
  await ignoringAbsence(run('ip', ['addr', 'del', `${address}/32`, 'dev', 'lo']));
  removeCgroups(cgroup);
}

/** Releases the network namespaces of all pods of all nodes, once their containers have ended. */
export async function releasePodNetworks(): Promise<void> {
  await unmount(path => path.startsWith('/run/netns/cni-'));
}

/** The name of the bridge to which a node's pods are attached. */
export function bridgeOf(number: number): string {
  return `lab${number}`;
}

function shimsOf(socket: string): number[] {
  return globSync('/proc/[0-9]*/cmdline')
    .filter(file => textOf(file).includes(`-address\0${socket}`))
    .map(file => Number(file.split('/')[2]));
}

function processesIn(cgroup: string): number[] {
  const files = globSync(`/sys/fs/cgroup/{pids,}${cgroup}/**/cgroup.procs`);
  return files.flatMap(file => textOf(file).split('\n')).filter(Boolean).map(Number);
}

async function unmount(isOurs: (path: string) => boolean): Promise<void> {
  const paths = textOf('/proc/self/mountinfo').split('\n').map(line => line.split(' ')[4] ?? '').filter(isOurs);
  for (const path of paths.reverse()) {
    await run('umount', ['--lazy', path]);
  }
}

function removeCgroups(cgroup: string): void {
  for (const root of globSync(`/sys/fs/cgroup/{*/,}${cgroup.slice(1)}`)) {
    for (const folder of globSync(`${root}/**/`).sort((a, b) => b.length - a.length)) {
      rmdirSync(folder);
    }
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // the process has just ended
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // it has just ended
  }
}

async function ignoringAbsence(done: Promise<unknown>): Promise<void> {
  await done.catch((error: unknown) => {
    if (isNotFound(error) || !/Cannot find device|Cannot assign requested address/.test(messageOf(error))) {
      throw error;
    }
  });
}
