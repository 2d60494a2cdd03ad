import { createMemoryTable } from '../../../shared/database/memory-table.ts';
import { describeAuditTrail } from './audit-trail-contract.ts';

describeAuditTrail('in memory', () => Promise.resolve(createMemoryTable()));
