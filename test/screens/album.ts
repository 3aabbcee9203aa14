import type { Shot } from './shots.ts'

/** A page to leaf through the pictures that lie beside it: arrow keys turn, a click shows one at full size. */
export function albumOf(shots: readonly Shot[]): string {
  const scenes = [...new Set(shots.map(({ scene }) => scene))]
  const chapters = scenes.map((scene) => {
    const figures = shots
      .filter((shot) => shot.scene === scene)
      .map(({ name, size, theme, language }) => figure(name, `${size} · ${theme} · ${language}`))
    return `<section id="${scene}"><h2>${scene}</h2>${figures.join('')}</section>`
  })
  const contents = scenes.map((scene) => `<a href="#${scene}">${scene}</a>`).join(' ')
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Mingcha, every screen</title>
<style>
body { margin: 0 24px 24px; background: #16181c; color: #d8dade; font: 14px/1.5 system-ui, sans-serif }
nav { position: sticky; top: 0; display: flex; flex-wrap: wrap; gap: 4px 16px; padding: 12px 0; background: #16181c }
a { color: inherit }
section { display: flex; flex-wrap: wrap; align-items: start; gap: 16px; scroll-margin-top: 64px }
h2 { flex-basis: 100%; margin: 24px 0 0; font-size: 18px }
figure { margin: 0 }
img { display: block; height: 300px; border: 1px solid #3a3e46 }
dialog { max-width: none; max-height: none; width: 100vw; height: 100vh; padding: 0; border: 0; background: #000; color: #fff; overflow: auto }
dialog img { height: auto; max-width: 100%; margin: auto; border: 0 }
dialog[data-full] img { max-width: none }
</style>
<nav>${contents}</nav>
${chapters.join('\n')}
<dialog><figcaption></figcaption><img alt=""></dialog>
<script>
const all = [...document.querySelectorAll('section a')]
const dialog = document.querySelector('dialog')
let at = 0
const show = (to) => {
  at = (to + all.length) % all.length
  dialog.querySelector('img').src = all[at].href
  dialog.querySelector('figcaption').textContent = all[at].title + '   (arrow keys turn, space: full size, Escape: back)'
  if (!dialog.open) dialog.showModal()
}
all.forEach((link, i) => link.addEventListener('click', (event) => (event.preventDefault(), show(i))))
addEventListener('keydown', ({ key }) => {
  if (!dialog.open) return
  if (key === 'ArrowRight') show(at + 1)
  if (key === 'ArrowLeft') show(at - 1)
  if (key === ' ') dialog.toggleAttribute('data-full')
})
</script></html>
`
}

function figure(name: string, caption: string): string {
  return `<figure><a href="${name}.png" title="${name}"><img src="${name}.png" alt="${name}" loading="lazy"></a><figcaption>${caption}</figcaption></figure>`
}
