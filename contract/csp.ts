import policy from './csp.json' with { type: 'json' };

/** Stands in the built index.html where the nonce of this response belongs. */
export const NONCE_PLACEHOLDER = 'folioscope-nonce';

/**
 * The content security policy as a header's value. The directives are data (csp.json), because the start script's
 * plain Node server sends the same policy.
 *
 * @param nonce fresh for every response, base64
 */
export function contentSecurityPolicy(nonce: string): string {
  return Object.entries(policy)
    .map(([directive, sources]) => `${directive} ${sources.join(' ')}`)
    .join('; ')
    .replace('{nonce}', nonce);
}
