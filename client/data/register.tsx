import { ChevronDown } from 'lucide-react'
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components'
import { Link } from 'wouter'
import { Download } from '#client/download/download.tsx'
import { registerOffer } from '#client/download/offers.ts'
import { Failure } from '#client/explore/failure.tsx'
import { nameIn } from '#client/i18n/formats.ts'
import { useWords } from '#client/i18n/use-words.ts'
import type { Look } from '#client/state/look.ts'
import { linkTo } from '#client/state/use-look.ts'
import { Shape } from '#client/ui/shape.tsx'
import type { Finding, Found } from '#data/contract/register.ts'
import { useRegister } from './use-imports.ts'
import { useDataWords, type DataKey } from './words.ts'

const offered = ['area', 'site', 'visit', 'issue', 'unit', 'team'] as const

/** What is wrong with the register, each kind with its list, the way to it on the map, and what to do. */
export function Register({ look, today }: { look: Look; today: string }) {
  const { t, format } = useDataWords()
  const { t: say } = useWords()
  const register = useRegister()
  if (register.data === undefined)
    return (
      <section className="data-section">
        <h2>{t('register.title')}</h2>
        {register.isError ? (
          <Failure error={register.error} retry={() => void register.refetch()} />
        ) : (
          <Shape rows={[60, 60]} />
        )}
      </section>
    )
  const { sites, cells, findings } = register.data
  const some = findings.filter(({ total }) => total > 0)
  return (
    <section className="data-section">
      <h2>{t('register.title')}</h2>
      <p className="data-hint">
        {t(some.length === 0 ? 'register.sound' : 'register.looked', {
          sites: format.whole(sites),
          cells: format.whole(cells),
        })}
      </p>
      <Download
        worded
        note={say('download.register')}
        offers={offered.map((table) => registerOffer(table, t(`tableName.${table}`)))}
      />
      {some.map(({ finding, total, found }) => (
        <Disclosure key={finding} className="data-finding">
          <Heading level={3}>
            <Button slot="trigger" className="data-finding-head">
              <span>{t(`register.${finding}`)}</span>
              <strong>{format.whole(total)}</strong>
              <ChevronDown size={14} strokeWidth={1.5} aria-hidden="true" />
            </Button>
          </Heading>
          <DisclosurePanel>
            <p className="data-hint">{t(`register.todo.${finding}`)}</p>
            <ul className="data-found">
              {found.map((one) => (
                <FoundRow
                  key={`${one.id} ${one.with[0]?.id ?? ''}`}
                  found={one}
                  finding={finding}
                  look={look}
                  today={today}
                />
              ))}
            </ul>
            {total > found.length && (
              <p className="quiet">
                {t('register.more', { n: format.whole(total - found.length), count: total - found.length })}
              </p>
            )}
          </DisclosurePanel>
        </Disclosure>
      ))}
    </section>
  )
}

interface RowProps {
  found: Found
  finding: Finding
  look: Look
  today: string
}

const amounts: Partial<Record<Finding, DataKey>> = {
  doubled: 'register.metresApart',
  sliver: 'register.metresWide',
  overlap: 'register.squareMetres',
}

function FoundRow({ found, finding, look, today }: RowProps) {
  const { t, language, format } = useDataWords()
  const { of, id, code, amount, since } = found
  const amountKey = amounts[finding]
  const said = [
    found.with.map((one) => nameIn(language, one) ?? one.id).join('、'),
    amount === null || amountKey === undefined ? '' : t(amountKey, { n: format.whole(amount) }),
    since === null ? '' : t('register.since', { day: format.day(since, today) }),
  ].filter((part) => part !== '')
  return (
    <li>
      <Link className="link" href={linkTo('/', look, of === 'cell' ? { cell: id } : { site: id })}>
        {nameIn(language, found) ?? code ?? id}
      </Link>
      <span className="quiet">{code ?? id}</span>
      <span>{said.join(' · ')}</span>
    </li>
  )
}
