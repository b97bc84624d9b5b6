import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = '/sys/fs/cgroup';

/**
 * Makes the cgroup below which a node keeps its pods, in every hierarchy, and returns its name as the kubelet wants it.
 * It starts with `hpa-scope-<id>`, so that it is found and removed with the namespaces of that id.
 */
export function makeNodeCgroup(id: string, node: string): string {
  const names = [`hpa-scope-${id}`, node];
  if (isUnified()) {
    makeUnified(names);
  } else {
    for (const hierarchy of readdirSync(root)) {
      const folder = join(root, hierarchy);
      if (existsSync(join(folder, 'cgroup.procs')) && hierarchy !== 'unified') {
        makeInHierarchy(folder, names);
      }
    }
  }
  return `/${names.join('/')}`;
}

/** Whether this machine has cgroup v2 only. */
export function isUnified(): boolean {
  return existsSync(join(root, 'cgroup.controllers'));
}

function makeInHierarchy(hierarchy: string, names: readonly string[]): void {
  let folder = hierarchy;
  for (const name of names) {
    const parent = folder;
    folder = join(folder, name);
    mkdirSync(folder, { recursive: true });
    for (const file of ['cpuset.cpus', 'cpuset.mems']) { // starts empty, and takes no process until it is filled
      if (existsSync(join(folder, file))) {
        writeFileSync(join(folder, file), readFileSync(join(parent, file)));
      }
    }
  }
}

/** cgroup v2: a group hands on only the controllers that its parent enables for it. */
function makeUnified(names: readonly string[]): void {
  let folder = root;
  for (const name of names) {
    const controllers = readFileSync(join(folder, 'cgroup.controllers'), 'utf8').trim().split(/\s+/);
    writeFileSync(join(folder, 'cgroup.subtree_control'), controllers.map(controller => `+${controller}`).join(' '));
    folder = join(folder, name);
    mkdirSync(folder, { recursive: true });
  }
}
