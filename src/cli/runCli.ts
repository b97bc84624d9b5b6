import { t } from '../base/l10n.js';
import { exitOk, exitUsage, type CliCommand, type CliOutput } from './cliCommand.js';
import { explainCommand } from './explainCommand.js';
import { replayCommand } from './replayCommand.js';
import { UsageError } from './usageError.js';

const commands: ReadonlyMap<string, CliCommand> = new Map([['explain', explainCommand], ['replay', replayCommand]]);

const usage = `hpa-scope explain NAME [-n NAMESPACE] [--kubeconfig FILE] [--context NAME] [-o text|json]
  Why a HorizontalPodAutoscaler wants the replicas it wants: what its controller would decide now, step by step.

hpa-scope replay FILE… [-o text|json]
  The decisions in recordings, computed again: a line a pass, or one decision a line as JSON.

Exit status: 0 fine, 1 the cluster does not answer, 2 usage or unreadable input.
`;

/** The command line: `node dist/cli.js COMMAND …`, or `kubectl hpa-scope COMMAND …`. */
export async function runCli([name, ...args]: readonly string[], output: CliOutput): Promise<number> {
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    (name === undefined ? output.err : output.out)(usage);
    return name === undefined ? exitUsage : exitOk;
  }
  const command = commands.get(name);
  if (!command) {
    output.err(t('unknown command "{0}"; see --help', name) + '\n');
    return exitUsage;
  }
  try {
    return await command(args, output);
  } catch (error) {
    if (error instanceof UsageError) {
      output.err(`${error.message}\n`);
      return exitUsage;
    }
    throw error;
  }
}
