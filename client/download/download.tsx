import './download.css'
import { Download as DownloadIcon } from 'lucide-react'
import { Button, DialogTrigger } from 'react-aria-components'
import { useWords } from '#client/i18n/use-words.ts'
import { Drop } from '#client/ui/drop.tsx'
import { offeredFormats, type Offer } from './offers.ts'

interface Props {
  /** What can be had, each in its formats. */
  offers: readonly Offer[]
  /** What holds for all of it: the day, the filters. */
  note: string
  /** With a word beside the icon. */
  worded?: boolean
}

/** What is shown, as files: one press each. The links work without us, so that a browser keeps what it is given. */
export function Download({ offers, note, worded = false }: Props) {
  const { t } = useWords()
  return (
    <DialogTrigger>
      {worded ? (
        <Button className="button">
          <DownloadIcon size={16} strokeWidth={1.5} aria-hidden="true" />
          {t('download.title')}
        </Button>
      ) : (
        <Button className="icon-button icon-button-framed" aria-label={t('download.title')}>
          <span className="icon-button-face" title={t('download.title')}>
            <DownloadIcon size={16} strokeWidth={1.5} aria-hidden="true" />
          </span>
        </Button>
      )}
      <Drop
        title={t('download.title')}
        placement={worded ? 'bottom start' : 'bottom end'}
        className="download"
      >
        {() => (
          <>
            <p className="download-note">{note}</p>
            <ul className="download-offers">
              {offers.map(({ what, name, links }) => (
                <li key={what}>
                  <span className="download-name">{name}</span>
                  <span className="download-links">
                    {offeredFormats.map((format) => {
                      const href = links[format]
                      if (href === null) return <span key={format} />
                      const said = t(`download.format.${format}`)
                      return (
                        <a
                          key={format}
                          className="download-link"
                          href={href}
                          download
                          aria-label={t('download.as', { name, format: said })}
                        >
                          {said}
                        </a>
                      )
                    })}
                  </span>
                </li>
              ))}
            </ul>
          </>
        )}
      </Drop>
    </DialogTrigger>
  )
}
