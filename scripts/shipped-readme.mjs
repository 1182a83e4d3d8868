// The README as the extension's page in VS Code shows it. That page resolves no relative address: pictures go in as
// data, links to files become their text, and the parts about the repository are left out.
import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

const repositoryPart = /<!-- repository -->\n[^]*?<!-- \/repository -->\n*/g;
const picture = /!\[([^\]]*)\]\((?!https?:|data:)([^)]+)\)/g;
const fileLink = /(?<!!)\[([^\]]+)\]\((?!https?:|#)([^)]+)\)/g;

/**
 * @param {string} readme
 * @param {string} root the folder against which its addresses are resolved
 */
export function shippedReadme(readme, root) {
  return readme
    .replace(repositoryPart, '')
    .replace(picture, (_, text, path) => {
      const data = readFileSync(join(root, path)).toString('base64');
      return `![${text}](data:image/${extname(path).slice(1)};base64,${data})`;
    })
    .replace(fileLink, (_, text) => text);
}
