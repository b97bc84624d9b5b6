import * as vscode from 'vscode';
import { useTranslations } from '../base/l10n.js';
import type { ClusterConnection } from '../cluster/clusterConnection.js';
import { kubeconfigFiles } from '../cluster/kubeconfigFiles.js';
import type { AutoscalerRow } from '../core/hpa/autoscalerRow.js';
import type { UsageRow } from '../core/metrics/usageRow.js';
import type { PipelineRow } from '../core/pipeline/pipelineRow.js';
import { connectInThread } from './clusterThread.js';
import { ClusterDocuments } from './documents/clusterDocuments.js';
import { KubernetesExtension } from './kubernetesExtension.js';
import { RowFilter } from './models/rowFilter.js';
import { RowStore } from './models/rowStore.js';
import { Scope } from './models/scope.js';
import { UsageView } from './models/usageView.js';

/** What the surfaces share. Building it starts nothing: the thread, the kubeconfig and the cluster wait for a view. */
export interface Services extends vscode.Disposable {
  readonly log: vscode.LogOutputChannel;
  readonly connection: ClusterConnection;
  readonly scope: Scope;
  readonly kubernetesExtension: KubernetesExtension;
  readonly documents: ClusterDocuments;
  readonly pipeline: RowStore<PipelineRow>;
  readonly autoscalers: RowStore<AutoscalerRow>;
  readonly usage: RowStore<UsageRow>;
  readonly usageView: UsageView;
  readonly filters: { readonly autoscalers: RowFilter; readonly usage: RowFilter };
  /** The user asked to look again, now. */
  readonly onDidAskRefresh: vscode.Event<void>;
  refresh(): Promise<void>;
}

export function createServices(context: vscode.ExtensionContext): Services {
  const translations = vscode.l10n.bundle;
  useTranslations(translations);
  const log = vscode.window.createOutputChannel('HPA Scope', { log: true });
  const connection = connectInThread(context.asAbsolutePath('dist/cluster.js'), { translations }, log);
  const kubernetesExtension = new KubernetesExtension();
  const scope = new Scope(connection, context.workspaceState, async setting =>
    kubeconfigFiles(setting ?? await kubernetesExtension.kubeconfig()));
  const documents = new ClusterDocuments(connection, scope);
  const pipeline = new RowStore<PipelineRow>();
  const autoscalers = new RowStore<AutoscalerRow>();
  const usage = new RowStore<UsageRow>();
  const usageView = new UsageView(context.workspaceState);
  const filters = { autoscalers: new RowFilter(), usage: new RowFilter() };
  const refreshed = new vscode.EventEmitter<void>();
  return {
    log, connection, scope, kubernetesExtension, documents, pipeline, autoscalers, usage, usageView, filters,
    onDidAskRefresh: refreshed.event,
    refresh: async () => {
      await scope.read(new AbortController().signal);
      refreshed.fire();
    },
    dispose: () => {
      const parts = [
        pipeline, autoscalers, usage, usageView, documents, scope, kubernetesExtension, connection, refreshed, log,
      ];
      parts.forEach(part => part.dispose());
    },
  };
}
