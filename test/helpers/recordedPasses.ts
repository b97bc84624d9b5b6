import type { JsonValue } from '../../src/core/raw/jsonValue.js';

/** What a recording of one autoscaler is made of: shop/web on a Deployment, cpu at 60% of requests of 500m. */
export interface RecordedWeb {
  readonly time: string;
  readonly replicas: number;
  /** What each pod uses, or nothing for a pod without a sample. */
  readonly usage: readonly (string | undefined)[];
  readonly spec?: Readonly<Record<string, JsonValue>>;
}

/** The header of a recording, as a line. */
export function headerLine(fields: Readonly<Record<string, JsonValue>> = {}): string {
  return JSON.stringify({ kind: 'HpaRecording', formatVersion: 1, recordedBy: 'test', ...fields });
}

/** One pass, as a line. Its pods have run and been ready for an hour. */
export function passLine({ time, replicas, usage, spec = {} }: RecordedWeb): string {
  return JSON.stringify({
    time,
    hpa: {
      metadata: { namespace: 'shop', name: 'web' },
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
        minReplicas: 1,
        maxReplicas: 10,
        metrics: [{
          type: 'Resource',
          resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 60 } },
        }],
        ...spec,
      },
    },
    pods: usage.map((_, index) => pod(`web-${index}`)),
    responses: {
      'GET /apis/apps/v1/namespaces/shop/deployments/web/scale': { status: 200, body: {
        apiVersion: 'autoscaling/v1', kind: 'Scale', metadata: { namespace: 'shop', name: 'web' },
        spec: { replicas }, status: { replicas, selector: 'app=web' },
      } },
      'GET /apis/metrics.k8s.io/v1beta1/namespaces/shop/pods?labelSelector=app%3Dweb': { status: 200, body: {
        apiVersion: 'metrics.k8s.io/v1beta1', kind: 'PodMetricsList',
        items: usage.flatMap((cpu, index) => cpu === undefined ? [] : [{
          metadata: { namespace: 'shop', name: `web-${index}` }, timestamp: time, window: '15s',
          containers: [{ name: 'app', usage: { cpu, memory: '10Mi' } }],
        }]),
      } },
    },
  });
}

function pod(name: string): JsonValue {
  return {
    metadata: { namespace: 'shop', name, labels: { app: 'web' } },
    spec: { containers: [{ name: 'app', resources: { requests: { cpu: '500m' } } }] },
    status: {
      phase: 'Running',
      startTime: '2026-11-24T09:00:00Z',
      conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: '2026-11-24T09:00:05Z' }],
    },
  };
}
