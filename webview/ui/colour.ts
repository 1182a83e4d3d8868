import { color } from 'chart.js/helpers';

/** A colour in OKLCH (Ottosson 2020): lightness 0 … 1, chroma, hue in degrees. Steps of equal size look equal. */
export interface Oklch {
  readonly l: number;
  readonly c: number;
  readonly h: number;
}

/** `rgb(…)` of an OKLCH colour; chroma is lowered until it fits the screen's gamut. */
export function cssOf(colour: Oklch): string {
  for (let chroma = colour.c; ; chroma *= 0.9) {
    const rgb = toLinearRgb({ ...colour, c: chroma });
    if (chroma < 0.002 || rgb.every((channel) => channel >= -0.0005 && channel <= 1.0005)) {
      return `rgb(${rgb.map((channel) => Math.round(255 * encode(Math.min(1, Math.max(0, channel))))).join(', ')})`;
    }
  }
}

function toLinearRgb({ l, c, h }: Oklch): number[] {
  const a = c * Math.cos((h * Math.PI) / 180);
  const b = c * Math.sin((h * Math.PI) / 180);
  const x = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const y = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const z = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * x - 3.3077115913 * y + 0.2309699292 * z,
    -1.2684380046 * x + 2.6097574011 * y - 0.3413193965 * z,
    -0.0041960863 * x - 0.7034186147 * y + 1.707614701 * z,
  ];
}

function encode(channel: number): number {
  return channel <= 0.0031308 ? 12.92 * channel : 1.055 * channel ** (1 / 2.4) - 0.055;
}

/**
 * The ramp of epochs and heat, share 0 … 1: equal steps of lightness from close to the page's background to most
 * distinct from it, through blue, teal and yellow-green on dark, and the same hues darkening on light.
 */
export function ramp(share: number, dark: boolean): string {
  const s = Math.min(1, Math.max(0, share));
  const hue = 285 - 175 * s;
  return dark
    ? cssOf({ l: 0.56 + 0.35 * s, c: 0.13, h: hue })
    : cssOf({ l: 0.64 - 0.34 * s, c: 0.12, h: 110 + 175 * s });
}

/** `colour` at a share of its opacity. */
export function faded(colour: string, opacity: number): string {
  const parsed = color(colour);
  return opacity >= 1 || !parsed.valid ? colour : parsed.alpha(opacity * parsed.rgb.a).rgbString();
}

/**
 * The colour without its transparency: some themes take a chart colour from a highlight that is meant to be
 * transparent.
 */
export function opaque(colour: string): string {
  const parsed = color(colour);
  return parsed.valid && parsed.rgb.a < 1 ? parsed.alpha(1).rgbString() : colour;
}

/** Black or white, whichever reads better on `colour`. */
export function inkOn(colour: string): string {
  const { r, g, b } = color(colour).rgb;
  const light = [r, g, b].map((channel) => (channel / 255) ** 2.2);
  return 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2] > 0.18 ? '#000000' : '#ffffff';
}
