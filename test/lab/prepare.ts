import { ensureBinaries, type Binaries, type Log } from './binaries.js';
import { ensureContainerRuntime, type ContainerRuntime } from './containerRuntime.js';
import { UserError } from './userError.js';

/** All programs that a lab is made of. */
export interface LabPrograms {
  readonly binaries: Binaries;
  /** Only for real nodes. */
  readonly runtime: ContainerRuntime | undefined;
}

/**
 * Builds and fetches what is not in the cache yet. Do this outside of the lab's namespaces: there is no network inside.
 *
 * @throws {UserError} when something is missing for it
 */
export async function prepareLab(nodes: 'real' | 'simulated', log: Log): Promise<LabPrograms> {
  if (nodes === 'real' && process.getuid?.() !== 0) {
    throw new UserError('Real nodes need root; run this as root, or use simulated nodes (--simulated N).');
  }
  return {
    binaries: await ensureBinaries(log),
    runtime: nodes === 'real' ? await ensureContainerRuntime(log) : undefined,
  };
}
