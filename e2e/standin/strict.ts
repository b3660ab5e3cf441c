/** What JavaScript itself looks up on any object: not a use of Electron's API. */
const PROBES = new Set(['then', 'toJSON', 'constructor', 'asymmetricMatch', 'nodeType']);

/**
 * Makes members that the stand-in does not have throw instead of being undefined: a test must not pass because
 * something was silently not there. Setting is allowed: Playwright tests replace functions to answer dialogs.
 */
export function strict<T extends object>(name: string, target: T): T {
  return new Proxy(target, {
    get(object, key, receiver) {
      if (key in object || typeof key === 'symbol' || PROBES.has(key)) {
        return Reflect.get(object, key, receiver) as unknown;
      }
      throw new Error(`stand-in: ${name}.${key} is not implemented`);
    },
  });
}
