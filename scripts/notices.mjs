// Which packages are inside the programs that ship, under which licences: the notices for people and a CycloneDX
// bill of materials for tools.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundledFile } from './bundled.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/**
 * @typedef {{ readonly name: string, readonly version: string, readonly license: string, readonly text: string }} Part
 */

/**
 * @param {string} folder
 * @returns {Part}
 */
function partOf(folder) {
  const { name, version, license, licenses } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
  const file = readdirSync(join(root, folder)).find((entry) => /^(licen[cs]e|copying)(\.|-|$)/i.test(entry));
  const said = typeof license === 'string' ? license : (license?.type ?? licenses?.[0]?.type ?? '');
  return { name, version, license: said, text: file ? readFileSync(join(root, folder, file), 'utf8').trim() : '' };
}

/**
 * The packages inside the programs that ship.
 * @throws Error if a package names no licence
 */
export function bundledParts() {
  /** @type {string[]} */
  const folders = JSON.parse(readFileSync(join(root, bundledFile), 'utf8'));
  const parts = folders.filter((folder) => existsSync(join(root, folder, 'package.json'))).map(partOf);
  for (const { name, license } of parts) if (!license) throw new Error(`The package "${name}" names no licence.`);
  return parts;
}

/**
 * Packages by licence text, each text once.
 * @param {readonly Part[]} bundled
 */
export function notices(bundled) {
  /** @type {Map<string, Part[]>} */
  const byText = new Map();
  for (const part of bundled) {
    const key = part.text || `Licensed under ${part.license}.`;
    byText.set(key, [...(byText.get(key) ?? []), part]);
  }
  const sections = [...byText].map(([text, parts]) =>
    [...parts.map(({ name, version, license }) => `${name} ${version} (${license})`), '', text].join('\n'),
  );
  const rule = `\n\n${'-'.repeat(80)}\n\n`;
  return `This extension contains the following packages.${rule}${sections.join(rule)}\n`;
}

/**
 * The same packages as a CycloneDX 1.5 document.
 * @param {readonly Part[]} bundled
 */
export function billOfMaterials(bundled) {
  const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const components = bundled.map((part) => ({
    type: 'library',
    'bom-ref': `pkg:npm/${part.name.replace('@', '%40')}@${part.version}`,
    name: part.name,
    version: part.version,
    purl: `pkg:npm/${part.name.replace('@', '%40')}@${part.version}`,
    licenses: [{ expression: part.license }],
  }));
  const digest = createHash('sha256').update(JSON.stringify(components)).digest('hex');
  const serial = [8, 4, 4, 4, 12]
    .map(
      (
        (at) => (length) =>
          digest.slice(at, (at += length))
      )(0),
    )
    .join('-');
  return `${JSON.stringify(
    {
      bomFormat: 'CycloneDX',
      specVersion: '1.5',
      serialNumber: `urn:uuid:${serial}`,
      version: 1,
      metadata: { component: { type: 'application', name, version, 'bom-ref': name } },
      components,
    },
    null,
    2,
  )}\n`;
}
