import * as z from 'zod';

// Imported before anything that parses. Zod would make functions of text; to find out whether it may, it would read
// `navigator`, which is an error in the extension host of VS Code 1.101 and later.
z.config({ jitless: true });
