import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, globSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, beforeEach, describe, it } from 'vitest';
import { repositoryRoot } from './repository.js';
import { waitFor } from './waitFor.js';

/** Leaves behind whatever a careless program can: orphans in sessions of their own, cgroups, mounts, files. */
const mess = `
  setsid sleep "$TOKEN" &
  (setsid sh -c 'trap "" INT TERM HUP; while :; do sleep "$TOKEN"; done' &)
  for cgroup in /sys/fs/cgroup/memory /sys/fs/cgroup/pids /sys/fs/cgroup; do
    if [ -w "$cgroup/cgroup.procs" ] && [ "$HPA_SCOPE_MODE" = root ]; then
      mkdir -p "$cgroup/hpa-scope-$HPA_SCOPE_ID/node-1/pod"
      [ "$cgroup" = /sys/fs/cgroup ] || echo $$ > "$cgroup/hpa-scope-$HPA_SCOPE_ID/node-1/pod/cgroup.procs"
    fi
  done
  mkdir -p "$HPA_SCOPE_SCRATCH/mounted" && mount -t tmpfs tmpfs "$HPA_SCOPE_SCRATCH/mounted"
  echo "$HPA_SCOPE_ID" > "$REPORT"
`;
const waitForever = 'while :; do sleep 0.1; done';

let folder: string;
let caller: string;
let token: string;
let running: ChildProcess | undefined;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'namespaces-test-'));
  caller = join(repositoryRoot, 'out', `insideCaller-${process.pid}.mjs`);
  const entry = join(repositoryRoot, 'test', 'lab', 'insideCaller.ts');
  await build({
    entryPoints: [entry], outfile: caller, bundle: true, platform: 'node', format: 'esm', packages: 'external',
  });
});

beforeEach(() => {
  token = `3600.${Math.trunc(Math.random() * 1e9)}`;
});

afterEach(() => {
  running?.kill('SIGKILL');
});

afterAll(() => {
  rmSync(folder, { recursive: true });
  rmSync(caller);
});

for (const mode of ['root', 'user']) {
  describe(`namespaces made as ${mode}`, { skip: mode === 'root' && process.getuid?.() !== 0, timeout: 60_000 }, () => {
    const start = (script: string, args: readonly string[] = []) => {
      const report = join(folder, randomUUID());
      const child = spawn(process.execPath, [caller, script, ...args], {
        detached: true,
        stdio: ['pipe', 'pipe', 'pipe'],
        env: { ...process.env, REPORT: report, TOKEN: token, HPA_SCOPE_NAMESPACES: mode, HPA_SCOPE_ID: undefined },
      });
      running = child;
      const output: string[] = [];
      child.stdout.on('data', chunk => output.push(String(chunk)));
      child.stderr.on('data', chunk => output.push(String(chunk)));
      const ended = once(child, 'close').then(([code]) => code as number | null);
      return { child, pid: child.pid ?? 0, ended, output: () => output.join(''), id: () => waitForText(report) };
    };

    it('returns the exit code, passes the streams on and leaves nothing', async () => {
      const { child, ended, output, id } = start(`${mess} read -r line; echo "got $line"; exit 7`);
      child.stdin.end('hello\n');
      assert.equal(await ended, 7, output());
      assert.equal(output(), 'got hello\n');
      await assertNothingLeft(await id());
    });

    it('leaves nothing when the command crashes', async () => {
      const { ended, id } = start(`${mess} kill -SEGV $$`);
      assert.equal(await ended, 139);
      await assertNothingLeft(await id());
    });

    it('lets the command end itself on Ctrl-C', async () => {
      const { pid, ended, id } = start(`trap 'exit 33' INT; ${mess} ${waitForever}`);
      const known = await id();
      process.kill(-pid, 'SIGINT');
      assert.equal(await ended, 33);
      await assertNothingLeft(known);
    });

    it('ends a command that ignores Ctrl-C at the second one', async () => {
      const { pid, ended, id } = start(`trap '' INT; ${mess} ${waitForever}`);
      const known = await id();
      process.kill(-pid, 'SIGINT');
      await new Promise(resolve => setTimeout(resolve, 300));
      assert.ok(await isRunning(known));
      process.kill(-pid, 'SIGINT');
      assert.equal(await ended, 137);
      await assertNothingLeft(known);
    });

    it('leaves nothing when the caller is killed', async () => {
      const { child, id } = start(`${mess} ${waitForever}`);
      const known = await id();
      child.kill('SIGKILL');
      await assertNothingLeft(known);
    });

    it('leaves nothing when the janitor is killed', async () => {
      const { pid, ended, id } = start(`${mess} ${waitForever}`);
      const known = await id();
      process.kill(janitorOf(pid), 'SIGKILL');
      assert.equal(await ended, 137);
      await assertNothingLeft(known);
    });

    it('leaves no process when both are killed, and the next run removes the rest', async () => {
      const { child, pid, id } = start(`${mess} ${waitForever}`);
      const known = await id();
      process.kill(pid, 'SIGSTOP'); // so that it cannot clean up after the janitor
      janitorsOf(known).forEach(janitor => process.kill(janitor, 'SIGKILL'));
      child.kill('SIGKILL');
      await waitFor('no process is left', async () => processesOf(known).length === 0, 5000);
      assert.ok(existsSync(scratchOf(known)));

      assert.equal(await start('exit 0').ended, 0);
      await assertNothingLeft(known);
    });

    it('brings a port to the outside', async () => {
      const port = await freePort();
      const serve = 'require("node:http").createServer((q, a) => a.end("from inside")).listen(8080)';
      const { ended, pid, output } = start(`"$0" "$1" & exec "$0" -e '${serve}'`, [String(port)]);
      const get = async () => (await fetch(`http://127.0.0.1:${port}/`)).text();
      const text = await waitFor('the port answers', get, 10_000);
      assert.equal(text, 'from inside', output());
      process.kill(-pid, 'SIGINT');
      await ended;
    });

    it('says in one sentence that the port is taken', async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      const { ended, output } = start('exit 0', [String(port)]);
      assert.equal(await ended, 1);
      const sentence = 'is in use by another program; end it or choose another port.';
      assert.equal(output(), `Port ${port} of 127.0.0.1 ${sentence}\n`);
      server.close();
    });
  });
}

