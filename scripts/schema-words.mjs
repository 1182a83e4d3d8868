// The schema of configs in another language: what its keys say of themselves, and the names of its templates.

/**
 * A copy in which words that the table has are in its language; names, rules and texts of configs stay.
 * @param {unknown} value of the schema
 * @param {Readonly<Record<string, string>>} words
 * @param {string} [key] under which the value stands
 * @returns {unknown}
 */
export function schemaIn(value, words, key) {
  if (typeof value === 'string')
    return ['description', 'title', 'label'].includes(key ?? '') && Object.hasOwn(words, value) ? words[value] : value;
  if (Array.isArray(value)) return value.map((one) => schemaIn(one, words));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, schemaIn(part, words, name)]));
}
