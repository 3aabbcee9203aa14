import type { ReactNode } from 'react'
import type { Scene } from '#client/explore/scene.ts'
import { nameIn } from '#client/i18n/formats.ts'
import { useWords } from '#client/i18n/use-words.ts'
import { Mark } from '#client/ui/mark.tsx'
import { Definitions } from './definitions.tsx'

interface Props {
  scene: Scene
  page: number
  pages: number
  children: ReactNode
}

/** One page: whose it is and for which day on top; below, what its words mean and what it was made from. */
export function PaperSheet({ scene, page, pages, children }: Props) {
  const { t, language, format } = useWords()
  const { district, asOf, coverage, look } = scene
  const { revision, settingsVersion } = coverage.meta
  return (
    <section className="paper-sheet" aria-label={t('paper.page', { page, pages })}>
      <header className="paper-head">
        <Mark />
        <strong>{t('brand')}</strong>
        <span>{`${nameIn(language, district)} · ${t(`paper.title.${look.measure}`)}`}</span>
        <time dateTime={asOf}>{format.fullDay(asOf)}</time>
      </header>
      {children}
      <footer className="paper-foot">
        {district.synthetic && <p className="paper-synthetic">{t('paper.synthetic')}</p>}
        <p className="paper-source">
          <span>{t('paper.revision', { revision, version: settingsVersion })}</span>
          <span>{t('paper.page', { page, pages })}</span>
        </p>
        <Definitions scene={scene} />
        <p className="paper-address">{window.location.href}</p>
      </footer>
    </section>
  )
}
