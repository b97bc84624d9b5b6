import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { controllerAssumptions } from '../../../../src/core/hpa/compare/controllerAssumptions.js';
import { compareDecision, type ComparedDecision } from '../../../../src/core/hpa/compare/followedDecision.js';
import { decideReplicas } from '../../../../src/core/hpa/decision.js';
import type { Observation } from '../../../../src/core/hpa/observation.js';
import { restMappings } from '../../../../src/core/hpa/restMappings.js';
import type { HorizontalPodAutoscaler, HorizontalPodAutoscalerStatus } from '../../../../src/core/kube/hpa.js';

const assumed = controllerAssumptions('v1.37.0', undefined, {});
const controller = {
  values: assumed.values,
  config: { ...assumed.flags, restMappings: restMappings(), customMetricsVersion: undefined },
};
const startNs = 1_800_000_000_000_000_000n;
const at = (seconds: number): bigint => startNs + BigInt(seconds) * 1_000_000_000n;
const textOf = (ns: bigint): string => new Date(Number(ns / 1_000_000n)).toISOString().replace('.000', '');

function hpa(status?: HorizontalPodAutoscalerStatus): HorizontalPodAutoscaler {
  return {
    metadata: { name: 'web', namespace: 'shop', uid: 'u' },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }, minReplicas: 1, maxReplicas: 20,
      metrics: [{
        type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 50 } },
      }],
    },
    ...status ? { status } : {},
  };
}

/** So many pods, each with a request of 100m, and what each uses. */
function observation(seconds: number, replicas: number, cpu: string, object: HorizontalPodAutoscaler): Observation {
  const names = Array.from({ length: replicas }, (_, index) => `web-${index}`);
  return {
    nowNs: at(seconds),
    hpa: object,
    pods: names.map(name => ({
      metadata: { name, namespace: 'shop', labels: { app: 'web' }, creationTimestamp: textOf(at(-9000)) },
      spec: { containers: [{ name: 'app', resources: { requests: { cpu: '100m' } } }] },
      status: {
        phase: 'Running', startTime: textOf(at(-9000)),
        conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: textOf(at(-8000)) }],
      },
    })),
    responses: {
      'GET /apis/apps/v1/namespaces/shop/deployments/web/scale': {
        status: 200,
        body: {
          kind: 'Scale', apiVersion: 'autoscaling/v1', metadata: { name: 'web', namespace: 'shop' },
          spec: { replicas }, status: { replicas, selector: 'app=web' },
        },
      },
      'GET /apis/metrics.k8s.io/v1beta1/namespaces/shop/pods?labelSelector=app%3Dweb': {
        status: 200,
        body: {
          kind: 'PodMetricsList', apiVersion: 'metrics.k8s.io/v1beta1',
          items: names.map(name => ({
            metadata: { name, namespace: 'shop' }, timestamp: textOf(at(seconds - 5)), window: '15s',
            containers: [{ name: 'app', usage: { cpu } }],
          })),
        },
      },
    },
  };
}

/** The status that the controller writes after such an observation, with nothing remembered. */
function statusAfter(seen: Observation): HorizontalPodAutoscalerStatus {
  const { decision } = decideReplicas(controller.config, new Map(), seen);
  return {
    currentReplicas: decision.currentReplicas ?? 0, desiredReplicas: decision.desiredReplicas,
    currentMetrics: decision.currentMetrics, conditions: decision.conditions,
    ...decision.rescale ? { lastScaleTime: textOf(seen.nowNs) } : {},
  };
}

const steady = hpa(statusAfter(observation(0, 4, '50m', hpa())));
const first = (): ComparedDecision => compareDecision(controller, undefined, observation(0, 4, '50m', steady));

describe('a decision beside the controller\'s', () => {
  it('matches while the controller has nothing new to write', () => {
    assert.deepEqual(first().verdict, { kind: 'matches' });
  });

  it('waits for the controller when we see something new, and says after a while that it differs', () => {
    let { followed } = first();
    const verdicts = [15, 30, 45, 60].map(seconds => {
      const compared = compareDecision(controller, followed, observation(seconds, 4, '80m', steady));
      followed = compared.followed;
      return compared.verdict.kind;
    });
    assert.deepEqual(verdicts, ['waiting', 'waiting', 'waiting', 'differs']);
  });

  it('matches a scaling, seen when the scale was written already and the first new pod had come', () => {
    const status = statusAfter(observation(15, 4, '80m', steady));
    assert.equal(status.desiredReplicas, 7);
    const seen = observation(15, 4, '80m', hpa(status));
    const after = observation(15, 7, '80m', hpa(status));
    const { verdict, decision } = compareDecision(controller, first().followed, {
      ...seen,
      pods: [...seen.pods, ...after.pods.slice(4).map(pod => ({
        ...pod, metadata: { ...pod.metadata, creationTimestamp: textOf(at(15)) },
      }))],
      responses: { ...after.responses, ...Object.fromEntries(Object.entries(seen.responses).slice(1)) },
    });
    assert.deepEqual([decision.desiredReplicas, verdict], [7, { kind: 'matches' }]);
  });

  it('names the recommendation that would explain the controller\'s number', () => {
    const seen = observation(15, 4, '20m', steady);
    const held = decideReplicas(controller.config, new Map(), seen);
    assert.equal(held.decision.desiredReplicas, 4, 'held by what it had when it was first seen');
    const { followed } = compareDecision(controller, undefined, observation(0, 3, '50m', steady));
    const status = statusAfter(seen);
    const compared = compareDecision(controller, followed, observation(15, 4, '20m', hpa(status)));
    assert.equal(compared.verdict.kind, 'differs');
    const [reason] = compared.verdict.kind === 'differs' ? compared.verdict.reasons : [];
    assert.equal(reason?.kind, 'memory');
    assert.match(reason.text, /a recommendation of 4 would explain it/);
  });

  it('says that a flag is assumed when its neighbour explains the number, and never nothing', () => {
    const { followed } = first();
    const tight = { ...controller, config: { ...controller.config, tolerance: 0.05 } };
    const seen = observation(15, 4, '54m', steady);
    const theirs = decideReplicas(tight.config, followed.memory, seen).decision;
    assert.equal(theirs.desiredReplicas, 5);
    const status: HorizontalPodAutoscalerStatus = {
      currentReplicas: 4, desiredReplicas: 5, currentMetrics: theirs.currentMetrics, conditions: theirs.conditions,
    };
    const reasonsFor = (given: HorizontalPodAutoscalerStatus): string[] => {
      const { verdict } = compareDecision(controller, followed, { ...seen, hpa: hpa(given) });
      return verdict.kind === 'differs' ? verdict.reasons.map(({ kind }) => kind) : [verdict.kind];
    };
    assert.deepEqual(reasonsFor(status), ['memory', 'flag'], 'both explain it: 15 s of memory are not much');
    assert.deepEqual(reasonsFor({ ...status, desiredReplicas: 17 }), ['unknown']);
  });

  it('begins anew when nobody looked for a while, and with another object of the same name', () => {
    const { followed } = first();
    const gap = compareDecision(controller, followed, observation(90, 4, '50m', steady));
    assert.equal(gap.followed.sinceNs, at(90));
    const other = { ...steady, metadata: { ...steady.metadata, uid: 'v' } };
    const anew = compareDecision(controller, followed, observation(15, 4, '50m', other));
    assert.equal(anew.followed.sinceNs, at(15));
    assert.equal(compareDecision(controller, followed, observation(15, 4, '50m', steady)).followed.sinceNs, at(0));
  });
});
