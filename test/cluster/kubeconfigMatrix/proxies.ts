import { createServer as createHttpServer, type Server as HttpServer } from 'node:http';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A proxy of the test. */
export interface RunningProxy {
  readonly port: number;
  /** How many tunnels were asked for. */
  readonly tunnels: () => number;
  stop(): void;
}

/**
 * A proxy for CONNECT.
 * @param password `user:password` that it asks for
 */
export function startHttpProxy({ password, status = 200 }: {
  readonly password?: string;
  readonly status?: number;
} = {}): Promise<RunningProxy> {
  let tunnels = 0;
  const expected = password === undefined ? undefined : `Basic ${Buffer.from(password).toString('base64')}`;
  const server = createHttpServer();
  server.on('connect', (request, socket: Socket, head) => {
    tunnels += 1;
    socket.on('error', () => undefined);
    const allowed = expected === undefined || request.headers['proxy-authorization'] === expected;
    if (status !== 200 || !allowed) {
      socket.end(status === 200 ? 'HTTP/1.1 407 Authenticate\r\n\r\n' : `HTTP/1.1 ${status} Bad Gateway\r\n\r\n`);
      return;
    }
    const [host = '', port = ''] = (request.url ?? '').split(':');
    const upstream = join(socket, host, Number(port));
    upstream.once('connect', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      upstream.write(head);
    });
  });
  return listening(server, () => tunnels);
}

/** A SOCKS5 proxy without a password that knows CONNECT to IPv4 addresses and names: RFC 1928. */
export function startSocksProxy(): Promise<RunningProxy> {
  let tunnels = 0;
  const server = createServer(socket => {
    socket.on('error', () => undefined);
    socket.once('data', () => {
      socket.write(Buffer.from([5, 0]));
      socket.once('data', asked => {
        tunnels += 1;
        const isName = asked[3] === 3;
        const end = isName ? 5 + (asked[4] ?? 0) : 8;
        const host = isName ? asked.subarray(5, end).toString() : asked.subarray(4, end).join('.');
        const upstream = join(socket, host, asked.readUInt16BE(end));
        upstream.once('connect', () => socket.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0])));
      });
    });
  });
  return listening(server, () => tunnels);
}

function join(socket: Socket, host: string, port: number): Socket {
  const upstream = connect(port, host);
  upstream.on('error', () => socket.destroy());
  socket.on('close', () => upstream.destroy());
  upstream.on('close', () => socket.destroy());
  upstream.once('connect', () => {
    socket.pipe(upstream);
    upstream.pipe(socket);
  });
  return upstream;
}

async function listening(server: Server | HttpServer, tunnels: () => number): Promise<RunningProxy> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    tunnels,
    stop: () => {
      server.close();
      sockets.forEach(socket => socket.destroy());
    },
  };
}
