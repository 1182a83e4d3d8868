import { h } from './dom';

/**
 * Tools with one stop for the Tab key; the arrow keys, Home and End move among those that are shown (ARIA Authoring
 * Practices, toolbar).
 */
export function toolbar(label: string, tools: readonly HTMLElement[]): HTMLElement {
  const bar = h('div', { class: 'tools', role: 'toolbar', 'aria-label': label }, ...tools);
  const rest = (current: HTMLElement): void => {
    for (const tool of tools) tool.setAttribute('tabindex', tool === current ? '0' : '-1');
  };
  rest(tools[0]);
  bar.addEventListener('focusin', (event) => {
    const tool = tools.find((one) => event.target instanceof Node && one.contains(event.target));
    if (tool) rest(tool);
  });
  bar.addEventListener('keydown', (event) => {
    const shown = tools.filter(({ hidden }) => !hidden);
    const at = shown.findIndex((tool) => tool.contains(document.activeElement));
    const to = next(event.key, at, shown.length);
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    shown[to].focus();
  });
  return bar;
}

function next(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
      return (at + 1) % count;
    case 'ArrowLeft':
      return (at + count - 1) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
