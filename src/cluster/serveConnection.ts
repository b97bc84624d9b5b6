import { toProblem } from '../base/errors.js';
import type { ClusterConnection, Subscription } from './clusterConnection.js';
import type { CallResult, FromCluster, Port, ToCluster } from './connectionPort.js';

/** Answers a {@link RemoteConnection} at the other end of the port with the given connection. */
export function serveConnection(connection: ClusterConnection, port: Port<FromCluster, ToCluster>): void {
  const calls = new Map<number, AbortController>();
  const subscriptions = new Map<number, Subscription>();

  const call = async (id: number, run: (signal: AbortSignal) => Promise<CallResult>): Promise<void> => {
    const controller = new AbortController();
    calls.set(id, controller);
    try {
      port.postMessage({ kind: 'result', id, value: await run(controller.signal) });
    } catch (error) {
      port.postMessage({ kind: 'error', id, problem: toProblem(error) });
    } finally {
      calls.delete(id);
    }
  };

  port.on('message', message => {
    const { id } = message;
    switch (message.kind) {
      case 'ask':
        void call(id, signal => connection.ask(message.call, message.input, signal));
        break;
      case 'subscribe':
        subscriptions.set(id, connection.subscribe(message.collection, message.target, event => {
          port.postMessage({ kind: 'rows', id, event });
        }));
        break;
      case 'retry':
        subscriptions.get(id)?.retry();
        break;
      case 'end':
        calls.get(id)?.abort();
        subscriptions.get(id)?.dispose();
        subscriptions.delete(id);
        break;
    }
  });
}
