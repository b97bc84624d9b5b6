import { writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { currentNamespaces } from './inside.js';
import { startLab, type LabOptions } from './lab.js';
import { runInside } from './namespaces.js';
import { prepareLab } from './prepare.js';
import { UserError } from './userError.js';

/** `lab.mjs up [--real N | --simulated N]`: a lab in the foreground, until Ctrl-C. */
export async function up(args: readonly string[]): Promise<number> {
  const nodes = parseNodes(args);
  if (currentNamespaces() === undefined) {
    await prepareLab('real' in nodes ? 'real' : 'simulated', line => console.error(line));
    return runInside(process.execPath, [fileURLToPath(import.meta.url), 'up', ...args]);
  }

  const end = new Promise<void>(resolve => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  const started = startLab({ nodes, log: line => console.error(line) });
  const lab = await Promise.race([started, end]);
  if (lab === undefined) {
    return 130;
  }
  const startedMs = Date.now();
  void lab.metricsServer.untilAvailable().then(
    () => console.error(`metrics-server answers after ${Math.round((Date.now() - startedMs) / 1000)} s more.`),
    (error: unknown) => console.error(error),
  );
  const scratch = currentNamespaces()?.scratch ?? '';
  writeFileSync(join(scratch, 'lab.json'), JSON.stringify({
    KUBECONFIG: lab.kubeconfig,
    PATH: [dirname(lab.binaries.kubectl), process.env['PATH']].join(delimiter),
  }));
  const program = fileURLToPath(import.meta.url);
  console.error(`Run commands in it with: node ${program} enter ${scratch} -- kubectl get pods -A`);
  console.log(lab.kubeconfig);
  await Promise.race([end, lab.processes.failed]);
  return 130;
}

function parseNodes(args: readonly string[]): LabOptions['nodes'] {
  const number = { type: 'string' } as const;
  const { values } = parseArgs({ args: [...args], options: { real: number, simulated: number } });
  const count = Number(values.real ?? values.simulated ?? 1);
  if (!Number.isInteger(count) || count < 1 || (values.real !== undefined && values.simulated !== undefined)) {
    throw new UserError('Say how many nodes you want with either --real N or --simulated N.');
  }
  return values.simulated === undefined ? { real: count } : { simulated: count };
}
