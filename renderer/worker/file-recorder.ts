import { recordingPart } from '../../core/index.ts';
import type { LabFile } from '../host/lab-file.ts';
import { toLabError } from '../model/lab-error.ts';
import type { RecordRequest } from './protocol.ts';
import type { Recorder, RecordJob, RecordResult } from './recorder.ts';

/**
 * In a lab that runs from a file: the recordings in it are read, not made again; what they do not hold
 * (another state, changed sources) is recorded as ever.
 */
export class FileRecorder implements Recorder {
  /** The sources that the recordings are of, once they are known. */
  private files: Record<string, string> | null = null;

  constructor(
    private readonly file: LabFile,
    private readonly worker: Recorder,
  ) {}

  record(request: RecordRequest, analyst: MessagePort | null): RecordJob {
    const index = this.file.about.states.indexOf(request.state);
    this.files ??= request.files;
    if (index < 0 || !sameFiles(this.files, request.files)) {
      if (this.file.about.part) return refused;
      return this.worker.record(request, analyst);
    }
    let job: RecordJob | null = null;
    let cancelled = false;
    const result = this.read(index).then(
      (frozen): RecordResult | Promise<RecordResult> => {
        if (cancelled) return { kind: 'cancelled' };
        job = this.worker.record({ ...request, frozen }, analyst);
        return job.result;
      },
      (error: unknown): RecordResult => ({ kind: 'failed', error: toLabError(error) }),
    );
    const cancel = () => {
      cancelled = true;
      job?.cancel();
    };
    return { result, cancel };
  }

  private async read(index: number) {
    const [json, bytes] = await Promise.all([
      this.file.bytesOf(recordingPart(index, 'json')),
      this.file.bytesOf(recordingPart(index, 'bytes')),
    ]);
    return { json: new TextDecoder().decode(json), bytes };
  }
}

/** What a whole run would be compared with is not there. */
const refused: RecordJob = {
  result: Promise.resolve({
    kind: 'failed',
    error: toLabError(
      new Error('this file holds a part of the run; nothing else is recorded in it'),
    ),
  }),
  cancel: () => {},
};

function sameFiles(a: Record<string, string>, b: Record<string, string>): boolean {
  const paths = Object.keys(a);
  return paths.length === Object.keys(b).length && paths.every((path) => a[path] === b[path]);
}
