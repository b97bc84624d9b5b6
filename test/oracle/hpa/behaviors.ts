import type { JsonObject } from '../../../src/core/raw/jsonValue.js';
import type { Random } from '../random.js';

/** Both directions are there, as the API server fills them in. */
export function behavior(random: Random): JsonObject {
  return { scaleUp: rules(random, true), scaleDown: rules(random, false) };
}

function rules(random: Random, isUp: boolean): JsonObject {
  const tolerance = random.chance(0.3)
    ? { tolerance: random.pick(['0', '50m', '100m', '100m', '200m', '333m', '1', '1500m', '10m']) }
    : {};
  const hasWindow = isUp || random.chance(0.5);
  const window = isUp ? random.pick([0, 0, 0, 15, 30, 60, 300]) : random.pick([0, 0, 15, 60, 300, 300, 3600]);
  return {
    selectPolicy: random.pick(['Max', 'Max', 'Max', 'Min', 'Min', 'Disabled']),
    policies: policies(random, isUp),
    ...(hasWindow ? { stabilizationWindowSeconds: window } : {}),
    ...tolerance,
  };
}

function policies(random: Random, isUp: boolean): JsonObject[] {
  const percent = { type: 'Percent', value: 100, periodSeconds: 15 };
  if (random.chance(0.3)) {
    return isUp ? [{ type: 'Pods', value: 4, periodSeconds: 15 }, percent] : [percent];
  }
  return random.list(1, 3, () => ({
    ...(random.chance(0.5)
      ? { type: 'Pods', value: random.pick([1, 1, 2, 3, 4, 10, 2147483647]) }
      : { type: 'Percent', value: random.pick([1, 10, 10, 20, 50, 80, 90, 99, 100, 150, 1000, 2147483647]) }),
    periodSeconds: period(random),
  }));
}

function period(random: Random): number {
  return random.pick([1, 15, 15, 30, 60, 60, 300, 1800]);
}
