import { parseQuantity } from '../kube/parseQuantity.js';
import type { HorizontalPodAutoscaler } from '../kube/hpa.js';
import type { Quantity } from '../kube/quantity.js';
import { isGateOn, type ControllerConfig } from './controllerConfig.js';
import { behaves, type ControllerMinor } from './controllerVersion.js';

/** How far usage may be from its target before anything is done. Shares of 1. */
export interface Tolerances {
  readonly down: number;
  readonly up: number;
}

/**
 * The tolerances of an autoscaler: its own where it sets them and the controller may look, else the controller's.
 *
 * @see kubernetes/kubernetes pkg/controller/podautoscaler/horizontal.go, `tolerancesForHpa`
 */
export function tolerancesOf({ spec: { behavior } }: HorizontalPodAutoscaler, config: ControllerConfig): Tolerances {
  const own = isGateOn(config, 'HPAConfigurableTolerance') ? behavior : undefined;
  return {
    down: approximateFloat(own?.scaleDown?.tolerance) ?? config.tolerance,
    up: approximateFloat(own?.scaleUp?.tolerance) ?? config.tolerance,
  };
}

/**
 * Whether a ratio of usage to target is near enough to 1.
 *
 * @see kubernetes/kubernetes pkg/controller/podautoscaler/replica_calculator.go, `Tolerances.isWithin`
 */
export function isWithinTolerance({ down, up }: Tolerances, ratio: number, minor: ControllerMinor): boolean {
  return behaves(minor, 'toleranceBounds')
    ? 1 - down <= ratio && ratio <= 1 + up
    : Math.abs(1 - ratio) <= up; // one tolerance for both directions then
}

/** @see kubernetes/apimachinery pkg/api/resource/quantity.go, `AsApproximateFloat64` */
function approximateFloat(text: string | number | null | undefined): number | undefined {
  const parsed = text === undefined || text === null ? undefined : parseQuantity(String(text));
  return parsed?.ok ? floatOf(parsed.quantity) : undefined;
}

function floatOf({ unscaled, exponent }: Quantity): number {
  const base = Number(unscaled);
  const power = Number(`1e${Math.abs(exponent)}`); // `10 ** -3` is not what Go has for it; a quotient of powers is
  return exponent === 0 ? base : base * (exponent > 0 ? power : 1 / power);
}
