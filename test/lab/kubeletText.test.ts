import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { formatResourceMetrics, goFloat } from './kubeletText.js';
import { CpuCounter, type NodeUsage } from './usageModel.js';

const startedAtMs = 1_795_565_000_000;

describe('goFloat', () => {
  // Pairs as a real kubelet printed them, and the borders of Go's rule.
  const cases: [number, string][] = [
    [0, '0'],
    [1691648, '1.691648e+06'],
    [999999, '999999'],
    [2049.657616641, '2049.657616641'],
    [1795565109.9628325, '1.7955651099628325e+09'],
    [0.105029486, '0.105029486'],
    [0.00001, '1e-05'],
    [Number.NaN, 'NaN'],
    [-Infinity, '-Inf'],
  ];
  for (const [value, want] of cases) {
    it(`prints ${want}`, () => assert.equal(goFloat(value), want));
  }
});

describe('CpuCounter', () => {
  it('integrates a rate that changes', () => {
    const counter = new CpuCounter(startedAtMs, 100);
    counter.setMillicores(500, startedAtMs + 10_000);
    const start = counter.atMs(startedAtMs);
    assert.equal(counter.atMs(startedAtMs + 10_000) - start, 1e9);
    assert.equal(counter.atMs(startedAtMs + 12_000) - start, 2e9);
  });

  it('answers for a moment before the last change', () => {
    const counter = new CpuCounter(startedAtMs, 100);
    counter.setMillicores(500, startedAtMs + 10_000);
    assert.equal(counter.atMs(startedAtMs + 5_000) - counter.atMs(startedAtMs), 0.5e9);
  });

  it('never runs backwards when the past is forgotten', () => {
    const counter = new CpuCounter(startedAtMs, 10);
    let last = 0;
    for (let second = 1; second < 600; second++) {
      counter.setMillicores(second % 7, startedAtMs + second * 1000);
      const now = counter.atMs(startedAtMs + second * 1000);
      assert.ok(now >= last, `at ${second} s`);
      last = now;
    }
  });
});

describe('formatResourceMetrics', () => {
  const node: NodeUsage = {
    startedAtMs,
    systemMillicores: 50,
    systemMemoryBytes: 300e6,
    housekeepingMs: 0,
    pods: ['web-2', 'web-1'].map(name => ({
      namespace: 'shop',
      name,
      containers: [{ name: 'app', startedAtMs, cpu: new CpuCounter(startedAtMs, 250), memoryBytes: 1691648 }],
    })),
  };

  it('writes families by name and series by label, each sample with its time', () => {
    const text = formatResourceMetrics(node, startedAtMs + 10_000);
    const families = [...text.matchAll(/^# TYPE (\S+)/gm)].map(match => match[1]);
    assert.deepEqual(families, families.toSorted());
    const [first, second] = text.split('\n').filter(line => line.startsWith('container_cpu_usage_seconds_total{'));
    assert.equal(first,
      'container_cpu_usage_seconds_total{container="app",namespace="shop",pod="web-1"} 2.515 1795565010000');
    assert.match(second ?? '', /pod="web-2"/);
    assert.match(text, /^container_memory_working_set_bytes\{.*pod="web-1"} 1\.691648e\+06 1795565010000$/m);
    assert.match(text, /^container_start_time_seconds\{.*pod="web-1"} 1\.795565e\+09$/m);
    assert.match(text, /^node_cpu_usage_seconds_total 5\.53 1795565010000$/m);
    assert.ok(text.endsWith('\nresource_scrape_error 0\n'));
  });

  it('leaves out families without series', () => {
    assert.doesNotMatch(formatResourceMetrics({ ...node, pods: [] }, startedAtMs), /container_cpu|pod_memory/);
  });

  it('gives each container a sample time of its own within the housekeeping period', () => {
    const nowMs = startedAtMs + 60_000;
    const text = formatResourceMetrics({ ...node, housekeepingMs: 15_000 }, nowMs);
    const times = [...text.matchAll(/^container_cpu.* (\d+)$/gm)].map(match => Number(match[1]));
    assert.equal(new Set(times).size, 2);
    assert.ok(times.every(time => time <= nowMs && time > nowMs - 15_000), times.join());
    const sample = /^container_cpu\S* (\S+) (\d+)$/m.exec(text);
    const expected = 0.015 + 0.25 * (Number(sample?.[2]) - startedAtMs) / 1000;
    assert.ok(Math.abs(Number(sample?.[1]) - expected) < 1e-6, 'the value belongs to its time');
  });
});
