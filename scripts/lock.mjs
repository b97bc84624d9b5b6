import { createHash } from 'node:crypto';
import net from 'node:net';

/**
 * Runs `work` while no other process of this machine holds the lock of that name. The lock is an abstract socket:
 * the kernel frees it when its owner dies, so it can never be stale, and waiting is a connection that closes.
 */
export async function withLock(name, onWait, work) {
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 24);
  const address = `\0hpa-scope-${process.getuid?.() ?? 0}-${hash}`;
  const waiting = new Set();
  let server;
  while (!(server = await listen(address, waiting))) {
    onWait();
    await closedBy(address);
  }
  try {
    return await work();
  } finally {
    server.close();
    waiting.forEach(socket => socket.destroy());
  }
}

/** Takes the lock, or answers undefined when somebody has it. */
function listen(address, waiting) {
  return new Promise((resolve, reject) => {
    const server = net.createServer(socket => waiting.add(socket.on('error', () => {})));
    server.once('error', error => (error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error)));
    server.listen(address, () => resolve(server));
  });
}

/** Waits until the owner of the lock lets it go or dies. */
function closedBy(address) {
  return new Promise(resolve => {
    const socket = net.connect(address);
    socket.on('error', () => {});
    socket.once('close', () => setTimeout(resolve, 50));
  });
}
