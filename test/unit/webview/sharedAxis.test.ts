import { describe, expect, it } from 'vitest';
import type { Axis } from '../../../webview/model/chartData';
import { positionOf, valueAt } from '../../../webview/model/sharedAxis';

describe('a value of an axis that several charts share', () => {
  const plain: Axis = { label: 'lag', kind: 'lag', low: 0, high: 8 };
  const named: Axis = { ...plain, names: ['0', '1', '2', '4', '8'] };

  it('is its position where the axis is in numbers', () => {
    expect(valueAt(plain, 3)).toBe(3);
    expect(positionOf(plain, 3)).toBe(3);
  });

  it('is its name where positions have names, and stands between them where none has it', () => {
    expect(valueAt(named, 3)).toBe(4);
    expect(positionOf(named, 4)).toBe(3);
    expect(positionOf(named, 3)).toBe(2.5);
  });

  it('stays a position where the names are words, or the axis is shared with no other', () => {
    expect(valueAt({ ...plain, names: ['first', 'last'] }, 1)).toBe(1);
    expect(positionOf({ label: 'layer', low: 0, high: 2, names: ['0', '10', '20'] }, 1)).toBe(1);
  });
});
