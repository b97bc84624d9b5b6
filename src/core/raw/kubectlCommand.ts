import type { ObjectRef } from './objectRef.js';
import { logLimits, type PodLogRef } from './podLog.js';
import { shellQuote } from './shellQuote.js';

/** What a command is about. */
export type KubectlSubject =
  | { readonly kind: 'object'; readonly object: ObjectRef }
  | { readonly kind: 'raw'; readonly path: string }
  | { readonly kind: 'log'; readonly log: PodLogRef }
  | { readonly kind: 'report'; readonly object: ObjectRef };

/** Which cluster kubectl is to talk to. */
export interface KubectlCluster {
  /** Absent: the kubeconfig's current context. */
  readonly context?: string;
  /** Absent: kubectl finds them by itself. Several are a list as in `KUBECONFIG`, which the option does not take. */
  readonly kubeconfigFiles?: readonly string[];
}

/** Groups whose resources kubectl finds by their bare names before all others. */
const BARE = new Set(['', 'apps', 'batch', 'autoscaling']);

/** The kubectl command that prints what we show, for a POSIX shell: every word is one word, whatever is in it. */
export function kubectlCommand(subject: KubectlSubject, { context, kubeconfigFiles = [] }: KubectlCluster): string {
  const [file] = kubeconfigFiles;
  const list = kubeconfigFiles.length > 1 ? `KUBECONFIG=${shellQuote(kubeconfigFiles.join(':'))} ` : '';
  const words = [
    'kubectl',
    ...(file === undefined || list !== '' ? [] : ['--kubeconfig', file]),
    ...(context === undefined ? [] : ['--context', context]),
    ...wordsOf(subject),
  ];
  return list + words.map(shellQuote).join(' ');
}

function wordsOf(subject: KubectlSubject): readonly string[] {
  switch (subject.kind) {
    case 'raw': return ['get', '--raw', subject.path];
    case 'object': {
      const { object } = subject;
      return [...namespaceWords(object.namespace), 'get', ...objectWords(object), '-o', 'yaml'];
    }
    case 'log': return logWords(subject.log);
    case 'report': {
      const { object } = subject;
      return [...namespaceWords(object.namespace), 'describe', ...objectWords(object)];
    }
  }
}

function logWords({ namespace, name, container, previous }: PodLogRef): readonly string[] {
  return [
    ...namespaceWords(namespace), 'logs', name.startsWith('-') ? `pods/${name}` : name,
    ...(container === undefined ? [] : ['-c', container]),
    ...(previous ? ['--previous'] : []),
    '--tail', String(logLimits.lines),
  ];
}

function namespaceWords(namespace: string | undefined): readonly string[] {
  return namespace === undefined ? [] : ['-n', namespace];
}

/** A name that looks like an option is none behind a slash. */
function objectWords({ apiVersion, plural, name }: ObjectRef): readonly string[] {
  const group = apiVersion.includes('/') ? apiVersion.split('/')[0] ?? '' : '';
  const bare = group === 'autoscaling' && plural === 'horizontalpodautoscalers' ? 'hpa' : plural;
  const resource = BARE.has(group) ? bare : `${plural}.${group}`;
  return name.startsWith('-') ? [`${resource}/${name}`] : [resource, name];
}
