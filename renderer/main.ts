import { createPinia } from 'pinia';
import { createApp } from 'vue';
import App from './App.vue';
import { createHost } from './host/index.ts';
import { WorkerAnalysis } from './worker/analysis.ts';
import { WorkerRecorder } from './worker/recorder.ts';
import './theme/tokens.css';
import './theme/base.css';
import './theme/controls.css';

createApp(App, {
  host: createHost(),
  recorder: new WorkerRecorder(),
  analysis: new WorkerAnalysis(),
})
  .use(createPinia())
  .mount('#lab');
