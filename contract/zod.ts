/** zod as the shell uses it: without generated code, which the content security policy forbids. */
import * as z from 'zod';

z.config({ jitless: true });

export { z };
