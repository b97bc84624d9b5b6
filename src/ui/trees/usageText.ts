import { t } from '../../base/l10n.js';
import type { ResourceUse, Share } from '../../core/metrics/resourceUse.js';
import { sampleAge, type Sample } from '../../core/metrics/sample.js';
import type { NodeUsageRow, PodUsageRow, Usage } from '../../core/metrics/usageRow.js';

/** `480m 96%   1Mi 1%`: short, since pods have long names, and the units tell which is which. */
export function usageText({ cpu, memory }: Usage): string {
  return `${useText(cpu)}   ${useText(memory)}`;
}

/** `cpu 480m, 96% of request 500m, 48% of limit 1`, and memory. */
export function spokenUsage({ cpu, memory }: Usage): string {
  return `cpu ${useInWords(cpu)}, memory ${useInWords(memory)}`;
}

/** `480m, 96% of request 500m, 48% of limit 1`; what we have not seen is not mentioned. */
export function useInWords({ text, request, limit, allocatable }: ResourceUse): string {
  return [
    text,
    request && shareInWords(request, t('request'), t('no request')),
    limit && shareInWords(limit, t('limit'), t('no limit')),
    allocatable && shareInWords(allocatable, t('allocatable'), ''),
  ].filter(Boolean).join(', ');
}

/** Behind a pod that has no request, or a container without: no share can be told. Nothing when all have one. */
export function requestRemark({ cpu, memory }: Usage): string | undefined {
  const [noCpu, noMemory] = [lackingOf(cpu), lackingOf(memory)];
  if (noCpu && noMemory) {
    return noCpu.join() === noMemory.join() ? noRequest(t('no request'), noCpu) : t('no request');
  }
  return noCpu ? noRequest(t('no cpu request'), noCpu) : noMemory && noRequest(t('no memory request'), noMemory);
}

/** `3m old`, when the sample is so old that it must not be taken for what is. */
export function staleText(row: Sample, nowMs: number): string | undefined {
  const age = sampleAge(row, nowMs);
  return age?.isStale ? t('{0} old', age.coarseText) : undefined;
}

/** `9s ago, over 15.282s`. */
export function sampleText(row: PodUsageRow | NodeUsageRow, nowMs: number): string {
  const age = sampleAge(row, nowMs);
  return age ? t('{0} ago, over {1}', age.text, row.window) : t('none yet');
}

function useText({ text, request, allocatable }: ResourceUse): string {
  const share = request ?? allocatable;
  return share?.kind === 'set' && share.share !== undefined ? `${text} ${share.share}` : text;
}

function shareInWords(share: Share, noun: string, none: string): string {
  if (share.kind === 'none') {
    return share.lacking.length > 0 ? t('{0} in {1}', none, share.lacking.join(', ')) : none;
  }
  return share.share === undefined ? `${noun} ${share.amount}` : t('{0} of {1} {2}', share.share, noun, share.amount);
}

function lackingOf({ request }: ResourceUse): readonly string[] | undefined {
  return request?.kind === 'none' ? request.lacking : undefined;
}

function noRequest(words: string, lacking: readonly string[]): string {
  return lacking.length === 0 ? words : t('{0} in {1}', words, lacking.join(', '));
}
