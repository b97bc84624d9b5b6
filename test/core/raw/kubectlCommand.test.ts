import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, it } from 'vitest';
import { kubectlCommand, type KubectlCluster, type KubectlSubject } from '../../../src/core/raw/kubectlCommand.js';
import { shellQuote } from '../../../src/core/raw/shellQuote.js';

const hpa = {
  apiVersion: 'autoscaling/v2', plural: 'horizontalpodautoscalers', kind: 'HorizontalPodAutoscaler',
  namespace: 'shop', name: 'web',
};
const object = (change: object): KubectlSubject => ({ kind: 'object', object: { ...hpa, ...change } });

describe('kubectlCommand', () => {
  const dev = { context: 'dev' };
  const cases: readonly [subject: KubectlSubject, cluster: KubectlCluster, command: string][] = [
    [object({}), dev, 'kubectl --context dev -n shop get hpa web -o yaml'],
    [object({ apiVersion: 'apps/v1', plural: 'deployments' }), {}, 'kubectl -n shop get deployments web -o yaml'],
    [object({ apiVersion: 'metrics.k8s.io/v1beta1', plural: 'pods' }), {},
      'kubectl -n shop get pods.metrics.k8s.io web -o yaml'],
    [{ kind: 'object', object: { apiVersion: 'v1', plural: 'nodes', kind: 'Node', name: 'n1' } }, {},
      'kubectl get nodes n1 -o yaml'],
    [object({ name: '--all' }), {}, 'kubectl -n shop get hpa/--all -o yaml'],
    [{ kind: 'raw', path: '/apis/x/v1/pods?limit=5&a=b' }, dev,
      'kubectl --context dev get --raw \'/apis/x/v1/pods?limit=5&a=b\''],
    [{ kind: 'log', log: { namespace: 'shop', name: 'web-1', container: 'app', previous: true } }, {},
      'kubectl -n shop logs web-1 -c app --previous --tail 500'],
    [{ kind: 'log', log: { namespace: 'shop', name: 'web-1' } }, {}, 'kubectl -n shop logs web-1 --tail 500'],
    [object({}), { context: 'it\'s; rm -rf $HOME', kubeconfigFiles: ['/my files/config'] },
      'kubectl --kubeconfig \'/my files/config\' --context \'it\'\\\'\'s; rm -rf $HOME\' -n shop get hpa web -o yaml'],
    [object({}), { kubeconfigFiles: ['/a b', '/c'] }, 'KUBECONFIG=\'/a b:/c\' kubectl -n shop get hpa web -o yaml'],
  ];
  for (const [subject, cluster, command] of cases) {
    it(command, () => assert.equal(kubectlCommand(subject, cluster), command));
  }

  it('a shell hands every word on as it is', () => {
    const odd = [
      'plain', '', ' ', 'a b', '\'', '"', '\\', '$HOME', '`id`', '$(id)', 'a;b', 'a&b|c', '*', '?', '~', '#x', '!x',
      'a\nb', '{a,b}', '-n', 'ünï', '<x>', 'a=b', '\t', '\'\'\'', '%s',
    ];
    const script = `printf '%s\\0' ${odd.map(shellQuote).join(' ')}`;
    const words = execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1);
    assert.deepEqual(words, odd);
  });

  it('a shell gives kubectl the words that were meant', () => {
    const evil = 'x\'; echo "$HOME" `id` #\n';
    const command = kubectlCommand(object({ namespace: evil, name: evil }), { context: evil, kubeconfigFiles: [evil] });
    const words = execFileSync('sh', ['-c', `kubectl() { printf '%s\\0' "$@"; }\n${command}`], { encoding: 'utf8' });
    assert.deepEqual(words.split('\0').slice(0, -1), [
      '--kubeconfig', evil, '--context', evil, '-n', evil, 'get', 'hpa', evil, '-o', 'yaml',
    ]);
  });
});
