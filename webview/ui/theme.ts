import { opaque, ramp } from './colour';

/** The parts of the editor's theme that painters need, read from its CSS variables. */
export interface Theme {
  readonly dark: boolean;
  readonly highContrast: boolean;
  readonly background: string;
  readonly foreground: string;
  readonly quiet: string;
  readonly grid: string;
  readonly focus: string;
  readonly tooltipBackground: string;
  readonly tooltipForeground: string;
  readonly tooltipBorder: string;
  /** The theme's chart colours. */
  readonly series: readonly string[];
  readonly fontFamily: string;
  readonly fontSize: number;
  /** The ramp of epochs and heat. */
  readonly ramp: (share: number) => string;
}

const chartColours = ['blue', 'orange', 'green', 'purple', 'red', 'yellow'];

export function readTheme(): Theme {
  const style = getComputedStyle(document.body);
  const value = (name: string, fallback: string): string => style.getPropertyValue(name).trim() || fallback;
  const classes = document.body.classList;
  const dark = !(classes.contains('vscode-light') || classes.contains('vscode-high-contrast-light'));
  const foreground = value('--page-foreground', dark ? '#cccccc' : '#333333');
  return {
    dark,
    highContrast: classes.contains('vscode-high-contrast') || classes.contains('vscode-high-contrast-light'),
    background: value('--page-background', dark ? '#1e1e1e' : '#ffffff'),
    foreground,
    quiet: value('--page-quiet', foreground),
    grid: value('--page-grid', foreground),
    focus: value('--page-focus', foreground),
    tooltipBackground: value('--page-tooltip-background', dark ? '#252526' : '#f3f3f3'),
    tooltipForeground: value('--page-tooltip-foreground', foreground),
    tooltipBorder: value('--page-tooltip-border', foreground),
    series: chartColours.map((name) => opaque(value(`--page-${name}`, foreground))),
    fontFamily: value('--page-font', 'sans-serif'),
    fontSize: 11,
    ramp: (share) => ramp(share, dark),
  };
}

/** Calls `changed` when the editor's theme changes: VS Code rewrites the body's class and the root's style. */
export function observeTheme(changed: () => void): void {
  const observer = new MutationObserver(changed);
  observer.observe(document.body, { attributes: true, attributeFilter: ['class', 'data-vscode-theme-id'] });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
}

export function prefersReducedMotion(): boolean {
  return (
    matchMedia('(prefers-reduced-motion: reduce)').matches || document.body.classList.contains('vscode-reduce-motion')
  );
}
