import { parseArgs } from 'node:util';
import { ClusterError, messageOf } from '../base/errors.js';
import { t } from '../base/l10n.js';
import { ClusterClients } from '../cluster/clusterClients.js';
import { explainOnce } from '../cluster/decision/explainOnce.js';
import { FollowedMemories } from '../cluster/decision/followDecision.js';
import type { ClusterTarget } from '../cluster/clusterConnection.js';
import { loadKubeconfig, summarizeKubeconfig } from '../cluster/kubeconfig.js';
import { kubeconfigFiles } from '../cluster/kubeconfigFiles.js';
import { exitFailed, exitOk, type CliOutput } from './cliCommand.js';
import { explanationText } from './explanationText.js';
import { UsageError } from './usageError.js';

const timeoutMs = 60_000;

/**
 * `explain NAME`: reads everything that the controller would read of one autoscaler, decides as it does, and says why.
 * What the controller remembers cannot be read, so a number that its memory holds is told as if there were none.
 */
export async function explainCommand(args: readonly string[], { out, err }: CliOutput): Promise<number> {
  const { name, target, namespace, isJson } = parse(args);
  const clients = new ClusterClients();
  try {
    const { client } = clients.of(target);
    const subject = { namespace: namespace ?? namespaceOf(target), name };
    const followed = { client, subject, settings: {}, memories: new FollowedMemories(), key: name };
    const explained = await explainOnce(followed, AbortSignal.timeout(timeoutMs));
    out(isJson ? `${JSON.stringify(explained)}\n` : explanationText(explained));
    return exitOk;
  } catch (error) {
    if (!(error instanceof ClusterError)) {
      throw error;
    }
    err(`${messageOf(error)}\n`);
    return exitFailed;
  } finally {
    clients.dispose();
  }
}

/** The namespace of the context, as kubectl takes it. */
function namespaceOf({ kubeconfigFiles: files, context }: ClusterTarget): string {
  const { contexts, currentContext } = summarizeKubeconfig(loadKubeconfig(files));
  return contexts.find(({ name }) => name === (context ?? currentContext))?.namespace ?? 'default';
}

function parse(args: readonly string[]): {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly target: ClusterTarget;
  readonly isJson: boolean;
} {
  const options = {
    output: { type: 'string', short: 'o', default: 'text' },
    kubeconfig: { type: 'string' },
    context: { type: 'string' },
    namespace: { type: 'string', short: 'n' },
  } as const;
  const { values: { output, kubeconfig, context, namespace }, positionals } = parsed(() =>
    parseArgs({ args: [...args], options, allowPositionals: true }));
  const [given = '', ...others] = positionals;
  const name = given.replace(/^(hpa|horizontalpodautoscalers?)\//, '');
  if (output !== 'text' && output !== 'json') {
    throw new UsageError(t('--output must be text or json, not "{0}"', output));
  }
  if (name === '' || others.length > 0) {
    throw new UsageError(t('explain needs the name of one HorizontalPodAutoscaler'));
  }
  const target = { kubeconfigFiles: kubeconfigFiles(kubeconfig), ...context === undefined ? {} : { context } };
  return { name, namespace, target, isJson: output === 'json' };
}

function parsed<T>(parseThem: () => T): T {
  try {
    return parseThem();
  } catch (error) {
    throw new UsageError(messageOf(error), { cause: error });
  }
}
