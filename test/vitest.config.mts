import { defineConfig } from 'vitest/config';

const lab = ['test/**/*.lab.test.ts'];
const oracle = ['test/oracle/**/*.oracle.test.ts'];
const ui = ['test/ui/**/*.ui.test.ts'];
// These start labs, one at a time: a lab has the namespaces to itself.
const onLab = { fileParallelism: false, testTimeout: 400_000, hookTimeout: 400_000 };

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', testTimeout: 30_000, include: ['test/**/*.test.ts'], exclude: [...lab, ...oracle, ...ui, 'test/host/**'] } },
      { test: { name: 'oracle', include: oracle, testTimeout: 120_000 } },
      { test: { name: 'lab', include: lab, ...onLab } },
      { test: { name: 'ui', include: ui, ...onLab } },
    ],
  },
});
