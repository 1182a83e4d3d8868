// The README as the extension's page in VS Code shows it. That page loads pictures from http and https addresses alone,
// and resolves no relative address: pictures of the repository and the parts about it are left out, and links to its
// files become their text.
const repositoryPart = /<!-- repository -->\n[^]*?<!-- \/repository -->\n*/g;
const picture = /^!\[[^\]]*\]\((?!https?:)[^)]+\)\n+/gm;
const fileLink = /(?<!!)\[([^\]]+)\]\((?!https?:|#)([^)]+)\)/g;

/** @param {string} readme */
export const shippedReadme = (readme) =>
  readme
    .replace(repositoryPart, '')
    .replace(picture, '')
    .replace(fileLink, (_, text) => text);
