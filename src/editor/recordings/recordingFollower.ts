import * as vscode from 'vscode';
import { Turns } from '../../base/turns';
import type { ConfigDocuments } from '../configs/configDocuments';
import { Disposable } from '../disposable';
import type { RunChange } from '../runs/runStore';
import { setting } from '../settings';
import { FollowedRecording, type FollowServices } from './followedRecording';

/** Follows the recordings of the configs that were analysed or restored in this window, until a run is cancelled. */
export class RecordingFollower extends Disposable {
  private readonly followed = new Map<string, FollowedRecording>();
  private readonly services: FollowServices;

  constructor(
    services: Omit<FollowServices, 'inTurn'>,
    private readonly documents: ConfigDocuments,
  ) {
    super();
    const turns = new Turns();
    this.services = { ...services, inTurn: (work) => turns.take(undefined, work) };
    this.register(services.store.onDidChange((change) => void this.hear(change)));
    this.register({ dispose: () => this.followed.forEach((one) => one.dispose()) });
  }

  private async hear({ uri, changes: { state, result } }: RunChange): Promise<void> {
    if (!vscode.workspace.isTrusted || (state?.phase === undefined && !result)) return;
    if (state?.phase === 'cancelled') {
      this.leave(uri);
      return;
    }
    const known = this.followed.get(uri.toString());
    if (state?.phase === 'running') known?.runBegan();
    if (result) known?.resultChanged();
    if (state?.phase === 'done' || state?.phase === 'failed') known?.runEnded();
    await this.consider(uri);
  }

  /** Follows the recording that the config names now. */
  private async consider(uri: vscode.Uri): Promise<void> {
    const { config } = this.documents.read(await vscode.workspace.openTextDocument(uri));
    if (!config || this.isDisposed) return;
    const named = config.data.task === 'activations' ? config.data.recording : undefined;
    const recording = setting('followTraining', uri) ? named : undefined;
    if (this.followed.get(uri.toString())?.recording === recording) return;
    this.leave(uri);
    if (recording !== undefined)
      this.followed.set(uri.toString(), new FollowedRecording(uri, recording, this.services));
  }

  private leave(uri: vscode.Uri): void {
    const known = this.followed.get(uri.toString());
    if (!known) return;
    known.dispose();
    this.followed.delete(uri.toString());
    this.services.store.update(uri, { training: { text: '', state: 'ended' } });
  }
}
