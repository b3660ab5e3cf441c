/** The only script that stands in an exported file as it is: it unpacks the others and starts the lab. */
export const PLAYER_SCRIPT = `
const textOf = (name) => document.getElementById('folioscope-' + name).textContent;
const bytesOf = async (name) => {
  const packed = Uint8Array.from(atob(textOf(name)), (character) => character.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
};
const scriptOf = async (name) =>
  URL.createObjectURL(new Blob([await bytesOf(name)], { type: 'text/javascript' }));
try {
  const workers = {};
  for (const { id } of document.querySelectorAll('[id^="folioscope-worker-"]')) {
    const name = id.slice('folioscope-'.length);
    workers[name.slice('worker-'.length)] = await scriptOf(name);
  }
  globalThis.folioscopeFile = { about: JSON.parse(textOf('about')), bytesOf, workers };
  await import(await scriptOf('code'));
} catch (error) {
  const told = document.createElement('p');
  told.setAttribute('role', 'alert');
  told.textContent = 'This recording cannot be played here: ' + error.message +
    '. It needs a browser of 2023 or later, and the file as it was saved.';
  document.getElementById('lab').replaceChildren(told);
}
`;
