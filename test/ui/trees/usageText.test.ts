import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { podRations, type RationedPod } from '../../../src/core/metrics/podRations.js';
import { nodeUsageRow, podUsageRow, type PodUsageRow } from '../../../src/core/metrics/usageRow.js';
import {
  requestRemark, sampleText, spokenUsage, staleText, usageText, useInWords,
} from '../../../src/ui/trees/usageText.js';

const atMs = Date.parse('2026-01-02T03:04:05Z');

/** Two containers that use 480m and 1Mi together, with the given rations; null: the pod was not seen. */
function pod(containers: NonNullable<RationedPod['spec']>['containers'] | null): PodUsageRow {
  return podUsageRow({
    metadata: { namespace: 'shop', name: 'web-1' }, timestamp: '2026-01-02T03:04:05Z', window: '15.282s',
    containers: [
      { name: 'app', usage: { cpu: '479n', memory: '1Mi' } }, { name: 'proxy', usage: { cpu: '479m', memory: '0' } },
    ],
  }, containers === null ? undefined : podRations({ spec: { containers: containers ?? [] } }));
}

const rationed = (name: string, ...resources: string[]) => ({
  name, resources: { requests: Object.fromEntries(resources.map(text => text.split('='))) as Record<string, string> },
});

describe('the texts of usage', () => {
  const full = pod([rationed('app', 'cpu=250m', 'memory=64Mi'), rationed('proxy', 'cpu=250m', 'memory=64Mi')]);

  it('have kubectl\'s strings and the shares', () => assert.equal(usageText(full), '480m 96%   1Mi 0%'));
  it('have no share where nothing was seen', () => assert.equal(usageText(pod(null)), '480m   1Mi'));
  it('are said in words', () => assert.equal(
    spokenUsage(full), 'cpu 480m, 96% of request 500m, no limit, memory 1Mi, 0% of request 128Mi, no limit',
  ));
  it('do not mention what was not seen', () => assert.equal(useInWords(pod(null).cpu), '480m'));
  it('tell shares of a node', () => {
    const usage = { cpu: '3', memory: '1Gi' };
    const metrics = { metadata: { name: 'n' }, timestamp: '', window: '', usage };
    const row = nodeUsageRow('n', metrics, { cpu: undefined, memory: undefined, notReady: undefined });
    assert.equal(usageText(row), '3000m   1024Mi');
  });
});

describe('requestRemark', () => {
  const cases: [name: string, containers: Parameters<typeof pod>[0], want: string | undefined][] = [
    ['is nothing when all have a request', [rationed('app', 'cpu=1', 'memory=1')], undefined],
    ['is nothing when the pod was not seen', null, undefined],
    ['says that there is none', [rationed('app')], 'no request'],
    ['says of which resource', [rationed('app', 'memory=1')], 'no cpu request'],
    ['says in which container', [rationed('app', 'cpu=1', 'memory=1'), rationed('proxy', 'cpu=1')],
      'no memory request in proxy'],
    ['says it once for both', [rationed('app', 'cpu=1', 'memory=1'), rationed('proxy')], 'no request in proxy'],
    ['names no container when they differ', [rationed('app', 'cpu=1'), rationed('proxy', 'memory=1')], 'no request'],
  ];
  for (const [name, containers, want] of cases) {
    it(name, () => assert.equal(requestRemark(pod(containers)), want));
  }
});

describe('the age of a sample', () => {
  it('is told as kubectl tells ages', () => {
    assert.equal(sampleText(pod(null), atMs + 9_000), '9s ago, over 15.282s');
  });
  it('stands out when it is old', () => {
    assert.equal(staleText(pod(null), atMs + 30_000), undefined);
    assert.equal(staleText(pod(null), atMs + 200_000), '3m old');
  });
  it('is nothing when nothing was measured', () => {
    const row = podUsageRow({ metadata: { name: 'a' }, timestamp: null, window: '0s', containers: [] });
    assert.equal(sampleText(row, atMs), 'none yet');
    assert.equal(staleText(row, atMs), undefined);
    assert.equal(usageText(row), '<unknown>   <unknown>');
  });
});
