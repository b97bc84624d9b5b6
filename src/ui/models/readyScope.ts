import { ClusterError } from '../../base/errors.js';
import { t } from '../../base/l10n.js';
import type { Scope, ScopeState } from './scope.js';

/** The scope for a command: reads the kubeconfig when nobody has. @throws ClusterError why there is none */
export async function readyScope(scope: Scope, signal: AbortSignal): Promise<Extract<ScopeState, { kind: 'ready' }>> {
  return readyOf(scope.state.kind === 'ready' ? scope.state : await scope.read(signal));
}

/** @throws ClusterError when this is no scope to work with, and why */
export function readyOf(state: ScopeState): Extract<ScopeState, { kind: 'ready' }> {
  if (state.kind === 'ready') {
    return state;
  }
  throw state.kind === 'problem' && state.problem.code !== 'bug'
    ? new ClusterError(state.problem.code, state.problem.message)
    : new Error(state.kind === 'problem' ? state.problem.message : t('The kubeconfig was not read.'));
}
