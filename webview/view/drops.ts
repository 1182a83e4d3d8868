import type { Host } from '../host';

/** Types of a drag from the explorer, and from outside. */
const types = ['application/vnd.code.uri-list', 'text/uri-list'];

/** Opens what is dropped on the page: a recording's folder, a result or a report (in VS Code: with Shift held). */
export function acceptDrops(target: EventTarget, host: Host): void {
  const listOf = ({ dataTransfer }: DragEvent): string =>
    types.map((type) => dataTransfer?.getData(type) ?? '').find((list) => list !== '') ?? '';
  target.addEventListener('dragover', (event) => {
    if (event instanceof DragEvent && types.some((type) => event.dataTransfer?.types.includes(type)))
      event.preventDefault();
  });
  target.addEventListener('drop', (event) => {
    if (!(event instanceof DragEvent)) return;
    const uris = listOf(event);
    if (uris === '') return;
    event.preventDefault();
    host.post({ type: 'openDropped', uris });
  });
}
