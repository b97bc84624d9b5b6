import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * `node out/bench.mjs stand-in-api PODS AUTOSCALERS`: a process that answers as an API server of that size would, from
 * memory. It stands in because the bench measures the reader alone; the suites read from a real API server.
 */
export async function serveStandInApi(pods: number, autoscalers: number): Promise<void> {
  const podMetrics = JSON.stringify({
    kind: 'PodMetricsList', apiVersion: 'metrics.k8s.io/v1beta1', metadata: {},
    items: Array.from({ length: pods }, (_, index) => podMetricsOf(index)),
  });
  const podObjects = Array.from({ length: pods }, (_, index) => podOf(index));
  const hpas = Array.from({ length: autoscalers }, (_, index) => autoscalerOf(index));

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (url.searchParams.get('watch') === 'true') {
      response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders();
      return;
    }
    response.writeHead(200, { 'content-type': 'application/json' }).end(answer(url));
  });
  const answer = (url: URL): string => {
    if (url.pathname === '/apis/metrics.k8s.io') {
      return JSON.stringify({ versions: [{ version: 'v1beta1' }] });
    }
    if (url.pathname.endsWith('/horizontalpodautoscalers')) {
      return page(hpas, Number(url.searchParams.get('limit')), Number(url.searchParams.get('continue')));
    }
    if (url.pathname === '/api/v1/pods') {
      return page(podObjects, Number(url.searchParams.get('limit')), Number(url.searchParams.get('continue')));
    }
    return url.pathname.endsWith('/nodes') ? page([], 0, 0) : podMetrics;
  };

  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
  await new Promise(resolve => process.on('disconnect', resolve));
  process.exit(0);
}

function page(items: readonly unknown[], limit: number, from: number): string {
  const next = from + limit < items.length ? String(from + limit) : undefined;
  return JSON.stringify({ metadata: { resourceVersion: '1', continue: next }, items: items.slice(from, from + limit) });
}

const podNameOf = (index: number): string => `web-7c7c5f9d-${index.toString(36).padStart(5, '0')}`;
const namespaceOf = (index: number): string => `team-${String(index % 50).padStart(2, '0')}`;

function podOf(index: number): unknown {
  return {
    metadata: { name: podNameOf(index), namespace: namespaceOf(index), resourceVersion: '1' },
    spec: {
      containers: ['app', 'proxy'].map(name => ({
        name, image: 'registry.example/shop/web:1.0.0',
        resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { cpu: '1', memory: '128Mi' } },
      })),
    },
    status: { phase: 'Running' },
  };
}

function podMetricsOf(index: number): unknown {
  return {
    metadata: {
      name: podNameOf(index),
      namespace: namespaceOf(index),
      creationTimestamp: '2026-11-25T00:00:00Z',
      labels: { app: 'web', 'pod-template-hash': '7c7c5f9d', 'app.kubernetes.io/part-of': 'shop' },
    },
    timestamp: '2026-11-25T00:00:00Z',
    window: '15.282s',
    containers: ['app', 'proxy'].map(name => ({
      name, usage: { cpu: `${index * 1117 + 3}n`, memory: `${index + 9000}Ki` },
    })),
  };
}

function autoscalerOf(index: number): unknown {
  return {
    metadata: { name: `web-${index}`, namespace: namespaceOf(index), resourceVersion: '1' },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: `web-${index}` },
      minReplicas: 1, maxReplicas: 10,
      metrics: [{
        type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 60 } },
      }],
    },
    status: {
      currentReplicas: 3, desiredReplicas: 3,
      currentMetrics: [{
        type: 'Resource', resource: { name: 'cpu', current: { averageUtilization: 55, averageValue: '55m' } },
      }],
      conditions: ['AbleToScale', 'ScalingActive', 'ScalingLimited'].map(type => ({
        type, status: type === 'ScalingLimited' ? 'False' : 'True',
        reason: 'Reason', message: 'the message of the condition',
        lastTransitionTime: '2026-11-25T00:00:00Z',
      })),
    },
  };
}
