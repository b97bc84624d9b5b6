import type {
  CrossVersionObjectReference, HorizontalPodAutoscalerBehavior, MetricSpec, MetricTarget,
} from '../../src/core/kube/hpa.js';

/** What of an HPA a test is about; the rest is as it mostly is. */
export interface HpaOptions {
  readonly namespace?: string;
  /** Default: the Deployment of the HPA's name. */
  readonly target?: CrossVersionObjectReference;
  readonly minReplicas?: number;
  readonly maxReplicas?: number;
  /** Default: cpu at half of its request. */
  readonly metrics?: readonly MetricSpec[];
  readonly behavior?: HorizontalPodAutoscalerBehavior;
}

/** The manifest of an HPA; JSON is YAML too. */
export function hpaManifest(name: string, options: HpaOptions = {}): string {
  const { namespace = 'default', target, minReplicas = 1, maxReplicas = 3, metrics = [cpuAt(50)], behavior } = options;
  return JSON.stringify({
    apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata: { name, namespace },
    spec: {
      scaleTargetRef: target ?? { apiVersion: 'apps/v1', kind: 'Deployment', name },
      minReplicas, maxReplicas, metrics, ...behavior === undefined ? {} : { behavior },
    },
  });
}

/** A metric: cpu at a percentage of the request. */
export function cpuAt(averageUtilization: number): MetricSpec {
  return { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization } } };
}

/** The target of an average over pods. */
export function average(averageValue: string): MetricTarget {
  return { type: 'AverageValue', averageValue };
}

/** The target of a total. */
export function total(value: string): MetricTarget {
  return { type: 'Value', value };
}

/** What of a workload a test is about. */
export interface WorkloadOptions {
  readonly namespace?: string;
  readonly kind?: 'Deployment' | 'StatefulSet';
  readonly replicas?: number;
  /** What each simulated pod uses. */
  readonly cpu?: string;
  /** Default: 100m of cpu, 64Mi of memory. */
  readonly requests?: Readonly<Record<string, string>>;
}

/** The manifest of a workload whose pods, of label `app`, have one container `app`; simulated nodes run it. */
export function workloadManifest(name: string, options: WorkloadOptions = {}): string {
  const { namespace = 'default', kind = 'Deployment', replicas = 1, cpu = '50m' } = options;
  const requests = options.requests ?? { cpu: '100m', memory: '64Mi' };
  return JSON.stringify({
    apiVersion: 'apps/v1', kind, metadata: { name, namespace },
    spec: {
      replicas,
      selector: { matchLabels: { app: name } },
      ...kind === 'StatefulSet' ? { serviceName: name } : {},
      template: {
        metadata: {
          labels: { app: name }, annotations: { 'hpa-scope.lab/cpu': cpu, 'hpa-scope.lab/memory': '32Mi' },
        },
        spec: {
          containers: [{
            name: 'app', image: 'localhost/burner:1', imagePullPolicy: 'Never', resources: { requests },
          }],
        },
      },
    },
  });
}
