// The page for unknown addresses stands at any depth, and where nobody has said below which path
// the edition is published it takes the host's root for the edition's. Where that is wrong this
// looks for the root above the address, and goes to the page there that says the same.
const isRoot = async folder => {
  const answer = await fetch(`${folder}manifest.webmanifest`).catch(() => {});
  const manifest = answer?.ok && await answer.json().catch(() => {});
  return manifest?.id === './';
};
const look = async () => {
  const parts = location.pathname.split('/').slice(1, -1).filter(Boolean);
  for (let depth = 0; depth <= parts.length; depth += 1) {
    const root = ['', ...parts.slice(0, depth), ''].join('/');
    if (!await isRoot(root)) continue;
    const modes = document.documentElement.dataset.modes.split(' ');
    const mode = modes.includes(parts[depth]) ? parts[depth] : modes[0];
    if (root !== document.documentElement.dataset.root) location.replace(`${root}${mode}/404/`);
    return;
  }
};
if (location.protocol.startsWith('http')) look();
