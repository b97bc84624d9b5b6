import type { Lab } from '../lab.js';
import type { MovingLoad } from './loadMover.js';

/** The names of all scenes, in the order of the story they tell. */
export const sceneNames = [
  'healthy', 'no-metrics-server', 'kubelet-x509', 'hpa-unknown', 'hpa-at-max', 'forbidden', 'api-down', 'empty',
] as const;

/** One of {@link sceneNames}. */
export type SceneName = typeof sceneNames[number];

/**
 * How metrics-server is to be in a scene. `strict`: without `--kubelet-insecure-tls`, so that it refuses the kubelets'
 * certificates.
 */
export type MetricsServerState = 'working' | 'absent' | 'strict';

/** A named state of the lab. */
export interface Scene {
  readonly title: string;
  /** What there is to see, in a sentence or two. */
  readonly describe: string;
  readonly metricsServer: MetricsServerState;
  /** YAML files below `manifests`, applied in this order; the user has them open in the editor. */
  readonly manifests: readonly string[];
  readonly loads: readonly MovingLoad[];
  /** What manifests cannot say. Returns the kubeconfig to look at the scene with, if not the administrator's. */
  readonly prepare?: (lab: Lab, onLeave: OnLeave) => Promise<string | undefined>;
}

/** Takes back, before the next scene, what {@link Scene.prepare} did; the last deed first. */
export type OnLeave = (undo: () => Promise<void>) => void;
