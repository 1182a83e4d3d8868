/** Base of classes that subscribe to events: everything registered is disposed of with it, last first. */
export class Disposable {
  private readonly items: { dispose(): unknown }[] = [];
  protected isDisposed = false;

  protected register<T extends { dispose(): unknown }>(item: T): T {
    if (this.isDisposed) item.dispose();
    else this.items.push(item);
    return item;
  }

  dispose(): void {
    this.isDisposed = true;
    for (const item of this.items.splice(0).reverse()) item.dispose();
  }
}
