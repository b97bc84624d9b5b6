import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { controllerAssumptions } from '../../../../src/core/hpa/compare/controllerAssumptions.js';

const from = (...args: Parameters<typeof controllerAssumptions>): string[] =>
  controllerAssumptions(...args).values.map(({ what, value, from: source }) =>
    `${what} ${value} ${source}`);

describe('what a controller runs with', () => {
  it('is what the user sets, then what is seen, then a guess', () => {
    assert.deepEqual(from(undefined, undefined, {}), [
      'version 1.37 default', 'tolerance 0.1 default', 'downscale-stabilization 300 s default',
      'cpu-initialization-period 300 s default', 'initial-readiness-delay 30 s default',
    ]);
    const command = [
      'kube-controller-manager', '--horizontal-pod-autoscaler-tolerance=0.2',
      '--horizontal-pod-autoscaler-downscale-stabilization', '1m30s', '--feature-gates=HPAScaleToZero=false,X=true',
    ];
    assert.deepEqual(from('v1.36.2+k3s1', command, { tolerance: 0.05 }), [
      'version 1.36 seen', 'tolerance 0.05 set', 'downscale-stabilization 90 s seen',
      'cpu-initialization-period 300 s seen', 'initial-readiness-delay 30 s seen',
    ]);
    const { featureGates } = controllerAssumptions('v1.36.2', command, {}).flags;
    assert.deepEqual(featureGates, { HPAScaleToZero: false, X: true });
  });

  it('of a version that is not known is that of the nearest', () => {
    const { flags, statedMinor } = controllerAssumptions('v1.99.0', undefined, {});
    assert.deepEqual([statedMinor, flags.minor], [99, 37]);
  });
});
