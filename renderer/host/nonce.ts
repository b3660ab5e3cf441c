/**
 * The nonce under which this page may add `<style>` elements, for libraries that do: pass it to CodeMirror as
 * `EditorView.cspNonce.of(styleNonce())`, to reka-ui's ConfigProvider as `nonce`. Empty where no policy is in force.
 */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
}
