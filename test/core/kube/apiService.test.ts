import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { formatAvailable, formatService, type ApiService } from '../../../src/core/kube/apiService.js';

type Condition = { type: string; status: string; reason?: string };

const service = (spec: ApiService['spec'], ...conditions: Condition[]): ApiService =>
  ({ metadata: { name: 'v1.x' }, ...(spec ? { spec } : {}), status: { conditions } });

describe('the columns of an APIService', () => {
  const available = { type: 'Available', status: 'True', reason: 'Passed' };
  const cases: [name: string, object: ApiService, service: string, available: string][] = [
    ['served by the API server', service({}, { ...available, reason: 'Local' }), 'Local', 'True'],
    ['served by a Service', service({ service: { namespace: 'kube-system', name: 'ms' } }, available), 'kube-system/ms',
      'True'],
    ['not available', service({}, { ...available, status: 'False', reason: 'MissingEndpoints' }), 'Local',
      'False (MissingEndpoints)'],
    ['not known', service({}, { ...available, status: 'Unknown', reason: 'ServiceAccessError' }), 'Local',
      'Unknown (ServiceAccessError)'],
    ['no reason', service({}, { type: 'Available', status: 'False' }), 'Local', 'False'],
    ['an empty reason', service({}, { type: 'Available', status: 'False', reason: '' }), 'Local', 'False'],
    ['another condition', service({}, { type: 'Other', status: 'True' }), 'Local', 'Unknown'],
    ['the Service is null', service({ service: null }), 'Local', 'Unknown'],
    ['nothing but a name', { metadata: { name: 'v1.x' } }, 'Local', 'Unknown'],
    ['conditions are null', { metadata: { name: 'v1.x' }, status: { conditions: null } }, 'Local', 'Unknown'],
  ];

  for (const [name, object, wantedService, wantedAvailable] of cases) {
    it(name, () => {
      assert.equal(formatService(object), wantedService);
      assert.equal(formatAvailable(object), wantedAvailable);
    });
  }
});
