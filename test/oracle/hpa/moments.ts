import type { Random } from '../random.js';

/** A time as objects of Kubernetes carry it: whole seconds. */
export function instant(time: number): string {
  return new Date(time).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/** How long until the next pass: mostly one sync period, often exactly the length of some window, or nearly. */
export function step(random: Random): number {
  if (random.chance(0.6)) {
    return 15_000;
  }
  const seconds = random.pick([0, 1, 14, 15, 16, 30, 45, 60, 60, 120, 285, 300, 300, 315, 600, 1800, 3600]);
  const near = random.chance(0.2) ? random.pick([-1, 1, 250, 999]) : 0;
  return Math.max(0, seconds * 1000 + near);
}