function scratchOf(id: string): string {
  return join(tmpdir(), `hpa-scope-${id}`);
}

function cgroupsOf(id: string): string[] {
  return globSync(`/sys/fs/cgroup/{*/,}hpa-scope-${id}`);
}

/** Processes of the namespaces: by their environment, or by what `mess` started. */
function processesOf(id: string): number[] {
  return readdirSync('/proc').filter(name => /^\d+$/.test(name)).map(Number).filter(pid => {
    try {
      const environment = readFileSync(`/proc/${pid}/environ`, 'utf8');
      return environment.includes(`HPA_SCOPE_ID=${id}`) || readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(token);
    } catch {
      return false; // it has just ended
    }
  }).filter(pid => pid !== running?.pid || running.exitCode === null && running.signalCode === null);
}

async function isRunning(id: string): Promise<boolean> {
  return processesOf(id).length > 3;
}

async function assertNothingLeft(id: string): Promise<void> {
  const left = () => ({
    processes: processesOf(id),
    cgroups: cgroupsOf(id),
    scratch: existsSync(scratchOf(id)),
    mounts: readFileSync('/proc/self/mountinfo', 'utf8').split('\n').filter(line => line.includes(id)),
  });
  const nothing = { processes: [], cgroups: [], scratch: false, mounts: [] };
  const isClean = () => Promise.resolve(JSON.stringify(left()) === JSON.stringify(nothing));
  await waitFor('nothing is left', isClean, 5000).catch(() => undefined);
  assert.deepEqual(left(), nothing);
}

function janitorOf(caller: number): number {
  const children = readFileSync(`/proc/${caller}/task/${caller}/children`, 'utf8').trim().split(' ').map(Number);
  const janitor = children.find(pid => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('janitor.sh'));
  assert.ok(janitor, 'the caller has a janitor');
  return janitor;
}

/** The janitor and its watcher, which shares its command line. */
function janitorsOf(id: string): number[] {
  const janitors = processesOf(id).filter(pid => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('janitor.sh'));
  assert.equal(janitors.length, 2);
  return janitors;
}

async function waitForText(file: string): Promise<string> {
  return waitFor(`${file} is written`, async () => existsSync(file) && readFileSync(file, 'utf8').trim(), 10_000);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
