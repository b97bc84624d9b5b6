import { ensureBinaries } from '../lab/binaries.js';
import { ensureContainerRuntime } from '../lab/containerRuntime.js';

/** Whether the lab may have real nodes here. */
export const mayHaveRealNodes = process.getuid?.() === 0;

/** Builds and fetches what the lab needs. Before the namespaces: inside there is no network. */
export async function prepareLab(): Promise<void> {
  const log = (line: string) => console.log(line);
  await ensureBinaries(log);
  if (mayHaveRealNodes) {
    await ensureContainerRuntime(log);
  }
}
