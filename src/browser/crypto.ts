/** In the place of node:crypto: SHA-256, and random names. */
import { Buffer } from 'buffer';
import { sha256Of } from '../base/platform/sha256';

export const randomUUID = (): string => crypto.randomUUID();

export const createHash = (): Hash => new Hash();

class Hash {
  private readonly parts: Uint8Array[] = [];

  update(part: string | Uint8Array): this {
    this.parts.push(typeof part === 'string' ? new TextEncoder().encode(part) : Uint8Array.from(part));
    return this;
  }

  digest(): Buffer;
  digest(encoding: 'hex'): string;
  digest(encoding?: 'hex'): Buffer | string {
    const text = sha256Of(Buffer.concat(this.parts));
    return encoding === 'hex' ? text : Buffer.from(text, 'hex');
  }
}
