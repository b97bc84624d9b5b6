/** The oldest Node on which the bundled Kubernetes client (undici 8) loads. */
const OLDEST = [22, 19] as const;

/**
 * Says in one sentence that Node is too old. To be called before anything that needs the Kubernetes client is imported.
 * @throws Error naming the version there is and the one that it takes
 */
export function requireNode(version = process.versions.node): void {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
    const needed = OLDEST.join('.');
    throw new Error(`HPA Scope needs Node ${needed} or newer, this is ${version}: update VS Code to 1.105 or newer.`);
  }
}
