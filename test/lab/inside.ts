import { relay } from './relay.js';

/** What a process inside the namespaces knows of them. It is in the environment, so that children know too. */
export interface Inside {
  /** Names the cgroups of this lab. */
  readonly id: string;
  /** A folder that goes away with the namespaces. */
  readonly scratch: string;
  /** Whether real nodes are possible. */
  readonly isRoot: boolean;
}

/** The namespaces this process runs in, if {@link runInside} made them. */
export function currentNamespaces(): Inside | undefined {
  const id = process.env['HPA_SCOPE_ID'];
  const scratch = process.env['HPA_SCOPE_SCRATCH'];
  return id && scratch ? { id, scratch, isRoot: process.env['HPA_SCOPE_MODE'] === 'root' } : undefined;
}

/** Where the inner half of a relay listens, and the port it leads to. */
export interface InnerRelay {
  readonly socket: string;
  readonly port: number;
}

/** Opens the inner half of the relays that were asked for from outside. They last as long as this process. */
export async function openRelays(): Promise<void> {
  const relays = JSON.parse(process.env['HPA_SCOPE_RELAYS'] ?? '[]') as InnerRelay[];
  for (const { socket, port } of relays) {
    await relay(socket, port);
  }
}
