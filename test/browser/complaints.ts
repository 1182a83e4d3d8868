import { expect } from 'vitest';
import type { HarnessPage } from './pageHarness';

/** Nothing on the console, nothing blocked by the policy, no error reported to the host. */
export async function expectNoComplaints(page: HarnessPage): Promise<void> {
  expect(page.complaints).toEqual([]);
  expect((await page.sent()).filter(({ type }) => type === 'reportError')).toEqual([]);
}
