import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A TCP relay before a real server that counts what passes: who claims to ask nothing is held to it. */
export interface CountingRelay {
  readonly port: number;
  /** Bytes that clients sent so far. */
  sentBytes(): number;
  /** Connections that are open now. */
  openConnections(): number;
  close(): void;
}

export async function startCountingRelay(host: string, port: number): Promise<CountingRelay> {
  const open = new Set<Socket>();
  let sent = 0;
  const server = createServer(client => {
    const upstream = connect(port, host);
    open.add(client);
    client.on('data', chunk => { sent += chunk.length; });
    client.pipe(upstream).pipe(client);
    for (const socket of [client, upstream]) {
      socket.on('error', () => undefined);
      socket.on('close', () => {
        open.delete(client);
        client.destroy();
        upstream.destroy();
      });
    }
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    sentBytes: () => sent,
    openConnections: () => open.size,
    close: () => {
      server.close();
      open.forEach(socket => socket.destroy());
    },
  };
}
