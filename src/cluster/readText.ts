import type { Dispatcher } from 'undici';
import { ClusterError } from '../base/errors.js';
import { t } from '../base/l10n.js';

const MIB = 1024 * 1024;

/**
 * Reads an answer as text.
 * @throws ClusterError `badResponse` when it is longer than allowed, or is no text
 */
export async function readText(body: Dispatcher.ResponseData['body'], maxBytes: number): Promise<string> {
  body.on('error', () => undefined); // to be left before its end is one: unheard, it would end the thread
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > maxBytes) {
      throw new ClusterError('badResponse', t('The answer is longer than {0} MiB: ask for less.', maxBytes / MIB));
    }
  }
  const text = Buffer.concat(chunks).toString();
  if (text.includes('\0')) {
    throw new ClusterError('badResponse', t('The answer is not text.'));
  }
  return text;
}
