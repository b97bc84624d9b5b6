import { chmodSync, rmSync } from 'node:fs';
import net from 'node:net';
import { UserError } from './userError.js';

/** One end of a relay: the path of a Unix socket, or a port of 127.0.0.1. */
export type RelayEnd = string | number;

/** Brings a port from inside the namespaces of a lab to a port outside. */
export interface Relay {
  /** On 127.0.0.1 of the machine. */
  readonly outsidePort: number;
  /** On 127.0.0.1 of the namespaces. */
  readonly insidePort: number;
}

/**
 * Joins whoever connects to `listen` with `target`, in both directions. A Unix socket belongs to no network namespace,
 * so two relays that share one lead from one namespace into another.
 *
 * @throws {UserError} when the port is taken
 */
export async function relay(listen: RelayEnd, target: RelayEnd): Promise<net.Server> {
  const server = net.createServer({ allowHalfOpen: true }, near => join(near, connect(target)));
  if (typeof listen === 'string') {
    rmSync(listen, { force: true });
  }
  await new Promise<void>((resolve, reject) => {
    server.once('error', error => reject(portIsTaken(error)
      ? new UserError(`Port ${listen} of 127.0.0.1 is in use by another program; end it or choose another port.`)
      : error));
    server.listen(typeof listen === 'string' ? { path: listen } : { port: listen, host: '127.0.0.1' }, resolve);
  });
  if (typeof listen === 'string') {
    chmodSync(listen, 0o600);
  }
  return server;
}

function connect(target: RelayEnd): net.Socket {
  const where = typeof target === 'string' ? { path: target } : { port: target, host: '127.0.0.1' };
  return net.connect({ ...where, allowHalfOpen: true });
}

function join(near: net.Socket, far: net.Socket): void {
  near.pipe(far).pipe(near);
  for (const [one, other] of [[near, far], [far, near]] as const) {
    one.on('error', () => other.destroy());
    one.on('close', () => other.destroy());
  }
}

function portIsTaken(error: Error): boolean {
  return 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES');
}
