import { createPinia } from 'pinia';
import { createApp } from 'vue';
import App from './App.vue';
import { createHost } from './host/index.ts';
import { labFile } from './host/lab-file.ts';
import { loadSettings } from './settings/keep.ts';
import { WorkerAnalysis } from './worker/analysis.ts';
import { FileRecorder } from './worker/file-recorder.ts';
import { WorkerProgramRunner } from './worker/program-runner.ts';
import { WorkerRecorder } from './worker/recorder.ts';
import './theme/tokens.css';
import './theme/differences.css';
import './theme/contrast.css';
import './theme/base.css';
import './theme/controls.css';

const host = createHost();
const file = labFile();
const recorder = new WorkerRecorder();
const analysis = new WorkerAnalysis();
// They load their scripts while this thread is busy with its own.
recorder.expect();
analysis.expectOpen();
// Before anything is drawn: no flash of another theme.
const kept = await loadSettings(host);

createApp(App, {
  host,
  kept,
  recorder: file ? new FileRecorder(file, recorder) : recorder,
  analysis,
  programRunner: new WorkerProgramRunner(),
})
  .use(createPinia())
  .mount('#lab');
