/** For tools that read TypeScript but no Vue files, such as the typed lint rules; vue-tsc knows the real types. */
declare module '*.vue' {
  import type { DefineComponent } from 'vue';

  const component: DefineComponent<object, object, unknown>;
  export default component;
}
