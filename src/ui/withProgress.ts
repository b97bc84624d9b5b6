import * as vscode from 'vscode';

/** Shows progress while something runs that the user asked for; cancelling aborts the signal. */
export function withProgress<T>(title: string, run: (signal: AbortSignal) => Promise<T>): Thenable<T> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (_progress, token) => {
      const controller = new AbortController();
      const subscription = token.onCancellationRequested(() => controller.abort());
      try {
        return await run(controller.signal);
      } finally {
        subscription.dispose();
      }
    },
  );
}
