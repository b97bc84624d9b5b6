import { Worker } from 'node:worker_threads';
import { messageOf } from '../base/errors.js';
import { t } from '../base/l10n.js';
import { RemoteConnection, type ClusterThread } from '../cluster/remoteConnection.js';
import type { ClusterThreadData } from '../cluster/worker.js';
import type * as vscode from 'vscode';

/** A connection to clusters whose work is done in a thread of its own. The thread starts with the first request. */
export function connectInThread(
  script: string,
  data: ClusterThreadData,
  log: vscode.LogOutputChannel,
): RemoteConnection {
  const connection: RemoteConnection = new RemoteConnection(() => startThread(script, data, reason => {
    log.error(reason);
    connection.lost({ code: 'bug', message: reason });
  }));
  return connection;
}

function startThread(script: string, data: ClusterThreadData, onLost: (reason: string) => void): ClusterThread {
  const worker = new Worker(script, { workerData: data });
  let ended = false;
  worker.on('error', error => onLost(t('The cluster thread failed: {0}', messageOf(error))));
  worker.on('exit', code => {
    if (!ended && code === 0) {
      onLost(t('The cluster thread ended.'));
    }
  });
  return {
    postMessage: message => worker.postMessage(message),
    on: (event, listener) => worker.on(event, listener),
    end: () => {
      ended = true;
      void worker.terminate();
    },
  };
}
