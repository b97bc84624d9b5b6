import { apiServiceFaults } from './apiServiceFaults.js';
import type { Fault, Undo } from './fault.js';
import { kubeletFaults } from './kubeletFaults.js';
import type { Lab } from './lab.js';
import { metricsServerFaults } from './metricsServerFaults.js';

/** The name of everything that can be wrong. */
export type FaultName = keyof typeof kubeletFaults | keyof typeof metricsServerFaults | keyof typeof apiServiceFaults;

/** Everything that can be wrong with a lab, from the kubelets up to the aggregator. */
export const faults: Readonly<Record<FaultName, Fault>> = {
  ...kubeletFaults,
  ...metricsServerFaults,
  ...apiServiceFaults,
};

/**
 * Makes one thing wrong; the returned function puts it right again.
 *
 * @param nodes for faults of a kubelet: which; default all of the lab
 * @throws Error with the reason when this lab cannot have the fault
 */
export async function injectFault(lab: Lab, name: FaultName, nodes: readonly string[] = nodesOf(lab)): Promise<Undo> {
  const fault = faults[name];
  const reason = fault.unsupported?.(lab);
  if (reason !== undefined) {
    throw new Error(`This lab cannot have the fault ${name}, because ${reason}.`);
  }
  return fault.inject(lab, nodes);
}

function nodesOf({ simulated, nodes }: Lab): readonly string[] {
  return simulated?.names ?? nodes.map(({ name }) => name);
}
