import type * as vscode from 'vscode';
import type { ClusterProblem } from '../base/errors.js';
import type { ObjectRef } from '../core/raw/objectRef.js';
import type { PodLogRef } from '../core/raw/podLog.js';
import type { MenuSubject } from './trees/detailNode.js';

/** Every command we contribute and what it takes. `test/manifest.test.ts` holds package.json to this list. */
export interface Commands {
  'hpaScope.chooseContext': [];
  'hpaScope.chooseKubeconfig': [];
  'hpaScope.chooseNamespace': [];
  'hpaScope.clearAutoscalersFilter': [];
  'hpaScope.clearUsageFilter': [];
  'hpaScope.copyRole': [problem: ClusterProblem];
  'hpaScope.copyKubectlCommand': [what?: ObjectRef | MenuSubject | vscode.Uri];
  'hpaScope.explainDecision': [what?: MenuSubject];
  'hpaScope.filterAutoscalers': [text?: string];
  'hpaScope.filterUsage': [text?: string];
  'hpaScope.openLiveYaml': [what: ObjectRef | MenuSubject];
  'hpaScope.openTarget': [of: MenuSubject];
  'hpaScope.openRaw': [what?: string | MenuSubject, context?: string];
  'hpaScope.refresh': [];
  'hpaScope.refreshDocument': [uri?: vscode.Uri];
  'hpaScope.revealSecretData': [uri?: vscode.Uri];
  'hpaScope.showAllNamespaces': [];
  'hpaScope.showLog': [];
  'hpaScope.showLogs': [pod: PodLogRef | MenuSubject];
  'hpaScope.sortUsage': [order?: string];
}

/** The views we contribute. */
export const views = {
  pipeline: 'hpaScope.pipeline',
  autoscalers: 'hpaScope.hpas',
  usage: 'hpaScope.usage',
} as const;

/** Our context keys, for `when` clauses: which dead end a view is in, so that its welcome fits. */
export const contextKeys = {
  pipeline: 'hpaScope.pipeline.deadEnd',
  autoscalers: 'hpaScope.hpas.deadEnd',
  usage: 'hpaScope.usage.deadEnd',
} as const;

/** Whether a view is filtered, so that its title has a button to end that. */
export const filterKeys = { autoscalers: 'hpaScope.hpas.filtered', usage: 'hpaScope.usage.filtered' } as const;

/** A command for a tree row or the status bar; a wrong argument does not compile. */
export function asCommand<Id extends keyof Commands>(
  command: Id,
  title: string,
  ...args: Commands[Id]
): vscode.Command {
  return { command, title, arguments: args };
}
