import ts from 'typescript';

/**
 * What a file imports, with the line. Static imports, re-exports, `import()` of a constant and `import` types.
 *
 * @typedef {object} Import
 * @property {string} specifier
 * @property {number} line from 1
 * @property {boolean} dynamic loaded when reached, not when the file is
 */

/**
 * @param {string} file its name tells what it is (`.vue` or a script)
 * @param {string} text
 * @returns {Import[]}
 */
export function scanImports(file, text) {
  const script = file.endsWith('.vue') ? scriptsOf(text) : text;
  const source = ts.createSourceFile(file, script, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
  /** @type {Import[]} */
  const found = [];
  const add = (/** @type {ts.Node} */ node, /** @type {boolean} */ dynamic) => {
    if (!ts.isStringLiteralLike(node)) return;
    const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
    found.push({ specifier: node.text, line, dynamic });
  };
  /** @param {ts.Node} node */
  const visit = (node) => {
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier) {
      add(node.moduleSpecifier, false);
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      if (node.arguments[0]) add(node.arguments[0], true);
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      add(node.argument.literal, true);
    } else if (isModuleUrl(node)) {
      // A worker is loaded by URL: it crosses rooms like an import does.
      const [url] = /** @type {ts.NewExpression} */ (node).arguments ?? [];
      if (url && ts.isStringLiteralLike(url) && /^\.\.?\/.*\.[cm]?[jt]s$/.test(url.text)) {
        add(url, true);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** `new URL('./x.ts', import.meta.url)` @param {ts.Node} node */
function isModuleUrl(node) {
  return (
    ts.isNewExpression(node) &&
    ts.isIdentifier(node.expression) &&
    node.expression.text === 'URL' &&
    node.arguments?.[1]?.getText() === 'import.meta.url'
  );
}

/**
 * The script blocks of a Vue file, everything else blanked so that line numbers stay.
 *
 * @param {string} text
 */
function scriptsOf(text) {
  const blank = (/** @type {string} */ part) => part.replace(/[^\n]/g, ' ');
  let out = '';
  let at = 0;
  for (const match of text.matchAll(/(<script\b[^>]*>)([\s\S]*?)<\/script>/g)) {
    const start = match.index + match[1].length;
    out += blank(text.slice(at, start)) + match[2];
    at = start + match[2].length;
  }
  return out + blank(text.slice(at));
}
