import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { tar, type TarEntry } from './tar.js';

const architectures: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' };

/**
 * Wraps one static executable as a container image: an OCI image layout in a tar, as `ctr images import` takes it.
 *
 * @param name with its registry and tag, for example `localhost/burner:1`
 */
export async function writeImage(name: string, executable: string, file: string): Promise<void> {
  const program = basename(executable);
  const layer = tar([
    { name: 'tmp/', mode: 0o1777 },
    { name: program, mode: 0o755, content: await readFile(executable) },
  ]);
  const platform = { architecture: architectures[process.arch] ?? process.arch, os: 'linux' };
  const config = json({
    ...platform,
    config: { Entrypoint: [`/${program}`] },
    rootfs: { type: 'layers', diff_ids: [digest(layer)] },
  });
  const manifest = json({
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    config: descriptor('application/vnd.oci.image.config.v1+json', config),
    layers: [descriptor('application/vnd.oci.image.layer.v1.tar', layer)],
  });
  const index = json({
    schemaVersion: 2,
    manifests: [{
      ...descriptor('application/vnd.oci.image.manifest.v1+json', manifest),
      annotations: { 'io.containerd.image.name': name, 'org.opencontainers.image.ref.name': tagOf(name) },
      platform,
    }],
  });

  await writeFile(file, tar([
    { name: 'oci-layout', mode: 0o644, content: json({ imageLayoutVersion: '1.0.0' }) },
    { name: 'index.json', mode: 0o644, content: index },
    ...[layer, config, manifest].map(blob),
  ]));
}

function blob(content: Buffer): TarEntry {
  return { name: `blobs/${digest(content).replace(':', '/')}`, mode: 0o644, content };
}

function descriptor(mediaType: string, content: Buffer) {
  return { mediaType, digest: digest(content), size: content.length };
}

function digest(content: Buffer): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}

function json(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}

function tagOf(name: string): string {
  return name.slice(name.lastIndexOf(':') + 1);
}
