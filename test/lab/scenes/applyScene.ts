import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Lab } from '../lab.js';
import { labFolder } from '../repository.js';
import { moveLoads } from './loadMover.js';
import type { SceneName } from './scene.js';
import { scenes } from './scenes.js';
import { setMetricsServer } from './setMetricsServer.js';

/** A scene that is on. */
export interface RunningScene {
  readonly name: SceneName;
  /** With which the scene is to be looked at. */
  readonly kubeconfig: string;
  /** Stops its loads and takes back what it did beside the manifests. */
  leave(): Promise<void>;
}

/** The scene that is on in each lab. */
const running = new WeakMap<Lab, RunningScene>();

/** The namespaces that scenes use. */
const namespaces = ['shop'];

/** The folder of the manifests, for whoever shows them in an editor. */
export const manifestFolder = join(labFolder, 'scenes', 'manifests');

/**
 * Leaves the scene that is on, empties the scenes' namespaces and puts this one up. It returns when everything is
 * applied; what the controllers make of it takes its time.
 */
export async function applyScene(lab: Lab, name: SceneName): Promise<RunningScene> {
  const last = running.get(lab);
  await last?.leave();
  const scene = scenes[name];
  if (last && scenes[last.name].metricsServer === 'strict') {
    await lab.metricsServer.remove(); // a namespace does not go while a registered API does not answer discovery
  }
  await lab.kubectl(['delete', 'namespace', '--ignore-not-found', '--timeout=120s', ...namespaces]);
  await setMetricsServer(lab, scene.metricsServer);
  for (const manifest of scene.manifests) {
    await lab.apply(readFileSync(join(manifestFolder, manifest), 'utf8'));
  }

  const undos: (() => Promise<void>)[] = [];
  const stop = new AbortController();
  const current: RunningScene = {
    name,
    kubeconfig: await scene.prepare?.(lab, undo => undos.push(undo)) ?? lab.kubeconfig,
    async leave() {
      running.delete(lab);
      stop.abort();
      for (const undo of undos.reverse()) {
        await undo();
      }
    },
  };
  const setLoad = (namespace: string, selector: string, total: number) => lab.setLoad(namespace, selector, total);
  void moveLoads(scene.loads, setLoad, () => undefined, stop.signal);
  running.set(lab, current);
  return current;
}
