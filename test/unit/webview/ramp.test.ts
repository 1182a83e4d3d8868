import { expect, test } from 'vitest';
import { ramp } from '../../../webview/ui/colour';

/** Relative luminance (WCAG 2.2) of `rgb(…)`. */
function luminance(css: string): number {
  const [r, g, b] = [...css.matchAll(/\d+/g)].map(([channel]) => {
    const share = Number(channel) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

const contrast = (a: string, b: string): number => {
  const [low, high] = [luminance(a), luminance(b)].sort((one, other) => one - other);
  return (high + 0.05) / (low + 0.05);
};

test.each([
  { dark: true, background: 'rgb(31, 31, 31)' },
  { dark: true, background: 'rgb(0, 0, 0)' },
  { dark: false, background: 'rgb(255, 255, 255)' },
])('every epoch stands out from $background as graphics must (3 to 1, WCAG 1.4.11)', ({ dark, background }) => {
  for (let share = 0; share <= 1; share += 0.1)
    expect(contrast(ramp(share, dark), background), String(share)).toBeGreaterThanOrEqual(3);
});

test('the ramp is even: later epochs are further from the background, in steps that do not shrink to nothing', () => {
  for (const dark of [true, false]) {
    const steps = Array.from({ length: 11 }, (_, i) => luminance(ramp(i / 10, dark)));
    for (let i = 1; i < steps.length; i++)
      expect((steps[i] - steps[i - 1]) * (dark ? 1 : -1), `${dark} ${i}`).toBeGreaterThan(0.003);
  }
});
