import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import type { PodMetrics, ResourceUsageTexts } from '../../../src/core/metrics/podMetrics.js';
import { podRations, type Ration, type RationAmount } from '../../../src/core/metrics/podRations.js';
import { containerUse, nodeUse, podUse } from '../../../src/core/metrics/resourceUse.js';
import { quantityOf } from '../../helpers/quantityOf.js';

const amount = (text: string | undefined): RationAmount =>
  text === undefined ? { ok: false, lacking: [] } : { ok: true, quantity: quantityOf(text) };
const ration = (request?: string, limit?: string): Ration => ({ request: amount(request), limit: amount(limit) });
const set = (text: string, share: string | undefined) => ({ kind: 'set', amount: text, share });
const none = (...lacking: string[]) => ({ kind: 'none', lacking });

describe('containerUse', () => {
  const cases: [name: string, usage: ResourceUsageTexts | null, given: Ration | undefined, want: object][] = [
    ['is what kubectl top prints, with shares rounded down', { cpu: '479000001n' }, ration('500m', '1'), {
      text: '480m', milli: 480, request: set('500m', '96%'), limit: set('1', '48%'),
    }],
    ['says that there is no request', { cpu: '5m' }, ration(), {
      text: '5m', milli: 5, request: none(), limit: none(),
    }],
    ['has no shares when the pod was not seen', { cpu: '5m' }, undefined, { text: '5m', milli: 5 }],
    ['has no share of a request of 0', { cpu: '5m' }, ration('0'), {
      text: '5m', milli: 5, request: set('0', undefined), limit: none(),
    }],
    ['is a share over 100', { cpu: '3' }, ration('2'), {
      text: '3000m', milli: 3000, request: set('2', '150%'), limit: none(),
    }],
    ['tells not measured from zero', {}, ration('1'), {
      text: '<unknown>', milli: undefined, request: set('1', undefined), limit: none(),
    }],
    ['zero is zero', { cpu: '0' }, ration('1'), { text: '0m', milli: 0, request: set('1', '0%'), limit: none() }],
    ['says that a text is no quantity', { cpu: 'lots' }, undefined, { text: '<invalid>', milli: undefined }],
    ['without any usage is unknown', null, undefined, { text: '<unknown>', milli: undefined }],
  ];
  for (const [name, usage, given, want] of cases) {
    it(name, () => assert.deepEqual(containerUse({ name: 'app', usage }, 'cpu', given), want));
  }
});

describe('podUse', () => {
  const podOf = (...usages: ResourceUsageTexts[]): PodMetrics => ({
    metadata: { name: 'web', namespace: 'shop' }, timestamp: null, window: '0s',
    containers: usages.map((usage, index) => ({ name: `c${index}`, usage })),
  });

  it('adds up before it rounds', () => {
    assert.equal(podUse(podOf({ cpu: '1500u' }, { cpu: '1500u' }), 'cpu', undefined).text, '3m');
  });
  it('is compared with the sum of the requests', () => {
    const rations = podRations({ spec: { containers: [{ name: 'a', resources: { requests: { memory: '32Mi' } } }] } });
    const use = podUse(podOf({ memory: '8Mi' }), 'memory', rations.pod.memory);
    assert.deepEqual(use.request, set('32Mi', '25%'));
  });
  it('names the containers without a request', () => {
    const rations = podRations({
      spec: { containers: [{ name: 'a', resources: { requests: { cpu: '1' } } }, { name: 'proxy' }] },
    });
    assert.deepEqual(podUse(podOf({ cpu: '1m' }), 'cpu', rations.pod.cpu).request, none('proxy'));
  });
  it('is invalid when one of its containers is, whatever the others say', () => {
    assert.equal(podUse(podOf({ cpu: '1m' }, { cpu: '1x' }), 'cpu', undefined).text, '<invalid>');
  });
  it('of no containers is unknown', () => {
    assert.equal(podUse(podOf(), 'cpu', undefined).text, '<unknown>');
    assert.equal(podUse({ ...podOf(), containers: null }, 'memory', undefined).text, '<unknown>');
  });
});

describe('nodeUse', () => {
  it('is a share of allocatable', () => {
    assert.deepEqual(nodeUse({ cpu: '1234567890n', memory: '4096Mi' }, 'memory', quantityOf('256Gi')), {
      text: '4096Mi', milli: 4096 * 2 ** 20 * 1000, allocatable: set('256Gi', '1%'),
    });
  });
  it('without a sample is unknown', () => assert.equal(nodeUse(null, 'cpu', quantityOf('1')).text, '<unknown>'));
});
