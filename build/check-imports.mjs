/** Checks the import rules of docs/architecture.md. Usage: node build/check-imports.mjs */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { checkImports } from './imports/check.mjs';
import { RULES } from './imports/rules.mjs';

const root = path.resolve(import.meta.dirname, '..');

/** @type {Record<string, string>} */
const files = { 'package.json': '' };
for (const folder of new Set(RULES.map((rule) => rule.room.split('/')[0]))) {
  for (const entry of readdirSync(path.join(root, folder), {
    withFileTypes: true,
    recursive: true,
  })) {
    if (!entry.isFile()) continue;
    const full = path.join(entry.parentPath, entry.name);
    const file = path.relative(root, full).split(path.sep).join('/');
    files[file] = /\.(ts|vue|mjs)$/.test(file) ? readFileSync(full, 'utf8') : '';
  }
}

const problems = checkImports(files);
for (const problem of problems) console.error(problem);
const count = Object.keys(files).filter((file) => /\.(ts|vue|mjs)$/.test(file)).length;
console.log(`import rules: ${count} files, ${problems.length} problems`);
process.exitCode = problems.length > 0 ? 1 : 0;
