/**
 * The longest punctuator of C (C11 6.4.6, digraphs included) that stands at `at`, where the character
 * code is `code`; the empty string when there is none. It answers with constants so that no text is
 * cut out of the source.
 */
export function punctuatorAt(text: string, at: number, code: number): string {
  const second = text.charCodeAt(at + 1);
  switch (code) {
    case 33: // !
      return second === EQUALS ? '!=' : '!';
    case 35: // #
      return second === 35 ? '##' : '#';
    case 37: // %
      if (second === EQUALS) return '%=';
      if (second === GREATER) return '%>';
      if (second !== COLON) return '%';
      return text.charCodeAt(at + 2) === 37 && text.charCodeAt(at + 3) === COLON ? '%:%:' : '%:';
    case 38: // &
      return second === 38 ? '&&' : second === EQUALS ? '&=' : '&';
    case 40:
      return '(';
    case 41:
      return ')';
    case 42: // *
      return second === EQUALS ? '*=' : '*';
    case 43: // +
      return second === 43 ? '++' : second === EQUALS ? '+=' : '+';
    case 44:
      return ',';
    case 45: // -
      if (second === GREATER) return '->';
      return second === 45 ? '--' : second === EQUALS ? '-=' : '-';
    case 46: // .
      return second === 46 && text.charCodeAt(at + 2) === 46 ? '...' : '.';
    case 47: // /
      return second === EQUALS ? '/=' : '/';
    case COLON:
      return second === GREATER ? ':>' : ':';
    case 59:
      return ';';
    case LESS:
      if (second === EQUALS) return '<=';
      if (second === COLON) return '<:';
      if (second === 37) return '<%';
      if (second !== LESS) return '<';
      return text.charCodeAt(at + 2) === EQUALS ? '<<=' : '<<';
    case EQUALS:
      return second === EQUALS ? '==' : '=';
    case GREATER:
      if (second === EQUALS) return '>=';
      if (second !== GREATER) return '>';
      return text.charCodeAt(at + 2) === EQUALS ? '>>=' : '>>';
    case 63:
      return '?';
    case 91:
      return '[';
    case 93:
      return ']';
    case 94: // ^
      return second === EQUALS ? '^=' : '^';
    case 123:
      return '{';
    case 124: // |
      return second === 124 ? '||' : second === EQUALS ? '|=' : '|';
    case 125:
      return '}';
    case 126:
      return '~';
    default:
      return '';
  }
}

const COLON = 58;
const LESS = 60;
const EQUALS = 61;
const GREATER = 62;

const PRIMARY = new Map([
  ['<:', '['],
  [':>', ']'],
  ['<%', '{'],
  ['%>', '}'],
  ['%:', '#'],
  ['%:%:', '##'],
]);

/** Whether a punctuator is spelled as a digraph. */
export function isDigraph(punctuator: string): boolean {
  return PRIMARY.has(punctuator);
}

/** The primary spelling of a digraph (C11 6.4.6p3); other punctuators come back as they are. */
export function primarySpelling(punctuator: string): string {
  return PRIMARY.get(punctuator) ?? punctuator;
}
