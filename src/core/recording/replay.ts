import { forget, type ControllerMemory } from '../hpa/controllerMemory.js';
import { decideReplicas } from '../hpa/decision.js';
import type { HpaDecision } from '../hpa/hpaDecision.js';
import type { RecordedPass, Recording } from './recording.js';

/** One pass of a recording, decided again. */
export interface ReplayedPass {
  readonly pass: Extract<RecordedPass, { kind: 'observation' }>;
  readonly decision: HpaDecision;
  /** What the controller remembered before this pass: with it the pass can be decided again in another way. */
  readonly memoryBefore: ControllerMemory;
  /** From when on the controller's memory is known. Unix time, ns; absent: all of it is. */
  readonly memorySinceNs: bigint | undefined;
}

/** Decides every pass of a recording again, in order, with one memory for all its autoscalers. */
export function* replayRecording({ header, passes }: Recording): Generator<ReplayedPass> {
  const { config, isMemoryComplete } = header;
  const first = passes.find(pass => pass.kind === 'observation');
  const memorySinceNs = isMemoryComplete ? undefined : first?.observation.nowNs;
  let memory: ControllerMemory = new Map();
  for (const pass of passes) {
    if (pass.kind === 'deleted') {
      memory = forget(memory, pass.key);
    } else {
      const decided = decideReplicas(config, memory, pass.observation);
      yield { pass, decision: decided.decision, memoryBefore: memory, memorySinceNs };
      memory = decided.memory;
    }
  }
}
