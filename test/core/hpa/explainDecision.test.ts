import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { explanationTitle } from '../../../src/core/hpa/explain/wanted.js';
import { explainDecision } from '../../../src/core/hpa/explain/explainDecision.js';
import type { Explanation, ExplanationLine } from '../../../src/core/hpa/explain/explanation.js';
import { parseRecording } from '../../../src/core/recording/parseRecording.js';
import { replayRecording } from '../../../src/core/recording/replay.js';
import { headerLine, passLine, type RecordedWeb } from '../../helpers/recordedPasses.js';

/** The explanation of the last of some passes. */
function explained(...passes: RecordedWeb[]): Explanation {
  const parsed = parseRecording([headerLine(), ...passes.map(passLine)].join('\n'));
  assert.ok(parsed.ok);
  const last = [...replayRecording(parsed.recording)].at(-1);
  assert.ok(last);
  return explainDecision(last.decision);
}

function texts(lines: readonly ExplanationLine[], indent = ''): string[] {
  return lines.flatMap(({ label, text, lines: below }) =>
    [`${indent}${label}: ${text}`, ...texts(below, `${indent}  `)]);
}

describe('explainDecision', () => {
  it('tells the arithmetic of scaling up', () => {
    const { summary, lines, desiredReplicas } = explained(
      { time: '2026-11-24T10:00:15.000Z', replicas: 2, usage: ['450m', '470m'] },
    );

    assert.equal(desiredReplicas, 4);
    assert.equal(summary, 'cpu is at 92% of request, target 60%: 4.');
    assert.deepEqual(texts(lines), [
      'Scale: asks for 2, has 2',
      'Selector: app=web: 2 pods',
      'cpu: 92% of request, target 60% → 4',
      '  Usage: 920m of 1000m requested = 92%, 2 of 2 pods ready',
      '  Ratio: 92/60 = 1.533, outside 0.9 … 1.1',
      '  Proposal: ceil(1.533 × 2) = 4',
      'Stabilization: nothing holds (up 0s, down 5m)',
      'Rate: at most 4: twice the current number, or 4',
      'Bounds: 1 … 10',
      'Result: scaled from 2 to 4',
    ]);
  });

  it('counts a pod without a sample, and says as what', () => {
    const { summary, lines, ledgers } = explained(
      { time: '2026-11-24T10:00:15.000Z', replicas: 3, usage: ['450m', '470m', undefined] },
    );

    assert.match(summary, /^cpu is at 92% of request, target 60%; with 1 pod that has no usable sample, 61%: 3\.$/);
    assert.ok(texts(lines).includes('  Assumed: 1 missing counted as 0: 920m of 1500m requested = 61%, '
      + '61/60 = 1.017, within 0.9 … 1.1'));
    assert.deepEqual(ledgers[0]?.rows.map(({ pod, group, usage, request, share, assumed, why }) =>
      [pod, group, usage, request, share, assumed, why].join(' | ')), [
      'web-0 | ready | 450m | 500m | 90% |  | counts; initialization ends 09:05:00, now 10:00:15',
      'web-1 | ready | 470m | 500m | 94% |  | counts; initialization ends 09:05:00, now 10:00:15',
      'web-2 | missing |  | 500m |  | 0 | no sample',
    ]);
  });

  it('names the recommendation that holds, and until when', () => {
    const { lines } = explained(
      { time: '2026-11-24T10:00:15.000Z', replicas: 4, usage: ['300m', '300m', '300m', '300m'] },
      { time: '2026-11-24T10:00:30.000Z', replicas: 4, usage: ['60m', '60m', '60m', '60m'] },
    );

    assert.ok(texts(lines).includes('Stabilization: '
      + 'held at 4: a recommendation of 4 at 10:00:15 counts for 4m45s more (up 0s, down 5m)'));
  });

  it('tells which policy limits, and by which events', () => {
    const behavior = {
      scaleUp: { stabilizationWindowSeconds: 0, selectPolicy: 'Max', policies: [
        { type: 'Pods', value: 1, periodSeconds: 60 }, { type: 'Percent', value: 10, periodSeconds: 60 },
      ] },
      scaleDown: { selectPolicy: 'Max', policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }] },
    };
    const { lines } = explained(
      { time: '2026-11-24T10:00:15.000Z', replicas: 1, usage: ['500m'], spec: { behavior } },
      { time: '2026-11-24T10:00:30.000Z', replicas: 2, usage: ['500m', '500m'], spec: { behavior } },
    );

    const told = texts(lines);
    assert.ok(told.includes('Rate: at most 2 (1 pod in 60 s or 10% in 60 s)'), told.join('\n'));
    assert.ok(told.includes('  1 pod in 60 s: from 1 (1 added, 0 removed in the period) to 2'));
    assert.ok(told.includes('Bounds: 1 … 10; 2 instead of 4 (ScaleUpLimit)'));
  });

  it('says why nothing could be decided', () => {
    const { summary, desiredReplicas } = explained({
      time: '2026-11-24T10:00:15.000Z', replicas: 1, usage: ['500m'],
      spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'gone' } },
    });

    assert.equal(desiredReplicas, null);
    assert.equal(summary, 'The scale of the target could not be read: '
      + 'the server could not find the requested resource (get deployments gone).');
  });

  it('does not take a number that nobody computed for a decision', () => {
    const explanation = explained({ time: '2026-11-24T10:00:15.000Z', replicas: 2, usage: [undefined, undefined] });

    assert.equal(explanation.desiredReplicas, null);
    assert.equal(explanationTitle(explanation), 'shop/web keeps what it has (2 replicas): nothing can be decided');
    assert.ok(texts(explanation.lines).includes('Metrics: the only one failed: nothing is changed'));
  });

  it('keeps metrics of one name apart', () => {
    const queue = (name: string) => ({
      type: 'External',
      external: {
        metric: { name: 'length', selector: { matchLabels: { queue: name } } },
        target: { type: 'AverageValue', averageValue: '10' },
      },
    });
    const { lines } = explained({
      time: '2026-11-24T10:00:15.000Z', replicas: 1, usage: ['100m'],
      spec: { metrics: [queue('mail'), queue('jobs')] },
    });

    assert.deepEqual(lines.map(({ label }) => label).filter(label => label.startsWith('length')),
      ['length · queue=mail', 'length · queue=jobs']);
  });
});
