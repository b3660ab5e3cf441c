/** A recording for a file. */
import type { Recording } from '../machine/index.ts';
import { packProgram, unpackProgram, type PackedProgram } from '../trace/index.ts';
import { freeze, thaw, type Frozen } from './freeze.ts';

const FORMAT = 'folioscope-recording-1';

interface FrozenRecording {
  format: typeof FORMAT;
  recording: Omit<Recording, 'program'> & { program: PackedProgram };
}

/** The recording as text and bytes: every step and every byte written; what is derived is left out. */
export function freezeRecording(recording: Recording): Frozen {
  const packed: FrozenRecording = {
    format: FORMAT,
    recording: { ...recording, program: packProgram(recording.program) },
  };
  return freeze(packed);
}

/** Throws Error if the data is damaged, or of another version. */
export function thawRecording(frozen: Frozen): Recording {
  const { format, recording } = thaw(frozen) as FrozenRecording;
  if (format !== FORMAT) throw new Error('the recording is of another version of Folioscope');
  return { ...recording, program: unpackProgram(recording.program) };
}
