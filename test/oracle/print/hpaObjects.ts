import type {
  HorizontalPodAutoscaler, MetricSpec, MetricStatus, MetricTarget, MetricValueStatus,
} from '../../../src/core/kube/hpa.js';
import type { Random } from '../random.js';
import { plainQuantityText, quantityText } from './quantityTexts.js';

const types = ['Resource', 'ContainerResource', 'Pods', 'Object', 'External'] as const;
type MetricType = (typeof types)[number];

/** An HPA as an API server could have stored it, and often one that only a broken controller would have written. */
export function hpaObject(random: Random): HorizontalPodAutoscaler {
  const metrics = random.list(0, 5, () => metricSpec(random));
  const status = hpaStatus(random, metrics);
  return {
    metadata: { name: `hpa-${random.int(0, 9)}` },
    spec: {
      scaleTargetRef: {
        kind: random.pick(['Deployment', 'StatefulSet', 'Rollout', '']),
        name: random.pick(['web', 'a/b']),
      },
      maxReplicas: random.int(1, 100),
      ...(random.chance(0.9) ? { metrics } : {}),
    },
    ...(status ? { status } : {}),
  };
}

function hpaStatus(random: Random, specs: readonly MetricSpec[]): HorizontalPodAutoscaler['status'] {
  if (random.chance(0.05)) {
    return undefined;
  }
  if (random.chance(0.1)) {
    return random.chance(0.5) ? { currentMetrics: null } : {};
  }
  const length = random.chance(0.6) ? specs.length : random.int(0, specs.length + 2);
  return {
    currentMetrics: Array.from({ length }, (_, index) => metricStatus(random, specs[index]?.type)),
  };
}

function metricSpec(random: Random): MetricSpec {
  if (random.chance(0.05)) {
    return { type: random.pick(['', 'Foo', 'resource', 'PODS']) };
  }
  const target = metricTarget(random);
  const metric = { name: random.pick(['requests', 'requests', 'per/s', 'q"x\\', 'é\u00a0漢']) };
  const name = random.pick(['cpu', 'memory', 'ephemeral-storage', 'example.com/gpu']);
  const type = random.pick(types);
  switch (type) {
    case 'Resource': return { type, resource: { name, target } };
    case 'ContainerResource': return { type, containerResource: { name, container: 'app', target } };
    case 'Pods': return { type, pods: { metric, target } };
    case 'Object': return { type, object: { metric, target, describedObject: { kind: 'Ingress', name: 'front' } } };
    case 'External': return { type, external: { metric, target } };
  }
}

function metricStatus(random: Random, specType: string | undefined): MetricStatus {
  if (random.chance(0.1)) {
    return { type: '' };
  }
  const expected = types.find(type => type === specType);
  const type = expected && random.chance(0.8) ? expected : random.pick(types);
  const reading = { name: 'cpu', current: metricValue(random) };
  const fields: Record<MetricType, MetricStatus> = {
    Resource: { type, resource: reading },
    ContainerResource: { type, containerResource: reading },
    Pods: { type, pods: reading },
    Object: { type, object: reading },
    External: { type, external: reading },
  };
  return random.chance(0.05) ? { ...fields[type], ...fields[random.pick(types)] } : fields[type];
}

function metricTarget(random: Random): MetricTarget {
  return { type: random.pick(['Utilization', 'Value', 'AverageValue']), ...metricValue(random) };
}

function metricValue(random: Random): MetricValueStatus {
  const present = random.int(0, 9);
  return {
    ...(present % 2 === 0 ? { value: amount(random) } : {}),
    ...(present % 3 === 0 ? { averageValue: amount(random) } : {}),
    ...(present < 6 ? { averageUtilization: random.pick([0, 50, 80, random.int(-2147483648, 2147483647)]) } : {}),
  };
}

function amount(random: Random): string {
  return random.chance(0.6) ? plainQuantityText(random) : quantityText(random);
}
