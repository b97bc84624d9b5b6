/** What `kubectl describe hpa` says about one autoscaler, in parts. */
export interface DescribedHpa {
  readonly name: string;
  /** `Deployment/web`. */
  readonly reference: string;
  readonly minReplicas: string;
  readonly maxReplicas: string;
  readonly metrics: readonly string[];
  /** `Scale Up: Select Policy: Max`, one for each line. */
  readonly behavior: readonly string[];
  /** `4 current / 7 desired`. */
  readonly pods: string;
  /** `AbleToScale True ReadyForNewScale recommended size matches current size`. */
  readonly conditions: readonly string[];
  /** `Warning FailedGetScale 5s (x3 over 1m) horizontal-pod-autoscaler …`. */
  readonly events: readonly string[];
}

/** Reads what it prints of several, in their order. */
export function parseDescriptions(text: string): DescribedHpa[] {
  return text.split(/^(?=Name: )/m).filter(part => part.startsWith('Name:')).map(parseOne);
}

function parseOne(text: string): DescribedHpa {
  const sections = new Map<string, string[]>();
  let section: string[] = [];
  for (const line of text.split('\n')) {
    const [, title, rest = ''] = /^([A-Z]\S*(?: \S+)*?):(.*)$/.exec(line) ?? [];
    if (title !== undefined) {
      section = rest.trim() === '' ? [] : [squeeze(rest)];
      sections.set(title, section);
    } else if (line.trim() !== '') {
      section.push(line);
    }
  }
  const lines = (title: string): string[] => (sections.get(title) ?? []).map(squeeze);
  const pods = [...sections.keys()].find(title => title.endsWith(' pods')) ?? '';
  return {
    name: lines('Name')[0] ?? '',
    reference: lines('Reference')[0] ?? '',
    minReplicas: lines('Min replicas')[0] ?? '',
    maxReplicas: lines('Max replicas')[0] ?? '',
    metrics: lines('Metrics').filter(line => line !== '( current / target )'),
    behavior: behaviorLines(sections.get('Behavior') ?? []),
    pods: lines(pods)[0] ?? '',
    conditions: tableRows(lines('Conditions')),
    events: tableRows(lines('Events').filter(line => line !== '<none>')),
  };
}

function behaviorLines(lines: readonly string[]): string[] {
  let direction = '';
  return lines.map(squeeze).flatMap(line => {
    if (/^Scale (Up|Down):$/.test(line)) {
      direction = line;
      return [];
    }
    return line === 'Policies:' ? [] : [`${direction} ${line.replace(/^- Type:/, 'Policy: Type:')}`];
  });
}

/** Without the titles of the columns and the line below them. */
function tableRows(lines: readonly string[]): string[] {
  return lines.filter(line => !/^(Type Status|Type Reason|---)/.test(line));
}

/** Columns are padded with spaces: how many is nobody's business. */
export function squeeze(line: string): string {
  return line.trim().split(/\s+/).join(' ');
}
