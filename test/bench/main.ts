import { benchClusterThread, measureOnce } from './clusterThread.js';
import { benchSideBar } from './sideBar.js';
import { serveSideBar } from './sideBarOnce.js';
import { serveStandInApi } from './standInApi.js';

/** The benchmarks by name, for `npm run bench -- NAME`. */
const benchmarks: Readonly<Record<string, () => Promise<void>>> = {
  'cluster-thread': benchClusterThread,
  'side-bar': benchSideBar,
};

/** What the benchmarks start themselves as. */
const helpers: Readonly<Record<string, (...args: string[]) => Promise<void>>> = {
  'cluster-thread-once': where => measureOnce(where),
  'side-bar-once': (kubeconfig, size) => serveSideBar(kubeconfig, size),
  'stand-in-api': (pods, autoscalers) => serveStandInApi(Number(pods), Number(autoscalers)),
};

const [name, ...args] = process.argv.slice(2);
const helper = helpers[name ?? ''];
if (helper) {
  await helper(...args);
} else {
  const chosen = name === undefined ? Object.keys(benchmarks) : [name];
  for (const each of chosen) {
    const run = benchmarks[each];
    if (!run) {
      console.error(`No benchmark "${each}": there is ${Object.keys(benchmarks).join(', ')}.`);
      process.exit(1);
    }
    console.log(`\n${each}`);
    await run();
  }
}
