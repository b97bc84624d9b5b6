import { startLab, type Lab } from '../lab/lab.js';
import { prepareLab } from '../lab/prepare.js';
import { applyScene, type RunningScene } from '../lab/scenes/applyScene.js';
import { sceneNames, type SceneName } from '../lab/scenes/scene.js';
import { scenes } from '../lab/scenes/scenes.js';
import { UserError } from '../lab/userError.js';

const log = (line: string) => console.log(line);

/** Whether the lab may have real nodes here. */
export const mayHaveRealNodes = process.getuid?.() === 0;

/** Builds and fetches what the lab needs. Before the namespaces: inside there is no network. */
export async function prepareSceneLab(): Promise<void> {
  await prepareLab(mayHaveRealNodes ? 'real' : 'simulated', log);
}

/**
 * The lab that `npm start`, the pictures and the in-host suites show: a real node where root makes one, else simulated
 * ones.
 */
export async function startSceneLab(): Promise<Lab> {
  return startLab({
    nodes: mayHaveRealNodes ? { real: 1 } : { simulated: 3 },
    metricResolutionSeconds: 15,
    log,
  });
}

/** Puts a scene up, and waits for metrics-server where the scene has one that works. */
export async function showScene(lab: Lab, name: SceneName): Promise<RunningScene> {
  console.log(`Scene ${name}: ${scenes[name].title}.`);
  const running = await applyScene(lab, name);
  if (scenes[name].metricsServer === 'working' && name !== 'api-down') {
    await lab.metricsServer.untilAvailable();
  }
  return running;
}

/** Checks the name of a scene. */
export function parseScene(text: string): SceneName {
  const name = sceneNames.find(known => known === text);
  if (name === undefined) {
    throw new UserError(`There is no scene ${text}: choose one of ${sceneNames.join(', ')}.`);
  }
  return name;
}
