/** The version in package.json, put in by the build. */
declare const __FOLIOSCOPE_VERSION__: string;
