import { describeMetric } from '../../../src/core/hpa/describeMetric.js';
import { describeScalingRules } from '../../../src/core/hpa/describeScalingRules.js';
import { scalingBehavior, type ScalingRules } from '../../../src/core/hpa/scalingBehavior.js';
import type { HorizontalPodAutoscaler, HpaScalingPolicy, HpaScalingRules } from '../../../src/core/kube/hpa.js';
import type { Random } from '../random.js';
import { hpaObject } from './hpaObjects.js';

/** An HPA as an API server could have stored it, with a behavior. */
export function describedHpa(random: Random): HorizontalPodAutoscaler {
  const hpa = hpaObject(random);
  const spec = random.chance(0.6)
    ? { ...hpa.spec, behavior: { scaleUp: rules(random, 0), scaleDown: rules(random, undefined) } }
    : hpa.spec;
  return { ...hpa, spec };
}

/** The lines of `kubectl describe hpa` that we say too, as our code says them; kubectl goes by the index. */
export function ourDescription({ spec, status }: HorizontalPodAutoscaler): string {
  const metrics = (spec.metrics ?? []).map((metric, index) => {
    const { label, value } = describeMetric(metric, status?.currentMetrics?.[index]);
    return `${label} ${value}`;
  });
  const behavior = scalingBehavior(spec.behavior);
  const rulesLines = behavior ? ['Scale Up:', ...linesOf(behavior.up), 'Scale Down:', ...linesOf(behavior.down)] : [];
  return [...metrics, ...rulesLines].map(squeezeLine).join('\n');
}

/** The same lines as kubectl says them. */
export function theirDescription(text: string): string {
  const lines = text.split('\n');
  const start = lines.findIndex(line => line.startsWith('Metrics:'));
  const end = lines.findIndex(line => /^\S* pods:/.test(line));
  return lines.slice(start + 1, end)
    .filter(line => !/^(Min replicas|Max replicas|Behavior):/.test(line) && line.trim() !== 'Policies:')
    .map(line => squeezeLine(line.replace(/^ *- Type:/, 'Policy: Type:')))
    .join('\n');
}

/** kubectl leaves out the tolerance, and a window that is not set. */
function linesOf(direction: ScalingRules): string[] {
  return describeScalingRules(direction)
    .filter(({ label }) => label !== 'Tolerance' && !(label === 'Stabilization Window' && direction.isWindowAssumed))
    .map(({ label, value }) => `${label}: ${value}`);
}

function rules(random: Random, windowSeconds: number | undefined): HpaScalingRules {
  const window = random.chance(0.5) ? random.int(0, 3600) : windowSeconds;
  return {
    selectPolicy: random.pick(['Max', 'Min', 'Disabled']),
    policies: random.list(1, 3, () => policy(random)),
    ...(window === undefined ? {} : { stabilizationWindowSeconds: window }),
    ...(random.chance(0.3) ? { tolerance: random.pick(['0', '50m', '0.1', '2']) } : {}),
  };
}

function policy(random: Random): HpaScalingPolicy {
  return { type: random.pick(['Pods', 'Percent']), value: random.int(1, 1000), periodSeconds: random.int(1, 1800) };
}

function squeezeLine(line: string): string {
  return line.trim().split(/\s+/).join(' ');
}
