import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import type { DecisionRow } from '../../../../src/core/hpa/compare/decisionRow.js';
import { explainMarkdown } from '../../../../src/core/hpa/explain/explainMarkdown.js';

const row: DecisionRow = {
  id: 'shop/web',
  explanation: {
    key: 'shop/web', atMs: 0, currentReplicas: 4, desiredReplicas: 7, summary: 'cpu is high',
    lines: [{
      label: 'cpu', text: '92%', upstream: 'computeReplicasForMetric',
      lines: [{ label: 'Ratio', text: 'outside', lines: [] }],
    }],
    ledgers: [{
      metric: 'cpu', rows: [{
        pod: '[x](command:evil)|', uid: undefined, group: 'ready', usage: '480m', request: '500m', share: '96%',
        sampleAge: '9s', assumed: '', why: 'counts\n| injected |',
      }],
    }],
  },
  verdict: { kind: 'differs', theirs: '6', reasons: [{ kind: 'unknown', text: 'nobody knows' }] },
  assumptions: [{ what: 'version', value: '1', from: 'default' }],
  isControllerSeen: false,
  memorySinceMs: 0,
  strangers: { '[x](command:evil)|': '' },
};

describe('the report of a decision', () => {
  const text = explainMarkdown(row);

  it('says what, why, whether the controller agrees, and what was assumed', () => {
    const head = '# shop/web wants 7 replicas (has 4)\n\n**cpu is high**\n\n1970-01-01 00:00:00 UTC: differs';
    assert.ok(text.startsWith(head), text);
    for (const part of [
      'differs: the controller says 6\n\n- nobody knows',
      '| cpu | 92% | computeReplicasForMetric |\n| cpu, Ratio | outside |  |',
      '| version | 1 | default |',
      'No pod of kube-controller-manager is visible.',
    ]) {
      assert.ok(text.includes(part), `${part}\n\n${text}`);
    }
  });

  it('shows text of the cluster as text, in one cell', () => {
    const line = text.split('\n').find(each => each.includes('command')) ?? '';
    assert.ok(line.startsWith('| \\[x\\](command:evil)\\| | ready | 480m |'), line);
    assert.ok(line.includes('counts \\| injected \\|; belongs to nobody'), line);
  });

  it('tells what would change it only when that was looked for', () => {
    assert.doesNotMatch(text, /What would change it/);
    assert.match(explainMarkdown(row, ['more load: 8']), /## What would change it, once no earlier recommendation holds\n\n- more load: 8\n/);
  });
});
